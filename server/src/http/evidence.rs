//! Files of records: sending them, taking them off, and serving them to whoever may see the record.

use crate::answered_form::Way;
use crate::fault;
use crate::posted_files::{PostedFiles, not_taken};
use crate::return_to::ReturnTo;
use crate::sent::Sent;
use crate::site::Site;
use crate::visit::Visit;
use crate::visitor::Visitor;
use app::request::FormResult;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use backend::FoundFile;
use domain::Error;
use domain::access::Actor;
use domain::evidence::{AttachForm, FIELDS};
use domain::map_view::percent_encode;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

/// A file opened by itself may do nothing at all, whatever it turns out to be.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// `report`, `file` (several), `alt`, `purpose`, `consent`, `again`: attaches files to a report.
pub async fn attach_evidence(sent: Sent<PostedFiles>) -> Response {
    let actor = sent.actor();
    let Sent { site, visit, visitor, form: PostedFiles { form, files } } = sent;
    let (backend, report) = (site.backend(), form.get("report").parse().unwrap_or_default());
    let typed = |field: &str| form.get(field).to_owned();
    let said = AttachForm {
        alt: typed("alt"),
        purpose: typed("purpose"),
        consent: typed("consent"),
        again: typed("again"),
    };
    let is_own = visitor.is_own(form.get("account"));
    let attached = match files {
        // Drawn for an account that has left the browser to this one since.
        Ok(_) if !is_own => Err(Error::Forbidden.into()),
        Ok(files) => backend.attach_to_report(&actor, report, &said, files).await,
        Err(error) => Err(error.into()),
    };
    let result = match attached {
        Ok(_) => done("attached"),
        Err(refused) => not_taken(&form, &FIELDS, is_own, refused),
    };
    let way = Way { site: &site, visit: &visit, visitor: &visitor };
    way.back(page(form.get("return_to")).as_str(), result).await
}

/// `id`: takes a file off its report.
pub async fn remove_evidence(sent: Sent) -> Response {
    let id = sent.form.get("id").parse().unwrap_or_default();
    let result = match sent.site.backend().remove_from_report(&sent.actor(), id).await {
        Ok(_) => done("detached"),
        Err(error) => FormResult { error: Some(error), ..FormResult::default() },
    };
    sent.way().back(page(sent.form.get("return_to")).as_str(), result).await
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
    match site.backend().file(&actor, id.parse().unwrap_or_default(), small).await {
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
