//! What happens on the map, as it happens: one answer that goes on (Server-FormRequest Events).

use crate::live::hub::Session;
use crate::request::fault;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;

/// Where a stream that broke is to be taken up; browsers send the last id that they have seen.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The stream after the position that the page was read at, and as far as it was heard before.
pub async fn events(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let heard = headers.get(LAST_EVENT_ID).and_then(|value| value.to_str().ok());
    let after = query.iter().find(|(name, _)| name == "after").map(|(_, value)| value.as_str());
    let after = position(after).max(position(heard));
    let session = visitor.session.zip(visitor.account);
    let session = session.map(|(token, account)| Session { token, account });
    match site.hub().listen(after, session) {
        Some(listener) => answer(Body::from_stream(listener.stream())),
        None => fault::answer(&visit, StatusCode::SERVICE_UNAVAILABLE, site.css_href()),
    }
}

fn position(text: Option<&str>) -> Option<i64> {
    text?.parse().ok().filter(|position| *position >= 0)
}

fn answer(stream: Body) -> Response {
    let mut response = Response::new(stream);
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // nginx would collect it.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
