//! Whether the process runs, and whether it can do its work: for supervisors and load balancers.

use crate::site::Site;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// 200 as long as the process answers at all.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// 200 when the database answers, else 503.
pub async fn readyz(State(site): State<Arc<Site>>) -> (StatusCode, &'static str) {
    if site.backend().ready().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    }
}
