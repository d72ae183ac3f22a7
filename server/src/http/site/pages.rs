//! Pages, and the page for what does not exist.

use crate::http::site::static_files;
use crate::page::address::PageAddress;
use crate::page::cache::{Page, PageCache};
use crate::page::reply;
use crate::request::fault;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use futures::future::BoxFuture;
use std::sync::Arc;

/// A page: from kept bytes for everybody who is not signed in.
pub async fn page(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Response {
    let address = PageAddress::of(&visit.uri, visit.language.lang, visit.endpoint);
    if visitor.account.is_some() || address.is_personal(visit.endpoint) {
        return reply::personal(&site, &visit, &visitor).await;
    }
    match site.cache::<PageCache>().page(&site, &address, visit.reference).await {
        Page::Kept(page, outcome) => {
            let mut response = page.answer(&headers).await;
            response.extensions_mut().insert(outcome);
            response
        }
        Page::Other(rendered) => reply::private(rendered),
    }
}

/// The kept page that is asked for, if it is still right.
pub fn cached<'a>(
    site: &'a Site,
    visit: &'a Visit,
    headers: &'a HeaderMap,
) -> BoxFuture<'a, Option<Response>> {
    Box::pin(async move {
        let address = PageAddress::of(&visit.uri, visit.language.lang, visit.endpoint);
        Some(site.cache::<PageCache>().kept(site, &address)?.answer(headers).await)
    })
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
        None => reply::not_found(&site, &visit, &visitor).await,
    }
}
