//! Photos as forms: the one that stands, with a button that takes it off, and a field for another.

use super::Setting;
use super::fields::note;
use super::people::text_field;
use crate::parts::form::choice::choices;
use crate::parts::form::form_owner::FormOwner;
use crate::parts::profile::photo;
use crate::request::FormResult;
use domain::Error;
use domain::file::{Consent, FileRefusal, LARGEST_IMAGE, MIB};
use domain::kernel::error::Reason;
use domain::profile::person::Person;
use domain::profile::photo::Subject;
use leptos::prelude::*;

/// What a browser offers to choose; a phone takes a photo for it, and an iPhone makes it a JPEG.
const ACCEPT: &str = "image/jpeg,image/png,image/webp";

/// Whether what came back belongs to a form of these.
pub(super) fn is_named(set: &Setting) -> bool {
    let people = set.profile.people.iter().map(|one| Subject::Person(one.no));
    people.chain([Subject::Office]).any(|subject| is_of(set, subject))
}

/// Whether what came back belongs to a form of this subject.
pub(super) fn is_of(set: &Setting, subject: Subject) -> bool {
    set.result_of(&subject.key()).is_some()
}

/// The office's, as a section of its own.
pub(super) fn office(set: &Setting) -> impl IntoView + use<> {
    let photo = set.profile.photos.office.as_ref();
    let shown =
        photo.map(|one| here(set, Subject::Office, photo::office(one).into_any(), &one.alt));
    view! {
        <section aria-labelledby="group-photo">
            <h2 id="group-photo">{set.lang().photo_office()}</h2>
            {said(set, Subject::Office)}
            {shown}
            {form(set, Subject::Office)}
        </section>
    }
}

/// That of somebody who is entered; nothing of whom nothing is known any more.
pub(super) fn person(set: &Setting, person: &Person) -> Option<impl IntoView + use<>> {
    let (lang, subject) = (set.lang(), Subject::Person(person.no));
    let alt = lang.photo_of(lang.post(person.post), person.name.as_ref()?);
    let photo = set.profile.photos.of(subject);
    let shown = photo.map(|one| here(set, subject, photo::portrait(Some(one), alt.clone()), &alt));
    Some(view! {
        <section>
            <h3>{lang.evidence_photo()}</h3>
            {said(set, subject)}
            {shown}
            {form(set, subject)}
        </section>
    })
}

/// What came of the form.
fn said(set: &Setting, subject: Subject) -> Option<AnyView> {
    let result = set.result_of(&subject.key())?;
    if result.done.as_deref() == Some("photo_removed") {
        let done = set.lang().photo_removed();
        let note =
            view! { <p class="note note--done" role="status" tabindex="-1" autofocus>{done}</p> };
        return Some(note.into_any());
    }
    note(set, Some(result))
}

/// The photo that stands, and the way to take it off.
fn here(set: &Setting, subject: Subject, photo: AnyView, what: &str) -> impl IntoView + use<> {
    let lang = set.lang();
    view! {
        <div class="actions">
            {photo}
            <form action="/do/remove_photo" method="post">
                <FormOwner/>
                <input type="hidden" name="district" value=set.slug.to_string()/>
                <input type="hidden" name="form_of" value=subject.key()/>
                <button class="button" type="submit" aria-label=lang.photo_remove_named(what)>{lang.photo_remove()}</button>
            </form>
        </div>
    }
}

fn form(set: &Setting, subject: Subject) -> impl IntoView + use<> {
    let key = subject.key();
    let refused = set.result_of(&key).filter(|result| result.error.is_some());
    let about = match subject {
        Subject::Office => about_office(set, &key, refused).into_any(),
        Subject::Person(_) => agreed(set, refused).into_any(),
    };
    view! {
        <form class="form" action="/do/put_photo" method="post" enctype="multipart/form-data">
            <FormOwner/>
            <input type="hidden" name="district" value=set.slug.to_string()/>
            <input type="hidden" name="form_of" value=key.clone()/>
            {file(set, &key, refused)}
            {about}
            <button class="button" type="submit">{set.lang().photo_put()}</button>
        </form>
    }
}

/// The field for the picture.
fn file(set: &Setting, key: &str, refused: Option<&FormResult>) -> impl IntoView + use<> {
    let lang = set.lang();
    let error = refused.and_then(|result| refusal(set, result));
    let (id, hint_id, error_id) =
        (format!("{key}-file"), format!("{key}-file-hint"), format!("{key}-file-error"));
    let is_wrong = error.is_some();
    let described = if is_wrong { format!("{hint_id} {error_id}") } else { hint_id.clone() };
    view! {
        <div class="field">
            <label for=id.clone()>{lang.photo_file()}</label>
            <p class="quiet" id=hint_id>{lang.photo_file_hint(LARGEST_IMAGE / MIB)}</p>
            <input
                id=id class="input drop" type="file" name="file" accept=ACCEPT required
                aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            />
            {error.map(|error| view! { <p class="field__error" id=error_id>{error}</p> })}
        </div>
    }
}

/// Why the file was not taken, with its name.
fn refusal(set: &Setting, result: &FormResult) -> Option<String> {
    let lang = set.lang();
    let Some(Error::Invalid(wrong)) = &result.error else { return None };
    let sentence = match wrong.iter().find(|one| one.field == "file")?.reason {
        Reason::File(FileRefusal::UnknownFormat) => lang.photo_only_pictures().to_owned(),
        reason => lang.reason(reason),
    };
    Some(match result.fields.get("refused") {
        Some(name) => format!("{name}: {sentence}"),
        None => sentence,
    })
}

/// What is to be seen, as it was said of the photo that stands, and whether anybody can be recognised.
fn about_office(set: &Setting, key: &str, refused: Option<&FormResult>) -> impl IntoView + use<> {
    let lang = set.lang();
    let typed = |field: &str| refused.and_then(|result| result.fields.get(field).cloned());
    let stands = || set.profile.photos.office.as_ref().map(|photo| photo.alt.clone());
    let alt = text_field(
        format!("{key}-alt"),
        "alt",
        lang.evidence_alt(),
        Some(lang.photo_office_alt_hint().to_owned()),
        typed("alt").or_else(stands).unwrap_or_default(),
        refused.and_then(|result| result.sentence_of(lang, "alt")),
    );
    let chosen = typed("consent").as_deref().and_then(Consent::from_key);
    let consents = [
        (Consent::Nobody.key(), lang.evidence_nobody(), chosen == Some(Consent::Nobody)),
        (Consent::Given.key(), lang.evidence_given(), chosen == Some(Consent::Given)),
    ];
    view! {
        {alt}
        {choices(lang, "consent", lang.evidence_consent(), &consents, refused)}
    }
}

/// That whoever is seen agrees.
fn agreed(set: &Setting, refused: Option<&FormResult>) -> impl IntoView + use<> {
    let (lang, given) = (set.lang(), Consent::Given.key());
    let typed = refused.and_then(|result| result.fields.get("consent"));
    let is_chosen = typed.is_some_and(|key| key == given);
    let error = refused.and_then(|result| result.sentence_of(lang, "consent"));
    view! {
        <div class="choices">
            <label class="choice">
                <input type="checkbox" name="consent" value=given checked=is_chosen required/>
                <span>{lang.photo_consent()}</span>
            </label>
            {error.map(|error| view! { <p class="field__error">{error}</p> })}
        </div>
    }
}
