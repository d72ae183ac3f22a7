//! Answers for when no handler has one: too long, not allowed, no such thing, broken, unavailable.

use crate::visit::Visit;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// Seconds after which to try again when nothing better is known.
pub const RETRY_SECONDS: u32 = 10;

/// A problem as programs read it (RFC 9457).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `about:blank`: the status says it all.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    pub kind: &'static str,
    /// The status in words.
    #[schema(example = "Not Found")]
    pub title: &'static str,
    /// The HTTP status.
    #[schema(example = 404)]
    pub status: u16,
    /// Names the request in the server's log.
    #[schema(example = "7QK2M9XW4T")]
    pub reference: String,
}

/// The answer to `visit` with an error status: a page for people, a problem for programs.
pub fn answer(visit: &Visit, status: StatusCode, css_href: &str) -> Response {
    let retry = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_SECONDS);
    let (content_type, text) = if visit.is_api() {
        ("application/problem+json", problem(visit, status))
    } else {
        let reference = visit.reference.as_str();
        let lang = visit.language.lang;
        (
            "text/html; charset=utf-8",
            app::fault::document(lang, status.as_u16(), reference, retry, css_href),
        )
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Some(seconds) = retry {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The HTTP status that says the same as an error.
pub fn status(error: &domain::Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn problem(visit: &Visit, status: StatusCode) -> String {
    let title = status.canonical_reason().unwrap_or("Error");
    let problem = Problem {
        kind: "about:blank",
        title,
        status: status.as_u16(),
        reference: visit.reference.to_string(),
    };
    serde_json::to_string(&problem).unwrap_or_default()
}
