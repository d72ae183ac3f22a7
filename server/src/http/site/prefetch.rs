//! The rules by which browsers fetch pages ahead.

use crate::page::prefetch::RULES;
use axum::http::header;
use axum::response::IntoResponse;

/// `prefetch-rules.json`
pub async fn rules() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/speculationrules+json")], RULES)
}
