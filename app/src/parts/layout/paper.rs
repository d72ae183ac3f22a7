//! On paper alone: whose page it is, what it shows, and the code that leads back to it.

use super::qr_code::QrCode;
use leptos::prelude::*;
use words::Lang;

/// The head of a printed page. `address` is the whole address of what is shown, `lines` say it in words.
pub fn paper(lang: Lang, address: String, lines: &[String]) -> impl IntoView + use<> {
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines = lines.map(|line| view! { <br/> {line.clone()} }).collect_view();
    view! {
        <div class="paper">
            <QrCode address label=lang.overview_qr()/>
            <p>{lang.overview_office()} {lines}</p>
        </div>
    }
}
