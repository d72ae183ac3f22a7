//! What the overview's form does: hands out the districts of a view as a file.

use crate::form::fields::FormFields;
use crate::form::form_reply::FormReply;
use crate::page::address;
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

/// The parameters that an overview is drawn from, and a file of it made.
pub const PARAMETERS: &[&[&str]] = &[domain::overview::NAMES, &["kind", "cluster", "status"]];

/// `format`, and `view` as the query of the page's address: the file of what that page lists. By POST,
/// because it leaves an event: no link and no prefetch takes a file.
pub async fn export_overview(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: FormFields,
) -> Response {
    let way = FormReply { site: &site, visit: &visit, visitor: &visitor };
    let Some(format) = ExportFormat::from_key(form.get("format")) else {
        return way.fault(&Error::Malformed);
    };
    let Ok(view) = format!("/overview?{}", form.get("view")).parse::<Uri>() else {
        return way.fault(&Error::Malformed);
    };
    let lang = visit.language.lang;
    let actor = visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone());
    let query = address::query(&view, |name| PARAMETERS.iter().any(|names| names.contains(&name)));
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
