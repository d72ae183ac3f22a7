//! The provinces' detailed outlines, which the map loads when somebody looks closely.

use crate::page::representation::Representation;
use crate::site::Site;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use backend::map::basemap;
use bytes::Bytes;
use std::sync::Arc;

/// The outlines, kept with their compressed forms.
#[derive(Debug)]
pub struct Outlines(Representation);

impl Default for Outlines {
    fn default() -> Self {
        let headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static("application/geo+json")),
            (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
            (header::VARY, HeaderValue::from_static("Accept-Encoding")),
        ]);
        Self(Representation::new(
            headers,
            Bytes::from_static(basemap::provinces_geojson().as_bytes()),
        ))
    }
}

/// The outlines: the same until the next build.
pub async fn provinces(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    site.cache::<Outlines>().0.answer(&headers).await
}
