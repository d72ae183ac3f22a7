//! The description of the open data for programs that make clients.

use crate::http::open_data;
use crate::http::open_data::district::District;
use crate::http::open_data::district_detail::{DistrictDetail, Fact, FieldSource, Neighbour};
use crate::http::open_data::geojson::{Feature, FeatureCollection, Point};
use crate::http::open_data::people::{Leader, Photo};
use crate::http::open_data::school::{School, SchoolPage};
use crate::http::open_data::schools;
use crate::request::fault::{Parameter, Problem};
use crate::site::Site;
use crate::site::security_headers::open_to_other_sites;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::Server;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pakmud open data",
        description = "The education service area offices of Thailand: where they are, when they last reported, \
                       and which schools are theirs.",
    ),
    paths(open_data::list, open_data::geojson, open_data::district, schools::schools),
    components(schemas(District, DistrictDetail, Neighbour, Fact, Leader, Photo, FieldSource, FeatureCollection, Feature, Point, School, SchoolPage, Problem,
        Parameter)),
    tags(
        (name = "districts", description = "All districts, with the status of their newest report"),
        (name = "schools", description = "The schools that the yearly lists name"),
    )
)]
struct Description;

/// `openapi.json`
pub async fn openapi(State(site): State<Arc<Site>>) -> Response {
    let mut description = Description::openapi();
    description.servers = Some(vec![Server::new(site.public_url())]);
    let mut response =
        Response::new(Body::from(serde_json::to_vec(&description).unwrap_or_default()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    open_to_other_sites(headers);
    response
}
