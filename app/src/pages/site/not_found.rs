//! What stands where a page cannot: not found (with a search), refused, out of order.

use crate::request::{lang, request, set_status_of};
use domain::Error;
use leptos::prelude::*;
use leptos_meta::Title;

/// For an address that names no page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <Refusal error=Error::NotFound/> }
}

/// Says what happened, what is safe, and what to do; answers with the error's status.
#[component]
pub fn Refusal(
    /// Why the page is not shown.
    error: Error,
) -> impl IntoView {
    set_status_of(&error);
    let lang = lang();
    let said = lang.error(&error);
    let (title, text) = match &error {
        Error::NotFound => (lang.fault_404_title(), lang.fault_404_text()),
        Error::Unavailable(_) | Error::Unreachable => {
            (lang.fault_503_title(), lang.fault_503_text())
        }
        Error::Internal(_) => (lang.fault_500_title(), lang.fault_500_text()),
        Error::Unauthenticated | Error::Forbidden | Error::Refused(_) => {
            (lang.refused_title(), &*said)
        }
        _ => (lang.fault_400_title(), lang.fault_400_text()),
    };
    let reference = match error {
        Error::Internal(reference) => reference,
        _ => request().reference,
    };
    view! {
        <Title text=title/>
        <div class="notice">
            <h1>{title}</h1>
            <p>{text.to_owned()}</p>
            <form class="notice__search" action="/" method="get" role="search">
                <label for="find">{lang.map_search()}</label>
                <input id="find" class="input" type="search" name="q" maxlength="100" placeholder=lang.map_search_hint()/>
                <button class="button button--primary" type="submit">{lang.map_apply()}</button>
            </form>
            <p><a href="/">{lang.fault_home()}</a></p>
            <p class="quiet">{lang.fault_reference(reference)}</p>
        </div>
    }
}
