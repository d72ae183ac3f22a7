//! Open data: the districts, for programs. Made once per change, then served from memory.

pub mod openapi;

mod accepted;
pub mod district;
pub mod district_detail;
pub(super) mod documents;
pub mod geojson;
pub mod people;
pub mod school;
pub mod schools;

use crate::request::fault;
use crate::request::fault::Problem;
use crate::request::visit::Visit;
use crate::site::Site;
use crate::site::security_headers::open_to_other_sites;
use accepted::accepts;
use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use district::District;
use district_detail::DistrictDetail;
use documents::Document;
pub use documents::OpenDataCache;
use domain::Error;
use futures::future::BoxFuture;
use geojson::FeatureCollection;
use std::sync::Arc;

/// Where all districts are as an array.
pub const LIST: &str = "/api/v1/districts";
/// Where they are as points.
pub const GEOJSON: &str = "/api/v1/districts.geojson";

/// All districts as a JSON array.
#[utoipa::path(
    get, path = "/api/v1/districts", tag = "districts",
    responses(
        (status = 200, description = "Every district, in the order of the Thai dictionary", body = Vec<District>),
        (status = 304, description = "Unchanged since the `ETag` in `If-None-Match`"),
        (status = 406, description = "`Accept` excludes JSON", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Try again after `Retry-After` seconds", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    serve(&site, &visit, &headers, Ok(Document::List)).await
}

/// All districts as a `GeoJSON` feature collection.
#[utoipa::path(
    get, path = "/api/v1/districts.geojson", tag = "districts",
    responses(
        (status = 200, description = "Every district as a point", body = FeatureCollection, content_type = "application/geo+json"),
        (status = 304, description = "Unchanged since the `ETag` in `If-None-Match`"),
        (status = 406, description = "`Accept` excludes `GeoJSON`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Try again after `Retry-After` seconds", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn geojson(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    serve(&site, &visit, &headers, Ok(Document::Geojson)).await
}

/// One district with what its page shows.
#[utoipa::path(
    get, path = "/api/v1/districts/{code}", tag = "districts",
    params(("code" = String, Path, description = "OBEC's 10-digit office code", example = "1050010000", pattern = "^[0-9]{10}$")),
    responses(
        (status = 200, description = "The district", body = DistrictDetail),
        (status = 304, description = "Unchanged since the `ETag` in `If-None-Match`"),
        (status = 404, description = "No district has this code", body = Problem, content_type = "application/problem+json"),
        (status = 406, description = "`Accept` excludes JSON", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Try again after `Retry-After` seconds", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn district(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    code: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    // What is not even text is no district's code.
    let which = code.as_ref().map(|code| Document::District(code)).map_err(|_| Error::NotFound);
    serve(&site, &visit, &headers, which).await
}

/// The list as an array, if it is kept and taken by who asks.
pub fn cached_list<'a>(
    site: &'a Site,
    _: &'a Visit,
    headers: &'a HeaderMap,
) -> BoxFuture<'a, Option<Response>> {
    Box::pin(cached(site, headers, Document::List))
}

/// The list as points, if it is kept and taken by who asks.
pub fn cached_geojson<'a>(
    site: &'a Site,
    _: &'a Visit,
    headers: &'a HeaderMap,
) -> BoxFuture<'a, Option<Response>> {
    Box::pin(cached(site, headers, Document::Geojson))
}

async fn cached(site: &Site, headers: &HeaderMap, which: Document<'_>) -> Option<Response> {
    if !accepts(headers, which.content_type()) {
        return None;
    }
    let documents = site.cache::<OpenDataCache>().kept(site)?;
    let mut response = documents.get(site, which).await.ok()?.answer(headers).await;
    open_to_other_sites(response.headers_mut());
    Some(response)
}

async fn serve(
    site: &Site,
    visit: &Visit,
    headers: &HeaderMap,
    which: domain::Result<Document<'_>>,
) -> Response {
    let refuse = |status: StatusCode| fault::answer(visit, status, site.css_href());
    let mut response = match which {
        Ok(which) if !accepts(headers, which.content_type()) => refuse(StatusCode::NOT_ACCEPTABLE),
        Ok(which) => {
            let found = found(site, headers, which).await;
            found.unwrap_or_else(|error| refuse(fault::status(&error)))
        }
        Err(error) => refuse(fault::status(&error)),
    };
    open_to_other_sites(response.headers_mut());
    response
}

async fn found(site: &Site, headers: &HeaderMap, which: Document<'_>) -> domain::Result<Response> {
    let (documents, outcome) = site.cache::<OpenDataCache>().now(site).await?;
    let mut response = documents.get(site, which).await?.answer(headers).await;
    response.extensions_mut().insert(outcome);
    Ok(response)
}
