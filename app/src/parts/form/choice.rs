//! A field of a form in which one of several is chosen.

use crate::request::FormResult;
use leptos::prelude::*;
use words::Lang;

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

/// The same with each of them in sight: key, words and whether it is chosen.
pub fn choices(
    lang: Lang,
    name: &'static str,
    legend: &'static str,
    all: &[(&'static str, &'static str, bool)],
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let error = result.and_then(|result| result.sentence_of(lang, name));
    let all = all.iter().map(|(key, words, is_chosen)| {
        view! {
            <label class="choice">
                <input type="radio" name=name value=*key checked=*is_chosen required/>
                <span>{*words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{legend}</legend>
            {all.collect_view()}
            {error.map(|error| view! { <p class="field__error">{error}</p> })}
        </fieldset>
    }
}
