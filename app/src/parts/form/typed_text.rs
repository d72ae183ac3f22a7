//! What people typed, where a page could lose it, or be broken by it.

use crate::parts::progress::report::paragraphs;
use leptos::prelude::*;
use words::Lang;

/// What people typed, for the title of a window: what is given there is written as it is.
pub fn in_title(typed: &str) -> String {
    typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What was typed into a form that the page cannot show again: the texts that are not blank, to be copied.
#[component]
pub fn TypedText(
    /// The reader's language.
    lang: Lang,
    /// As typed.
    texts: Vec<String>,
) -> impl IntoView {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
    (!texts.is_empty()).then(|| {
        view! {
            <div class="remark">
                <p class="quiet">{lang.form_typed()}</p>
                {texts.iter().map(|text| paragraphs(text)).collect_view()}
            </div>
        }
    })
}
