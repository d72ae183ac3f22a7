//! What was typed into a form that the page cannot show again, so that it is not lost.

use crate::components::report::paragraphs;
use leptos::prelude::*;
use words::Lang;

/// The texts that are not blank, to be copied.
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
