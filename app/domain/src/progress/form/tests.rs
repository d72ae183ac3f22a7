//! One verdict for one form, however absurd.

use super::*;
use crate::kernel::written_number::NumberRefusal;
use proptest::prelude::*;

fn filled(kind: ProgressKind) -> ReportForm {
    ReportForm {
        item: "2567/p1".to_owned(),
        kind: kind.key().to_owned(),
        text: "นักเรียน ๑๒ คน\r\n\r\nผ่านเกณฑ์".to_owned(),
        key: "000102030405060708090a0b0c0d0e0f".to_owned(),
        ..ReportForm::default()
    }
}

fn reasons(form: &ReportForm) -> Vec<(String, Reason)> {
    parse(form)
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|wrong| (wrong.field, wrong.reason))
        .collect()
}

fn owned(expected: &[(&str, Reason)]) -> Vec<(String, Reason)> {
    expected.iter().map(|(field, reason)| ((*field).to_owned(), *reason)).collect()
}

#[test]
fn a_text_is_enough_and_its_paragraphs_stay() {
    let report = parse(&filled(ProgressKind::OnPlan)).expect("a report");
    assert_eq!(report.text, "นักเรียน 12 คน\n\nผ่านเกณฑ์");
    assert_eq!((report.progress, report.link, report.story), (Progress::OnPlan, None, None));
    assert!(parse(&filled(ProgressKind::Output)).is_ok());
}

#[test]
fn an_empty_form_names_every_field_that_is_needed() {
    let missing = ["item", "kind", "text", "key"].map(|field| (field, Reason::Missing));
    assert_eq!(reasons(&ReportForm::default()), owned(&missing));
}

#[test]
fn an_adjusted_plan_demands_what_changed_and_why() {
    let form = filled(ProgressKind::Adjusted);
    let needed = ["what_changed", "why"].map(|field| (field, Reason::NeededForAdjusted));
    assert_eq!(reasons(&form), owned(&needed));
    let form =
        ReportForm { what_changed: "วัน".to_owned(), why: "ฝน".repeat(1001), ..form };
    assert_eq!(reasons(&form), owned(&[("why", Reason::TooLong(2000))]));
}

#[test]
fn a_number_and_its_unit_go_together() {
    let with = |number: &str, unit: &str| {
        reasons(&ReportForm {
            number: number.to_owned(),
            unit: unit.to_owned(),
            ..filled(ProgressKind::Output)
        })
    };
    assert_eq!(with("1,234.5", "คน"), []);
    assert_eq!(with("12", " "), owned(&[("unit", Reason::NeededWithNumber)]));
    assert_eq!(with("", "คน"), owned(&[("number", Reason::NeededWithUnit)]));
    let both = [("number", Reason::Number(NumberRefusal::Negative)), ("unit", Reason::TooLong(60))];
    assert_eq!(with("-1", &"ก".repeat(61)), owned(&both));
}

#[test]
fn what_belongs_to_another_kind_is_refused_and_not_dropped() {
    let form = ReportForm {
        what_changed: "x".to_owned(),
        unit: "คน".to_owned(),
        number: "\u{200b} ".to_owned(),
        ..filled(ProgressKind::OnPlan)
    };
    assert_eq!(
        reasons(&form),
        owned(&[("what_changed", Reason::OnlyForAdjusted), ("unit", Reason::OnlyForOutput)])
    );
}

#[test]
fn a_forged_form_is_refused_by_field() {
    let form = ReportForm {
        item: "2567/p1' or 1=1".to_owned(),
        kind: "deleted".to_owned(),
        key: "x".to_owned(),
        corrects: "-1".to_owned(),
        link: "javascript:alert(1)".to_owned(),
        ..filled(ProgressKind::OnPlan)
    };
    let expected = [
        ("item", Reason::Unknown),
        ("kind", Reason::Unknown),
        ("link", Reason::BadLink),
        ("key", Reason::Unknown),
        ("corrects", Reason::BadForm),
    ];
    assert_eq!(reasons(&form), owned(&expected));
}

#[test]
fn a_text_of_4000_characters_fits_and_markup_stays_text() {
    let text = |text: String| reasons(&ReportForm { text, ..filled(ProgressKind::OnPlan) });
    assert_eq!(text("ก".repeat(4000)), []);
    assert_eq!(text("ก".repeat(4001)), owned(&[("text", Reason::TooLong(4000))]));
    assert_eq!(text("\u{202e}\u{0}\n ".to_owned()), owned(&[("text", Reason::Missing)]));
    let markup = "<script>alert(1)</script> & \u{202e}\u{7}b";
    let form = ReportForm { text: markup.to_owned(), ..filled(ProgressKind::OnPlan) };
    assert_eq!(
        parse(&form).map(|report| report.text),
        Ok("<script>alert(1)</script> & b".to_owned())
    );
}

#[test]
fn the_digest_sees_each_field_and_not_the_key() {
    let form =
        ReportForm { number: "1".into(), unit: "คน".into(), ..filled(ProgressKind::Output) };
    let canonical = |form: &ReportForm| parse(form).expect("a report").canonical();
    let other_key = ReportForm { key: "f".repeat(32), ..form.clone() };
    assert_eq!(canonical(&other_key), canonical(&form));
    let same =
        ReportForm { number: "๑.๐".into(), text: format!(" {}\n", form.text), ..form.clone() };
    assert_eq!(canonical(&same), canonical(&form));
    for other in [
        ReportForm { item: "2567/p2".into(), ..form.clone() },
        ReportForm { number: "2".into(), ..form.clone() },
        ReportForm { story: "x".into(), ..form.clone() },
        ReportForm { link: "https://a.b".into(), ..form.clone() },
        ReportForm { corrects: "5".into(), ..form.clone() },
    ] {
        assert_ne!(canonical(&other), canonical(&form));
    }
}

/// A field that is often right, often nearly so, and sometimes anything.
fn field(right: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![
        16 => Just(right.to_owned()),
        1 => Just(String::new()),
        2 => "[กนเแาำิ่้ํ๑1,.e \u{200b}\u{202e}\r\n<&-]{0,12}",
        1 => any::<String>(),
    ]
}

fn forms() -> impl Strategy<Value = ReportForm> {
    let kinds = prop_oneof![
        16 => proptest::sample::select(vec!["on_plan", "adjusted", "output"]),
        1 => proptest::sample::select(vec!["", "x"]),
    ];
    let first = (field("2567/b7"), kinds, field("ข้อความ"), field("วัน"), field("ฝน"));
    let second = (field("1,234.5"), field("คน"), field("https://a.go.th/๑"), field("เรื่อง"));
    let last = (field("000102030405060708090a0b0c0d0e0f"), field("12"));
    let form = (first, second, last).prop_map(|(first, second, last)| ReportForm {
        item: first.0,
        kind: first.1.to_owned(),
        text: first.2,
        what_changed: first.3,
        why: first.4,
        number: second.0,
        unit: second.1,
        link: second.2,
        story: second.3,
        key: last.0,
        corrects: last.1,
        written_at: String::new(),
    });
    (form, proptest::bool::weighted(0.8))
        .prop_map(|(form, fits)| if fits { fitting(form) } else { form })
}

/// Without what belongs to another kind.
fn fitting(mut form: ReportForm) -> ReportForm {
    if form.kind != "adjusted" {
        (form.what_changed, form.why) = Default::default();
    }
    if form.kind != "output" {
        (form.number, form.unit) = Default::default();
    }
    form
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn every_form_has_one_verdict(form in forms()) {
        let verdict = parse(&form);
        prop_assert_eq!(&parse(&form), &verdict);
        match verdict {
            Ok(report) => {
                prop_assert_eq!(parse(&report.to_form()), Ok(report.clone()));
                prop_assert_eq!(report.canonical().matches('\u{1f}').count(), 10);
            }
            Err(wrong) => prop_assert!(!wrong.is_empty()),
        }
    }
}

#[test]
fn what_a_devices_clock_says_is_kept_and_never_a_reason_to_refuse() {
    let said = |written_at: &str| {
        let form = ReportForm { written_at: written_at.into(), ..filled(ProgressKind::OnPlan) };
        parse(&form).expect("a report")
    };
    assert_eq!(said("1700000000000").written_at, DateTime::from_timestamp(1_700_000_000, 0));
    for nonsense in ["", "soon", "99999999999999999999", "1e9"] {
        assert_eq!(said(nonsense).written_at, None, "{nonsense}");
    }
    assert_eq!(said("1700000000000").canonical(), said("").canonical());
}

#[test]
fn every_field_is_read_by_its_name_and_written_by_its_name() {
    let read = ReportForm::read(|field| format!("<{field}>"));
    assert!(read.fields().iter().all(|(field, typed)| *typed == format!("<{field}>")));
    let names = serde_json::to_value(&read).expect("plain text");
    assert_eq!(names.as_object().map(serde_json::Map::len), Some(FIELDS.len()));
    assert!(FIELDS.iter().all(|field| names[field] == format!("<{field}>")));
}
