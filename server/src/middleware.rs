//! What happens around every request: it gets a reference, a language and a time limit; whatever
//! breaks inside breaks alone; the answer gets its headers and the log its line.

pub mod admit;
mod cached_response;

use crate::page::prefetch;
use crate::request::endpoint::Endpoint;
use crate::request::fault;
use crate::request::language::Choice;
use crate::request::request_log;
use crate::request::same_origin;
use crate::request::visit::{Reference, Visit};
use crate::site::Site;
use axum::body::HttpBody as _;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures::FutureExt as _;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;
use tracing::Instrument as _;

/// The longest address taken, in bytes; all that we make are far shorter.
const MAX_URI: usize = 8 * 1024;
/// The outermost layer of each row.
pub async fn every_request(
    State((site, endpoint)): State<(Arc<Site>, &'static Endpoint)>,
    mut request: Request,
    next: Next,
) -> Response {
    let visit = arrive(&site, endpoint, &request);
    let mut response = if let Some(status) = refused(&site, endpoint, &request) {
        fault::answer(&visit, status, site.css_href())
    } else if let Some(kept) = cached_response::answer(&site, &visit, request.headers()).await {
        kept
    } else {
        let span = tracing::error_span!("request", reference = visit.reference.as_str());
        request.extensions_mut().insert(visit.clone());
        guarded(&site, &visit, next.run(request)).instrument(span).await
    };
    let is_page = is_page(&response);
    finish(&site, &visit, is_page, &mut response);
    request_log::line(&visit, &response);
    response
}

fn arrive(site: &Site, endpoint: &'static Endpoint, request: &Request) -> Visit {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    Visit {
        reference: Reference::new(rand::random()),
        arrived: Instant::now(),
        method: request.method().clone(),
        uri: request.uri().clone(),
        client: peer.map(|peer| site.trusted_proxies().client(peer, request.headers())),
        language: Choice::of(request.uri().query(), request.headers()),
        endpoint,
    }
}

fn refused(site: &Site, endpoint: &Endpoint, request: &Request) -> Option<StatusCode> {
    let uri_bytes = request.uri().path().len() + request.uri().query().map_or(0, str::len);
    let body_bytes = request.body().size_hint().lower();
    if uri_bytes > MAX_URI {
        Some(StatusCode::URI_TOO_LONG)
    } else if body_bytes > endpoint.limits.body.into() {
        Some(StatusCode::PAYLOAD_TOO_LARGE)
    } else if !same_origin::may_go_on(request.method(), request.headers(), site.public_url()) {
        Some(StatusCode::FORBIDDEN)
    } else {
        None
    }
}

/// Runs the handler; a panic or a timeout costs this request only.
async fn guarded(site: &Site, visit: &Visit, handler: impl Future<Output = Response>) -> Response {
    let limit = visit.endpoint.limits.time;
    let limited = tokio::time::timeout(limit, AssertUnwindSafe(handler).catch_unwind());
    match limited.await {
        Ok(Ok(response)) if is_bare(&response) => readable(site, visit, &response),
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!(
                path = visit.uri.path(),
                "a panic ended this request; its message stands above"
            );
            fault::answer(visit, StatusCode::INTERNAL_SERVER_ERROR, site.css_href())
        }
        Err(_) => {
            tracing::error!(path = visit.uri.path(), ?limit, "this request took too long");
            fault::answer(visit, StatusCode::SERVICE_UNAVAILABLE, site.css_href())
        }
    }
}

/// Whether a handler or the framework gave a status and nothing to read.
fn is_bare(response: &Response) -> bool {
    let failed = response.status().is_client_error() || response.status().is_server_error();
    failed && !response.headers().contains_key(header::CONTENT_TYPE)
}

/// The readable answer in place of a bare one, with what that had set: `Allow`, beside 405.
fn readable(site: &Site, visit: &Visit, bare: &Response) -> Response {
    let mut response = fault::answer(visit, bare.status(), site.css_href());
    if let Some(allow) = bare.headers().get(header::ALLOW) {
        response.headers_mut().insert(header::ALLOW, allow.clone());
    }
    response
}

/// Whether a person sees the answer: a document, or the news that the browser has it already.
fn is_page(response: &Response) -> bool {
    let html = |value: &HeaderValue| value.as_bytes().starts_with(b"text/html");
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .map_or(response.status() == StatusCode::NOT_MODIFIED, html)
}

fn finish(site: &Site, visit: &Visit, is_page: bool, response: &mut Response) {
    let is_given = matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let policy = if is_given { visit.endpoint.cache } else { "no-store" };
    let headers = response.headers_mut();
    site.security_headers().set(headers);
    if let Ok(reference) = HeaderValue::from_str(visit.reference.as_str()) {
        headers.insert("x-request-id", reference);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(policy));
    if is_page {
        headers.insert("speculation-rules", HeaderValue::from_static(prefetch::HEADER));
    }
    if visit.language.remember && is_page {
        headers.append(header::SET_COOKIE, visit.language.cookie(site.is_https()));
        // A shared cache must not hand one visitor's cookie to another.
        if headers[header::CACHE_CONTROL].as_bytes().starts_with(b"public") {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        }
    }
}
