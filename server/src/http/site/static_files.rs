//! Files of the built site, precompressed where the build did so.

use crate::page::reply;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// For files whose name changes with their content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For files that keep their name.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// For files whose name ought to carry a hash and does not, as in a development build.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("public, no-cache");

/// A file whose name carries a hash or a version.
pub async fn immutable(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    request: Request,
) -> Response {
    let lasting = if site.files().hash_file.is_some() { FOR_EVER } else { ASK_FIRST };
    match file(&site, request, lasting).await {
        Some(file) => file,
        None => reply::not_found(&site, &visit, &Visitor::default()).await,
    }
}

/// A file at the root of the site, if there is one of that name.
pub async fn at_root(site: &Site, request: Request) -> Option<Response> {
    file(site, request, AN_HOUR).await
}

async fn file(site: &Site, request: Request, lasting: HeaderValue) -> Option<Response> {
    let dir = ServeDir::new(&site.files().dir)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    // `ServeDir` never fails: what cannot be read is a status. It refuses `..` and its disguises.
    let mut response = dir.oneshot(request).await.into_response();
    if response.status() == StatusCode::NOT_FOUND {
        return None;
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, lasting);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    Some(response)
}
