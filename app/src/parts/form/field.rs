//! A field of a form: its label, what was typed, and under it what is to be mended.

use crate::request::FormResult;
use domain::Error;
use leptos::prelude::*;
use words::Lang;

/// What a field says about itself: the hint before, the error after it was sent.
struct Said {
    typed: Option<String>,
    error: Option<String>,
    described: Option<String>,
}

impl Said {
    fn of(lang: Lang, name: &str, has_hint: bool, result: Option<&FormResult>) -> Self {
        let error = result.and_then(|result| result.sentence_of(lang, name));
        let typed = result.and_then(|result| result.fields.get(name).cloned());
        let ids = [
            has_hint.then(|| format!("{name}-hint")),
            error.as_ref().map(|_| format!("{name}-error")),
        ];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        Self { typed, error, described: (!ids.is_empty()).then(|| ids.join(" ")) }
    }
}

/// What stands in a text area: Leptos writes it as it is, so that a text with `</textarea>` would end it.
/// A test looks that nothing goes in without this.
pub fn in_textarea(typed: Option<String>) -> Option<String> {
    typed.map(|text| text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Label and hint above a field, its error below.
#[component]
fn Field(
    name: &'static str,
    label: &'static str,
    hint: Option<String>,
    error: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="quiet" id=format!("{name}-hint")>{hint}</p> })}
            {children()}
            {error.map(|error| view! { <p class="field__error" id=format!("{name}-error")>{error}</p> })}
        </div>
    }
}

/// One line of text, or a password.
#[component]
pub fn TextField(
    /// The reader's language.
    lang: Lang,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    label: &'static str,
    /// HTML's type: `text`, `password` …
    #[prop(default = "text")]
    kind: &'static str,
    /// HTML's autocomplete token.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The `id` of a list of what can be chosen while typing.
    #[prop(optional)]
    list: Option<&'static str>,
    /// A line that helps, before anything is wrong.
    #[prop(optional)]
    hint: Option<String>,
    /// What came back of the form when it was sent before.
    result: Option<FormResult>,
) -> impl IntoView {
    let Said { typed, error, described } = Said::of(lang, name, hint.is_some(), result.as_ref());
    let is_wrong = error.is_some();
    view! {
        <Field name label hint error>
            <input
                id=name class="input" name=name type=kind autocomplete=autocomplete list=list value=typed required=!optional
                aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            />
        </Field>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The reader's language.
    lang: Lang,
    /// Its name in the form.
    name: &'static str,
    /// What it asks for.
    label: &'static str,
    /// How many lines it shows at first.
    #[prop(default = 4)]
    rows: i32,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// A line that helps, before anything is wrong.
    #[prop(optional)]
    hint: Option<String>,
    /// What came back of the form when it was sent before.
    result: Option<FormResult>,
) -> impl IntoView {
    let Said { typed, error, described } = Said::of(lang, name, hint.is_some(), result.as_ref());
    let is_wrong = error.is_some();
    view! {
        <Field name label hint error>
            <textarea
                id=name class="input" name=name rows=rows.to_string() required=!optional
                aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            >{in_textarea(typed)}</textarea>
        </Field>
    }
}

/// What came of the whole form: an error that belongs to no field, or that it is done.
#[component]
pub fn FormNote(
    /// The reader's language.
    lang: Lang,
    /// What came back of the form.
    result: Option<FormResult>,
    /// What to say when it is done.
    #[prop(optional)]
    done: Option<&'static str>,
    /// What to say where nobody can be recognised by what was typed.
    #[prop(optional)]
    unknown: Option<&'static str>,
) -> impl IntoView {
    let result = result?;
    match result.sentence(lang) {
        Some(sentence) => {
            let unknown = unknown.filter(|_| result.error == Some(Error::Unauthenticated));
            let sentence = unknown.map_or(sentence, str::to_owned);
            Some(view! { <p class="note note--error" role="alert">{sentence}</p> }.into_any())
        }
        None => done.map(|done| {
            view! { <p class="note note--done" role="status" tabindex="-1" autofocus>{done}</p> }
                .into_any()
        }),
    }
}
