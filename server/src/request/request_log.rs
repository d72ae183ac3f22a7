//! One structured line per request.

use crate::request::visit::Visit;
use axum::body::HttpBody as _;
use axum::response::Response;
use backend::Found;
use tracing_subscriber::EnvFilter;

/// Whether an answer came from kept bytes. Handlers that keep some put it into the extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheOutcome {
    /// From kept bytes.
    Hit,
    /// Made for this request, and kept.
    Miss,
    /// Older than it should be, because a newer one cannot be made now.
    Stale,
    /// Made for this request alone.
    Bypass,
}

impl From<Found> for CacheOutcome {
    fn from(found: Found) -> Self {
        match found {
            Found::Hit => Self::Hit,
            Found::Miss => Self::Miss,
            Found::Stale => Self::Stale,
        }
    }
}

impl CacheOutcome {
    fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Stale => "stale",
            Self::Bypass => "bypass",
        }
    }
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// Starts logging to standard error. `filter` is one that [`EnvFilter`] has parsed before.
pub fn start(filter: &str, format: LogFormat) {
    let lines = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(std::io::stderr);
    // A second start (several servers in one process, as in tests) keeps the first.
    _ = match format {
        LogFormat::Text => {
            lines.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init()
        }
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).try_init(),
    };
}

/// Writes the line. The query stays out of it: what people search for is their own business.
pub fn line(visit: &Visit, response: &Response) {
    let cache = response.extensions().get::<CacheOutcome>().map_or("-", |outcome| outcome.name());
    tracing::info!(
        target: "request",
        method = visit.method.as_str(),
        path = visit.uri.path(),
        status = response.status().as_u16(),
        duration_us = u64::try_from(visit.arrived.elapsed().as_micros()).unwrap_or(u64::MAX),
        bytes = response.body().size_hint().exact().unwrap_or_default(),
        cache,
        client = visit.client.map(tracing::field::display),
        reference = visit.reference.as_str(),
    );
}
