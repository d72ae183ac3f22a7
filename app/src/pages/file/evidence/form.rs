//! The form to attach files: which, what is to be seen, what they are, whether people can be recognised.

use super::Desk;
use crate::parts::file::evidence::purpose;
use crate::parts::form::choice::choices;
use crate::parts::form::field::TextField;
use crate::parts::form::form_owner::FormOwner;
use crate::request::FormResult;
use domain::file::{Consent, LARGEST_IMAGE, LARGEST_PDF, MIB, MOST_AT_ONCE, Purpose};
use leptos::prelude::*;
use words::Lang;

/// What a browser offers to choose; a phone takes a photo for it, and an iPhone makes it a JPEG.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf";

/// The form. A file may also be dropped on its field, which is large for that.
pub(super) fn form(desk: &Desk) -> impl IntoView + use<> {
    let lang = desk.lang;
    let result = desk.result.clone();
    let typed = |field: &str| result.as_ref().and_then(|result| result.fields.get(field).cloned());
    let kind = typed("purpose").as_deref().and_then(Purpose::from_key).unwrap_or(Purpose::Photo);
    let kinds = Purpose::ALL.map(|one| (one.key(), purpose(lang, one), one == kind));
    let consent = typed("consent").as_deref().and_then(Consent::from_key);
    let consents = Consent::ALL.map(|one| {
        let words = match one {
            Consent::Nobody => lang.evidence_nobody(),
            Consent::Given => lang.evidence_given(),
        };
        (one.key(), words, consent == Some(one))
    });
    view! {
        <form class="form attach" action="/do/attach_evidence" method="post" enctype="multipart/form-data">
            <FormOwner/>
            <input type="hidden" name="report" value=desk.shown.report.id.to_string()/>
            <input type="hidden" name="return_to" value=desk.page.clone()/>
            {chosen(lang, result.as_ref())}
            <TextField lang name="alt" label=lang.evidence_alt() hint=lang.evidence_alt_hint().to_owned() result=result.clone()/>
            {choices(lang, "purpose", lang.evidence_purpose(), &kinds, result.as_ref())}
            {choices(lang, "consent", lang.evidence_consent(), &consents, result.as_ref())}
            <button class="button button--primary" type="submit">{lang.evidence_do()}</button>
            <p class="quiet">{lang.evidence_about()}</p>
        </form>
    }
}

/// The field for files.
fn chosen(lang: Lang, result: Option<&FormResult>) -> impl IntoView + use<> {
    let name = result.and_then(|result| result.fields.get("refused").cloned());
    let error = result.and_then(|result| result.sentence_of(lang, "file"));
    let error = error.map(|error| match name {
        Some(name) => format!("{name}: {error}"),
        None => error,
    });
    let is_wrong = error.is_some();
    let described = if is_wrong { "file-hint file-error" } else { "file-hint" };
    let hint = lang.evidence_file_hint(LARGEST_IMAGE / MIB, LARGEST_PDF / MIB, MOST_AT_ONCE);
    view! {
        <div class="field">
            <label for="file">{lang.evidence_file()}</label>
            <p class="quiet" id="file-hint">{hint}</p>
            <input
                id="file" class="input drop" type="file" name="file" accept=ACCEPT multiple required
                aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            />
            {error.map(|error| view! { <p class="field__error" id="file-error">{error}</p> })}
        </div>
    }
}
