//! What the overview's form does: hands out the districts of a view as a file.

use crate::form::answered_form::Way;
use crate::form::posted::Posted;
use crate::page::address::PageAddress;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use backend::{ExportFormat, ExportedFile};
use domain::Error;
use domain::people::access::Actor;
use std::sync::Arc;

/// `format`, and `view` as the query of the page's address: the file of what that page lists. By POST,
/// because it leaves an event: no link and no prefetch takes a file.
pub async fn export_overview(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: Posted,
) -> Response {
    let way = Way { site: &site, visit: &visit, visitor: &visitor };
    let Some(format) = ExportFormat::from_key(form.get("format")) else {
        return way.fault(&Error::Malformed);
    };
    let Ok(view) = format!("/overview?{}", form.get("view")).parse::<Uri>() else {
        return way.fault(&Error::Malformed);
    };
    let lang = visit.language.lang;
    let actor = visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone());
    let query = PageAddress::of(&view, lang).query;
    match site.backend().overview(&actor).export(&query, format, lang, site.public_url()).await {
        Ok(file) => send(file),
        Err(error) => way.fault(&error),
    }
}

fn send(file: ExportedFile) -> Response {
    let mut response = Response::new(Body::from(file.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(value) = format!("attachment; filename=\"{}\"", file.name).parse() {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
