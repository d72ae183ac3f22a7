//! Replies with a page that is drawn for one reader, and is kept by nobody.

use crate::page::address::PageAddress;
use crate::page::render;
use crate::page::render::{Personal, Rendered};
use crate::request::fault;
use crate::request::request_log::CacheOutcome;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use app::request::FormResult;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use backend::Link;
use domain::Error;

/// The page that is asked for, with the result of a form where the address names one.
pub async fn personal(site: &Site, visit: &Visit, visitor: &Visitor) -> Response {
    drawn(site, visit, visitor, None).await
}

/// The application's own page for an address that refuses who asks.
pub async fn refused(site: &Site, visit: &Visit, visitor: &Visitor, error: Error) -> Response {
    drawn(site, visit, visitor, Some(error)).await
}

async fn drawn(site: &Site, visit: &Visit, visitor: &Visitor, refusal: Option<Error>) -> Response {
    let address = PageAddress::of(&visit.uri, visit.language.lang, visit.endpoint);
    let form = match address.parameter("form") {
        Some(id) => visitor.form_result(site, id).await,
        None => None,
    };
    let account = visitor.account.clone();
    let personal = Personal { account, form, refusal, links: Vec::new() };
    private(render::page(site, &address, visit.reference, personal).await)
}

/// The page at `path` as the answer to a form, with links that stand in this one answer and nowhere else:
/// in no address, no log and no database (docs/decisions/0009).
pub async fn with_links(
    site: &Site,
    (visit, visitor): (&Visit, &Visitor),
    path: &str,
    form: FormResult,
    links: Vec<Link>,
) -> Response {
    let lang = visit.language.lang;
    let address = PageAddress { path: path.to_owned(), query: Vec::new(), lang };
    let account = visitor.account.clone();
    let personal = Personal { account, form: Some(form), links, refusal: None };
    private(render::page(site, &address, visit.reference, personal).await)
}

/// The application's own page for an address at which there is nothing.
pub async fn not_found(site: &Site, visit: &Visit, visitor: &Visitor) -> Response {
    let address = PageAddress::of(&visit.uri, visit.language.lang, visit.endpoint);
    let personal = Personal { account: visitor.account.clone(), ..Personal::default() };
    let mut rendered = render::page(site, &address, visit.reference, personal).await;
    if rendered.status == StatusCode::OK {
        rendered.status = StatusCode::NOT_FOUND;
    }
    private(rendered)
}

/// A drawn page, for nobody else.
pub fn private(rendered: Rendered) -> Response {
    let mut response = Response::new(Body::from(rendered.html));
    *response.status_mut() = rendered.status;
    *response.headers_mut() = rendered.headers;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if rendered.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from(fault::RETRY_SECONDS));
    }
    response.extensions_mut().insert(CacheOutcome::Bypass);
    response
}
