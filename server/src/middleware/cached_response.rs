//! Answers from caches that are the same for everybody: given ahead of the handlers, which would come to the same.
//! Most requests there are.

use crate::request::request_log::CacheOutcome;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use crate::site::Site;
use axum::http::{HeaderMap, Method};
use axum::response::Response;

/// What the row's cache holds, if it is still right and who asks makes no difference: nobody who is or was
/// signed in.
pub async fn answer(site: &Site, visit: &Visit, headers: &HeaderMap) -> Option<Response> {
    let cached = visit.endpoint.cached?;
    if visit.method != Method::GET || SecretCookie::Session.is_in(headers, site.is_https()) {
        return None;
    }
    let mut response = cached(site, visit, headers).await?;
    response.extensions_mut().insert(CacheOutcome::Hit);
    Some(response)
}
