//! The browser and the server judge alike: ten thousand forms, sensible and absurd, come to the same
//! verdicts in the same sentences. Run twice, as a native program and as WebAssembly (`.ci/test.sh`), against
//! one digest.

use domain::progress::form::{ReportForm, parse};
use words::Lang;

const FORMS: u32 = 10_000;

/// Of all verdicts. Another number means that a rule or a sentence has changed: take it over from the
/// failing test, and the other half must agree.
const DIGEST: u64 = 6_885_858_061_203_553_778;

/// What people type, and what they should not.
const TYPED: [&str; 24] = [
    "",
    " ",
    "\u{200b}\u{202e}",
    "ดำเนินการแล้ว",
    "เเก้ไขนํ้า ๑๒ คน\r\n\r\nครบ",
    "1,234.5",
    "๑๒",
    "-1",
    "1e9",
    "1,23",
    "0.00001",
    "99999999999",
    "12",
    "คน",
    "https://example.go.th/ภาพ?a=ก",
    "javascript:alert(1)",
    "//example.go.th",
    "<script>alert(1)</script>",
    "2570/p1",
    "2570/b7",
    "on_plan",
    "adjusted",
    "output",
    "000102030405060708090a0b0c0d0e0f",
];

/// Where each field's own kind of value lies among those, so that some forms are right.
const OWN: [usize; 12] = [18, 22, 3, 4, 3, 5, 13, 14, 4, 23, 12, 12];

/// A generator that is the same everywhere (Numerical Recipes' linear congruence).
struct Dice(u32);

impl Dice {
    fn throw(&mut self, sides: u32) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((self.0 >> 8) % sides) as usize
    }
}

fn form(dice: &mut Dice) -> ReportForm {
    let mut own = OWN.iter();
    let mut form = ReportForm::read(|field| {
        let own = own.next().copied().unwrap_or_default();
        let typed = match (field, dice.throw(16)) {
            (_, 0) => TYPED[dice.throw(24)],
            (_, 1) => "",
            ("kind", _) => TYPED[20 + dice.throw(3)],
            _ => TYPED[own],
        };
        if dice.throw(200) == 0 { typed.repeat(1 + dice.throw(900)) } else { typed.to_owned() }
    });
    if dice.throw(4) > 0 {
        without_what_does_not_fit(&mut form);
    }
    form
}

fn without_what_does_not_fit(form: &mut ReportForm) {
    if form.kind != "adjusted" {
        (form.what_changed, form.why) = Default::default();
    }
    if form.kind != "output" {
        (form.number, form.unit) = Default::default();
    }
}

/// What a form comes to, as text.
fn verdict(form: &ReportForm) -> String {
    match parse(form) {
        Ok(report) => format!("{}{:?}", report.canonical(), report.written_at),
        Err(wrong) => {
            let sentence = |one: &domain::kernel::error::FieldError| {
                let said = Lang::ALL.map(|lang| lang.reason(one.reason)).join(" / ");
                format!("{}: {said}\n", one.field)
            };
            wrong.iter().map(sentence).collect()
        }
    }
}

/// FNV-1a over all verdicts, and how many forms were taken.
fn digest() -> (u64, u32) {
    let (mut dice, mut digest, mut taken) = (Dice(2567), 0xcbf2_9ce4_8422_2325_u64, 0);
    for _ in 0..FORMS {
        let form = form(&mut dice);
        taken += u32::from(parse(&form).is_ok());
        for byte in verdict(&form).bytes() {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (digest, taken)
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn ten_thousand_forms_come_to_the_same_verdicts() {
    let (digest, taken) = digest();
    assert!((1_000..9_000).contains(&taken), "{taken} forms were taken: too few of one kind");
    assert_eq!(digest, DIGEST);
}
