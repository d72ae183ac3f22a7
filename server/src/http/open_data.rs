//! Open data: the districts, for programs. Made once per change, then served from memory.

pub mod district;
pub mod geojson;

use crate::fault;
use crate::page_cache::Moment;
use crate::representation::Representation;
use crate::request_log::CacheOutcome;
use crate::security_headers::open_to_other_sites;
use crate::site::Site;
use crate::visit::Visit;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use district::District;
use domain::access::Actor;
use geojson::FeatureCollection;
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::RwLock;

/// The two documents as they were last made.
#[derive(Debug, Default)]
pub struct OpenDataCache(RwLock<Option<(Moment, Arc<Documents>)>>);

/// The same districts in two forms.
#[derive(Debug)]
struct Documents {
    list: Representation,
    geojson: Representation,
}

/// All districts as a JSON array.
#[utoipa::path(
    get, path = "/api/v1/districts", tag = "districts",
    responses(
        (status = 200, description = "Every district, in the order of the Thai dictionary", body = Vec<District>),
        (status = 304, description = "Unchanged since the `ETag` in `If-None-Match`"),
        (status = 503, description = "Try again after `Retry-After` seconds", body = fault::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    serve(&site, &visit, &headers, |documents| &documents.list).await
}

/// All districts as a `GeoJSON` feature collection.
#[utoipa::path(
    get, path = "/api/v1/districts.geojson", tag = "districts",
    responses(
        (status = 200, description = "Every district as a point", body = FeatureCollection, content_type = "application/geo+json"),
        (status = 304, description = "Unchanged since the `ETag` in `If-None-Match`"),
        (status = 503, description = "Try again after `Retry-After` seconds", body = fault::Problem, content_type = "application/problem+json"),
    )
)]
pub async fn geojson(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    serve(&site, &visit, &headers, |documents| &documents.geojson).await
}

async fn serve(
    site: &Site,
    visit: &Visit,
    headers: &HeaderMap,
    which: impl Fn(&Documents) -> &Representation,
) -> Response {
    let mut response = match documents(site).await {
        Ok((documents, outcome)) => {
            let mut response = which(&documents).answer(headers).await;
            response.extensions_mut().insert(outcome);
            response
        }
        Err(error) => fault::answer(visit, fault::status(&error), site.css_href()),
    };
    open_to_other_sites(response.headers_mut());
    response
}

/// The documents of this moment: kept, made now, or, when the database is away, the last ones.
async fn documents(site: &Site) -> domain::Result<(Arc<Documents>, CacheOutcome)> {
    let moment = Moment::of(site);
    if let Some((then, documents)) = &*site.open_data.0.read().await
        && *then == moment
    {
        return Ok((documents.clone(), CacheOutcome::Hit));
    }
    let mut kept = site.open_data.0.write().await;
    match &*kept {
        Some((then, documents)) if *then == moment => {
            return Ok((documents.clone(), CacheOutcome::Hit));
        }
        _ => {}
    }
    match (make(site).await, &*kept) {
        (Ok(documents), _) => {
            let documents = Arc::new(documents);
            *kept = Some((moment, documents.clone()));
            Ok((documents, CacheOutcome::Miss))
        }
        (Err(_), Some((_, last))) => Ok((last.clone(), CacheOutcome::Stale)),
        (Err(error), None) => Err(error),
    }
}

async fn make(site: &Site) -> domain::Result<Documents> {
    let board = site.backend().map_board(Actor::Public).await?;
    let districts: Vec<District> = board.pins.iter().map(|pin| District::of(pin, &board)).collect();
    Ok(Documents {
        list: json("application/json", &districts),
        geojson: json("application/geo+json", &FeatureCollection::of(districts)),
    })
}

fn json(content_type: &'static str, value: &impl Serialize) -> Representation {
    let headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")),
        (header::VARY, HeaderValue::from_static("Accept-Encoding")),
    ]);
    // Plain structs of text and finite numbers always become JSON.
    Representation::new(headers, Bytes::from(serde_json::to_vec(value).unwrap_or_default()))
}
