//! What a page knows of the request that it answers. The server provides one per request.

use backend::Backend;
use domain::Error;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use words::Lang;

/// The request, as far as pages care.
#[derive(Debug, Clone)]
pub struct Request {
    /// The language to answer in.
    pub lang: Lang,
    /// The path, such as `/districts/p-bangkok`.
    pub path: String,
    /// Decoded query parameters, in the order of the address.
    pub query: Vec<(String, String)>,
    /// The request's reference, as in the log.
    pub reference: String,
    /// Where the public reaches this server, without a slash at the end.
    pub public_url: String,
}

/// The request that is being answered.
pub fn request() -> Request {
    expect_context()
}

/// The use cases.
pub fn backend() -> Backend {
    expect_context()
}

/// The language to answer in.
pub fn lang() -> Lang {
    request().lang
}

/// Answers with the HTTP status of an error.
pub fn set_status_of(error: &Error) {
    if let Some(response) = use_context::<ResponseOptions>() {
        let status = axum::http::StatusCode::from_u16(error.status());
        response.set_status(status.unwrap_or(axum::http::StatusCode::INTERNAL_SERVER_ERROR));
    }
}

impl Request {
    /// This page's address in another language.
    pub fn address_in(&self, lang: Lang) -> String {
        let kept = self.query.iter().filter(|(name, value)| name != "lang" && !value.is_empty());
        let language = (String::from("lang"), lang.code().to_owned());
        let pairs: Vec<String> = kept
            .chain([&language])
            .map(|(name, value)| {
                let encode = domain::map_view::percent_encode;
                format!("{}={}", encode(name), encode(value))
            })
            .collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }
}
