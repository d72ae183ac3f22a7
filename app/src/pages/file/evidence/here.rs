//! The files that a report has: each with a field for what is to be seen in it, and a button that takes it off.
//!
//! All of them are one form, so that nothing typed about one is lost by taking off another.

use super::{Desk, about};
use crate::parts::file::evidence::{alt_of, file, megabytes, purpose};
use crate::parts::form::field::in_textarea;
use crate::parts::form::form_owner::FormOwner;
use domain::file::{MIB, ShownFile, text_field};
use leptos::prelude::*;

/// The form that fields and buttons beside the files belong to.
const FORM: &str = "describe";

/// The files, those first that have no text of their own yet.
pub(super) fn here(desk: &Desk) -> impl IntoView + use<> {
    let (lang, files) = (desk.lang, desk.files());
    let none = files.is_empty().then(|| view! { <p>{lang.evidence_none()}</p> });
    let may_say = desk.shown.report.may_attach && !files.is_empty();
    let shared = may_say && (0..files.len()).any(|index| is_shared(files, index));
    let shared = shared.then(|| view! { <p class="note">{lang.evidence_shared()}</p> });
    let (mut first, rest): (Vec<_>, Vec<_>) =
        (0..files.len()).partition(|index| is_shared(files, *index));
    first.extend(rest);
    let items = first.into_iter().map(|index| item(desk, index)).collect_view();
    let form = (!files.is_empty()).then(|| form(desk).into_any());
    let (used, most) = (megabytes(desk.shown.room.0), desk.shown.room.1 / MIB);
    view! {
        {none}
        {shared}
        <ul class="files files--desk">{items}</ul>
        {form}
        <p class="quiet">{lang.evidence_room(used, most)}</p>
    }
}

/// Whether another file has the same text, as those have that were sent at once.
fn is_shared(files: &[ShownFile], index: usize) -> bool {
    files.iter().filter(|other| other.alt == files[index].alt).count() > 1
}

fn item(desk: &Desk, index: usize) -> impl IntoView + use<> {
    let (lang, files) = (desk.lang, desk.files());
    let (one, alt) = (&files[index], alt_of(files, index));
    let said = if desk.shown.report.may_attach {
        field(desk, one).into_any()
    } else {
        about(lang, one, &alt).into_any()
    };
    view! {
        <li>
            {file(lang, files, index)}
            {said}
            <button
                class="button" type="submit" form=FORM formaction="/do/remove_evidence" formnovalidate
                name="id" value=one.id.to_string() aria-label=lang.evidence_remove_named(&alt)
            >{lang.evidence_remove()}</button>
        </li>
    }
}

/// The field for what is to be seen in a file.
fn field(desk: &Desk, file: &ShownFile) -> impl IntoView + use<> {
    let (lang, name) = (desk.lang, text_field(file.id));
    let result = desk.result.as_ref();
    let typed = result.and_then(|result| result.fields.get(&name).cloned());
    let error = result.and_then(|result| result.sentence_of(lang, &name));
    let (is_wrong, error_id) = (error.is_some(), format!("{name}-error"));
    let described = is_wrong.then(|| error_id.clone());
    let label = lang.evidence_alt_of(purpose(lang, file.purpose), &file.name);
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <textarea
                id=name.clone() class="input" form=FORM name=name rows="3" required
                aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            >{in_textarea(Some(typed.unwrap_or_else(|| file.alt.clone())))}</textarea>
            {error.map(|error| view! { <p class="field__error" id=error_id>{error}</p> })}
        </div>
    }
}

fn form(desk: &Desk) -> impl IntoView + use<> {
    let save = desk.shown.report.may_attach.then(|| {
        view! { <button class="button" type="submit">{desk.lang.evidence_describe()}</button> }
    });
    view! {
        <form id=FORM action="/do/describe_evidence" method="post">
            <FormOwner/>
            <input type="hidden" name="report" value=desk.shown.report.id.to_string()/>
            <input type="hidden" name="return_to" value=desk.page.clone()/>
            {save}
        </form>
    }
}
