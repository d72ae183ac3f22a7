//! A QR code: from paper or a projector back to the page.

use leptos::prelude::*;
use qrcodegen::{QrCode as Code, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of light around the code that readers need.
const MARGIN: i32 = 4;

/// The code of an address; nothing where it is too long for one.
#[component]
pub fn QrCode(
    /// The whole address.
    address: String,
    /// What it is, in words.
    label: &'static str,
) -> impl IntoView {
    let code = Code::encode_text(&address, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * MARGIN;
    let view_box = format!("{} {} {side} {side}", -MARGIN, -MARGIN);
    Some(view! {
        <svg class="qr" viewBox=view_box role="img" aria-label=label focusable="false">
            <rect class="qr__paper" x=-MARGIN y=-MARGIN width=side height=side></rect>
            <path class="qr__ink" d=dark(&code) transform="translate(0 .5)"></path>
        </svg>
    })
}

/// The dark modules as path data: a line one module wide for each run of a row, from the end of the one
/// before.
fn dark(code: &Code) -> String {
    let (mut d, mut at) = (String::new(), (0, 0));
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                _ = write!(d, "m{} {}h{run}", x - at.0, y - at.1);
                at = (x + run, y);
            }
            x += run + 1;
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_covers_exactly_the_dark_modules() {
        let code =
            Code::encode_text("https://pakmud.example/overview?year=2567", QrCodeEcc::Medium);
        let code = code.unwrap();
        let runs = dark(&code);
        let drawn: i32 =
            runs.split('m').filter_map(|run| run.split_once('h')?.1.parse::<i32>().ok()).sum();
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = all.filter(|(x, y)| code.get_module(*x, *y)).count();
        assert_eq!(usize::try_from(drawn), Ok(dark));
    }
}
