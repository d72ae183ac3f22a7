//! Answers for when no handler has one: too long, not allowed, no such thing, broken, unavailable.

use crate::request::visit::Visit;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// Seconds after which to try again when nothing better is known.
pub const RETRY_SECONDS: u32 = 10;

/// As what a problem is sent.
const PROBLEM: &str = "application/problem+json";

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
    /// Parameters that cannot be taken; left out where that is not the matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub parameters: Vec<Parameter>,
}

/// A parameter of an address that cannot be taken.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Parameter {
    /// Its name.
    #[schema(example = "per_page")]
    pub name: String,
    /// Why, as a sentence in the language of the request: `?lang=en`, else Thai.
    #[schema(example = "It is a whole number from 1 to 500.")]
    pub detail: String,
}

/// The answer to `visit` with an error status: a page for people, a problem for programs.
pub fn answer(visit: &Visit, status: StatusCode, css_href: &str) -> Response {
    let retry = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_SECONDS);
    let (content_type, text) = if visit.is_api() {
        (PROBLEM, problem(visit, status, Vec::new()))
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

/// The answer to a program whose address has parameters that cannot be taken.
pub fn refuse_parameters(visit: &Visit, parameters: Vec<Parameter>) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut response = Response::new(Body::from(problem(visit, status, parameters)));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    response
}

/// The HTTP status that says the same as an error.
pub fn status(error: &domain::Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn problem(visit: &Visit, status: StatusCode, parameters: Vec<Parameter>) -> String {
    let title = status.canonical_reason().unwrap_or("Error");
    let problem = Problem {
        kind: "about:blank",
        title,
        status: status.as_u16(),
        reference: visit.reference.to_string(),
        parameters,
    };
    serde_json::to_string(&problem).unwrap_or_default()
}
