//! What the forms of progress reports do: posting, here; each step of a report's life, below.

pub mod moves;
pub mod several;

use crate::form::form_reply::go_on;
use crate::form::form_request::FormRequest;
use crate::form::json_reply;
use app::request::FormResult;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Error;
use domain::place::district::Slug;
use domain::progress::form::{FIELDS, ReportForm};

/// `district` and the fields of the report: posts it, then shows that it is saved.
pub async fn post_progress(headers: HeaderMap, sent: FormRequest) -> Response {
    let (form, way) = (&sent.form, sent.way());
    let Some(slug) = Slug::parse(form.get("district")) else { return way.fault(&Error::NotFound) };
    let report = ReportForm::read(|field| form.get(field).to_owned());
    let posted = sent.site.backend().reports(&sent.actor()).post(&slug, &report).await;
    if json_reply::asks(&headers) {
        let lang = sent.visit.language.lang;
        return json_reply::answer(lang, posted.as_ref().map(|id| Some(*id)));
    }
    match posted {
        Ok(id) => go_on(&format!("/districts/{slug}?posted={id}#report")),
        Err(error) => {
            let result = FormResult { fields: form.keep(&FIELDS), error: Some(error), done: None };
            way.back(&format!("/districts/{slug}"), result).await
        }
    }
}
