//! A wide table that scrolls within its card, by keyboard too.

use leptos::prelude::*;

/// What scrolls. A group and no landmark: the card around it, which has the same name, is one.
#[component]
pub fn Scrolled(
    /// The id of the heading that names it.
    by: &'static str,
    children: Children,
) -> impl IntoView {
    view! { <div class="scroll" tabindex="0" role="group" aria-labelledby=by>{children()}</div> }
}
