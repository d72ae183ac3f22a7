//! A field of a form in which one of several is chosen.

use leptos::prelude::*;

/// A field with what can be chosen: value, text, and whether it is.
pub fn choice(
    name: &'static str,
    label: &'static str,
    all: Option<&'static str>,
    options: Vec<(String, String, bool)>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, text, is_chosen)| {
        view! { <option value=value selected=is_chosen>{text}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name class="input" name=name>
                {all.map(|text| view! { <option value="">{text}</option> })}
                {options.collect_view()}
            </select>
        </div>
    }
}
