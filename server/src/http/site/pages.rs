//! Pages, and the page for what does not exist.

use crate::form::answered_form::Way;
use crate::http::site::static_files;
use crate::page::address::PageAddress;
use crate::page::cache::Page;
use crate::page::render;
use crate::page::render::{Personal, Rendered};
use crate::request::fault;
use crate::request::request_log::CacheOutcome;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use app::request::FormResult;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use backend::Link;
use domain::Error;
use std::sync::Arc;

/// A page: from kept bytes for everybody who is not signed in.
pub async fn page(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Response {
    let address = PageAddress::of(&visit.uri, visit.language.lang);
    if visitor.account.is_some() || address.is_personal() {
        let form = match address.parameter("form") {
            Some(id) => visitor.form_result(&site, id).await,
            None => None,
        };
        let personal = Personal { account: visitor.account, form, ..Personal::default() };
        let rendered = render::page(&site, &address, visit.reference, personal).await;
        return private(rendered, CacheOutcome::Bypass);
    }
    match site.pages.page(&site, &address, visit.reference).await {
        Page::Kept(page, outcome) => with(page.answer(&headers).await, outcome),
        Page::Other(rendered) => private(rendered, CacheOutcome::Bypass),
    }
}

/// The page at `path` as the answer to a form, with links that stand in this one answer and nowhere else:
/// in no address, no log and no database (docs/decisions/0009).
pub async fn once(way: &Way<'_>, path: &str, form: FormResult, links: Vec<Link>) -> Response {
    let lang = way.visit.language.lang;
    let address = PageAddress { path: path.to_owned(), query: Vec::new(), lang };
    let account = way.visitor.account.clone();
    let personal = Personal { account, form: Some(form), links, refusal: None };
    let rendered = render::page(way.site, &address, way.visit.reference, personal).await;
    private(rendered, CacheOutcome::Bypass)
}

/// A file at the root of the site, such as the favicon; otherwise the page that says "not found".
pub async fn anything_else(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if visit.is_api() || !reads {
        return fault::answer(&visit, StatusCode::NOT_FOUND, site.css_href());
    }
    match static_files::at_root(&site, request).await {
        Some(file) => file,
        None => not_found(&site, &visit, visitor).await,
    }
}

/// The application's own page for an address that refuses who asks.
pub async fn refused(site: &Site, visit: &Visit, visitor: &Visitor, error: Error) -> Response {
    let address = PageAddress::of(&visit.uri, visit.language.lang);
    let form = match address.parameter("form") {
        Some(id) => visitor.form_result(site, id).await,
        None => None,
    };
    let (account, refusal) = (visitor.account.clone(), Some(error));
    let personal = Personal { account, form, refusal, ..Personal::default() };
    let rendered = render::page(site, &address, visit.reference, personal).await;
    private(rendered, CacheOutcome::Bypass)
}

/// The application's own page for an address at which there is nothing.
pub async fn not_found(site: &Site, visit: &Visit, visitor: Visitor) -> Response {
    let address = PageAddress::of(&visit.uri, visit.language.lang);
    let personal = Personal { account: visitor.account, ..Personal::default() };
    let mut rendered = render::page(site, &address, visit.reference, personal).await;
    if rendered.status == StatusCode::OK {
        rendered.status = StatusCode::NOT_FOUND;
    }
    private(rendered, CacheOutcome::Bypass)
}

fn private(rendered: Rendered, outcome: CacheOutcome) -> Response {
    let mut response = Response::new(Body::from(rendered.html));
    *response.status_mut() = rendered.status;
    *response.headers_mut() = rendered.headers;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if rendered.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from(fault::RETRY_SECONDS));
    }
    with(response, outcome)
}

fn with(mut response: Response, outcome: CacheOutcome) -> Response {
    response.extensions_mut().insert(outcome);
    response
}
