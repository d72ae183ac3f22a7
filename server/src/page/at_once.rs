//! Answers that are kept and the same for everybody: given ahead of router and handlers, which would come to the
//! same. Most requests there are.

use crate::http::open_data;
use crate::page::address::PageAddress;
use crate::request::request_log::CacheOutcome;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use crate::site::Site;
use axum::http::{HeaderMap, Method};
use axum::response::Response;

/// The kept page or list that is asked for, if it is still right and who asks makes no difference: nobody who is
/// or was signed in, nothing for one person alone.
pub async fn answer(site: &Site, visit: &Visit, headers: &HeaderMap) -> Option<Response> {
    if visit.method != Method::GET || SecretCookie::Session.is_in(headers, site.is_https()) {
        return None;
    }
    let list = open_data::kept(site, visit.uri.path(), headers).await;
    let mut response = if let Some(list) = list {
        list
    } else {
        let address = PageAddress::of(&visit.uri, visit.language.lang);
        site.pages.kept(site, &address)?.answer(headers).await
    };
    response.extensions_mut().insert(CacheOutcome::Hit);
    Some(response)
}
