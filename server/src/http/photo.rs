//! Photos of an office and of who leads it: put up, and taken off. Served as any file is.

use crate::answered_form::Way;
use crate::posted_files::{PostedFiles, not_taken};
use crate::sent::Sent;
use app::request::FormResult;
use axum::response::Response;
use domain::Error;
use domain::district::Slug;
use domain::profile::photo::{FIELDS, Subject};
use std::collections::BTreeMap;

/// `district`, `form_of`, `file`, `alt` of an office's, `consent`: puts up a photo in place of what stands.
pub async fn put_photo(sent: Sent<PostedFiles>) -> Response {
    let actor = sent.actor();
    let Sent { site, visit, visitor, form: PostedFiles { form, files } } = sent;
    let way = Way { site: &site, visit: &visit, visitor: &visitor };
    let Some(slug) = Slug::parse(form.get("district")) else {
        return way.fault(&Error::NotFound);
    };
    let is_own = visitor.is_own(form.get("account"));
    let put = match (Subject::from_key(form.get("form_of")), files) {
        // Drawn for an account that has left the browser to this one since.
        _ if !is_own => Err(Error::Forbidden.into()),
        (None, _) => Err(Error::Malformed.into()),
        (Some(_), Err(error)) => Err(error.into()),
        (Some(subject), Ok(files)) => {
            site.backend().put_photo(&actor, &slug, subject, |field| form.get(field), files).await
        }
    };
    let result = match put {
        Ok(_) => done(form.keep(&["form_of"]), "recorded"),
        Err(refused) => not_taken(&form, &FIELDS, is_own, refused),
    };
    way.back(&page(&slug), result).await
}

/// `district`, `form_of`: takes the photo off.
pub async fn remove_photo(sent: Sent) -> Response {
    let form = &sent.form;
    let Some(slug) = Slug::parse(form.get("district")) else {
        return sent.way().fault(&Error::NotFound);
    };
    let removed = match Subject::from_key(form.get("form_of")) {
        Some(subject) => sent.site.backend().remove_photo(&sent.actor(), &slug, subject).await,
        None => Err(Error::Malformed),
    };
    let fields = form.keep(&["form_of"]);
    let result = match removed {
        Ok(()) => done(fields, "photo_removed"),
        Err(error) => FormResult { fields, error: Some(error), done: None },
    };
    sent.way().back(&page(&slug), result).await
}

fn page(slug: &Slug) -> String {
    format!("/districts/{slug}/edit")
}

fn done(fields: BTreeMap<String, String>, what: &str) -> FormResult {
    FormResult { fields, error: None, done: Some(what.to_owned()) }
}
