//! Whose form it is.

use crate::request::request;
use leptos::prelude::*;

/// Goes into each form that takes text from somebody signed in: where the session ends before it is
/// sent, what was typed waits for the same account.
#[component]
pub fn FormOwner() -> impl IntoView {
    let account = request().account?;
    Some(view! { <input type="hidden" name="account" value=account.account.to_string()/> })
}
