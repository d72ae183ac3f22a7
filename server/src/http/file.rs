//! Files of records: sending them, saying what is to be seen, taking them off, and serving them to whoever may
//! see the record.

use crate::form::form_request::FormRequest;
use crate::form::uploaded_files::UploadedFiles;
use crate::request::fault;
use crate::request::return_to::ReturnTo;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use app::request::FormResult;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use backend::FoundFile;
use domain::file::{AttachForm, FIELDS, text_field};
use domain::kernel::percent::percent_encode;
use domain::people::access::Actor;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

/// A file opened by itself may do nothing at all, whatever it turns out to be.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// `report`, `file` (several), `alt`, `purpose`, `consent`, `again`: attaches files to a report.
pub async fn attach_evidence(mut sent: FormRequest<UploadedFiles>) -> Response {
    let files = sent.take_files();
    let (backend, actor, form) = (sent.site.backend(), sent.actor(), &sent.form.form);
    let report = form.get("report").parse().unwrap_or_default();
    let typed = |field: &str| form.get(field).to_owned();
    let said = AttachForm {
        alt: typed("alt"),
        purpose: typed("purpose"),
        consent: typed("consent"),
        again: typed("again"),
    };
    let attached = async { backend.files(&actor).attach(report, &said, files?).await };
    let result = match attached.await {
        Ok(_) => done("attached"),
        Err(refused) => sent.not_taken(&FIELDS, refused),
    };
    sent.way().back(page(form.get("return_to")).as_str(), result).await
}

/// `report`, and a field for each of its files (`text_field`): says what is to be seen in them.
pub async fn describe_evidence(sent: FormRequest) -> Response {
    let (form, backend) = (&sent.form, sent.site.backend());
    let report = form.get("report").parse().unwrap_or_default();
    let result = match backend.files(&sent.actor()).describe(report, form.fields()).await {
        Ok(()) => done("described"),
        Err(error) => FormResult { fields: form.keep_all(), error: Some(error), done: None },
    };
    sent.way().back(page(form.get("return_to")).as_str(), result).await
}

/// `id`: takes a file off its report. What was typed about the others stays typed.
pub async fn remove_evidence(sent: FormRequest) -> Response {
    let form = &sent.form;
    let id = form.get("id").parse().unwrap_or_default();
    let mut fields = form.keep_all();
    fields.remove(&text_field(id));
    let result = match sent.site.backend().files(&sent.actor()).remove(id).await {
        Ok(_) => FormResult { fields, ..done("detached") },
        Err(error) => FormResult { fields, error: Some(error), done: None },
    };
    sent.way().back(page(form.get("return_to")).as_str(), result).await
}

fn page(return_to: &str) -> ReturnTo {
    ReturnTo::parse(return_to).unwrap_or(ReturnTo::home())
}

fn done(what: &str) -> FormResult {
    FormResult { fields: BTreeMap::new(), error: None, done: Some(what.to_owned()) }
}

/// A file as it is kept.
pub async fn file(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    Path((id, _)): Path<(String, String)>,
    request: Request,
) -> Response {
    serve(&site, &visit, &visitor, (&id, false), request).await
}

/// Its small picture.
pub async fn small(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    serve(&site, &visit, &visitor, (&id, true), request).await
}

async fn serve(
    site: &Site,
    visit: &Visit,
    visitor: &Visitor,
    (id, small): (&str, bool),
    request: Request,
) -> Response {
    let actor = visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone());
    match site.backend().files(&actor).get(id.parse().unwrap_or_default(), small).await {
        Ok(found) => answer(site, visit, &found, request).await,
        Err(error) => fault::answer(visit, fault::status(&error), site.css_href()),
    }
}

async fn answer(site: &Site, visit: &Visit, found: &FoundFile, request: Request) -> Response {
    let tag = format!("\"{}\"", found.tag);
    let known = request.headers().get(header::IF_NONE_MATCH);
    let is_known = known.is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // Never fails: what cannot be read is a status.
        ServeFile::new(&found.path).oneshot(request).await.into_response().map(Body::new)
    };
    if response.status() == StatusCode::NOT_FOUND {
        tracing::error!(path = %found.path.display(), "a file is missing in the folder of files");
        return fault::answer(visit, StatusCode::NOT_FOUND, site.css_href());
    }
    set_headers(response.headers_mut(), found, &tag);
    response
}

fn set_headers(headers: &mut HeaderMap, found: &FoundFile, tag: &str) {
    let kept = if found.is_public { "public, no-cache" } else { "private, no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(found.format.content_type()));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Pictures are shown by `<img>`, which does not mind; opened by itself, nothing is.
    let name = percent_encode(&found.name).replace(',', "%2C");
    let attachment = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
    let attachment = attachment.unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, attachment);
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
}
