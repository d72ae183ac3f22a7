//! Photos of an office and of who leads it: put up, and taken off. Served as any file is.

use crate::form::form_request::FormRequest;
use crate::form::uploaded_files::UploadedFiles;
use app::request::FormResult;
use axum::response::Response;
use domain::Error;
use domain::place::district::Slug;
use domain::profile::photo::{FIELDS, Subject};
use std::collections::BTreeMap;

/// `district`, `form_of`, `file`, `alt` of an office's, `consent`: puts up a photo in place of what stands.
pub async fn put_photo(mut sent: FormRequest<UploadedFiles>) -> Response {
    let files = sent.take_files();
    let (backend, actor, form) = (sent.site.backend(), sent.actor(), &sent.form.form);
    let Some(slug) = Slug::parse(form.get("district")) else {
        return sent.way().fault(&Error::NotFound);
    };
    let put = async {
        let (files, subject) = (files?, Subject::from_key(form.get("form_of")));
        let subject = subject.ok_or(Error::Malformed)?;
        backend.profiles(&actor).put_photo(&slug, subject, |field| form.get(field), files).await
    };
    let result = match put.await {
        Ok(_) => done(form.keep(&["form_of"]), "recorded"),
        Err(refused) => sent.not_taken(&FIELDS, refused),
    };
    sent.way().back(&page(&slug), result).await
}

/// `district`, `form_of`: takes the photo off.
pub async fn remove_photo(sent: FormRequest) -> Response {
    let form = &sent.form;
    let Some(slug) = Slug::parse(form.get("district")) else {
        return sent.way().fault(&Error::NotFound);
    };
    let removed = match Subject::from_key(form.get("form_of")) {
        Some(subject) => {
            sent.site.backend().profiles(&sent.actor()).remove_photo(&slug, subject).await
        }
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
