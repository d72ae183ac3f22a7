//! The schools as open data, page by page, straight from the register in memory.

use super::accepted::accepts;
use super::documents::{JSON, json};
use super::school::{SchoolPage, SchoolParameters};
use crate::page::representation::Representation;
use crate::request::fault;
use crate::request::fault::{Parameter, Problem};
use crate::request::visit::Visit;
use crate::site::Site;
use crate::site::security_headers::open_to_other_sites;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::map::view::with_query;
use domain::people::access::Actor;
use domain::school::{ParameterFault, RegisterQuery};
use std::sync::Arc;

/// Where they are.
pub const ADDRESS: &str = "/api/v1/schools";

/// Schools of all districts, page by page.
#[utoipa::path(
    get, path = "/api/v1/schools", tag = "schools",
    params(SchoolParameters),
    responses(
        (status = 200, description = "A page of schools", body = SchoolPage, headers(
            ("Link" = String, description = "Addresses of the first, previous, next and last page (RFC 8288)"),
        )),
        (status = 304, description = "Unchanged since the `ETag` in `If-None-Match`"),
        (status = 406, description = "`Accept` excludes JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Parameters that cannot be taken, each with a sentence", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Try again after `Retry-After` seconds", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn schools(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    let refuse = |status: StatusCode| fault::answer(&visit, status, site.css_href());
    let mut response = match asked(&visit) {
        _ if !accepts(&headers, JSON) => refuse(StatusCode::NOT_ACCEPTABLE),
        Err(faults) => fault::refuse_parameters(&visit, sentences(&visit, faults)),
        Ok(query) => match page(&site, &query).await {
            Ok((page, links)) => {
                let mut response = page.answer(&headers).await;
                response.headers_mut().extend(links.map(|links| (header::LINK, links)));
                response
            }
            Err(error) => refuse(fault::status(&error)),
        },
    };
    open_to_other_sites(response.headers_mut());
    let expose = HeaderValue::from_static("ETag, Link");
    response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, expose);
    response
}

/// What the address asks for.
fn asked(visit: &Visit) -> Result<RegisterQuery, Vec<(String, ParameterFault)>> {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&visit.uri);
    RegisterQuery::parse(&pairs.map(|query| query.0).unwrap_or_default())
}

fn sentences(visit: &Visit, faults: Vec<(String, ParameterFault)>) -> Vec<Parameter> {
    let lang = visit.language.lang;
    let said = |(name, fault)| Parameter { name, detail: lang.parameter_fault(&fault) };
    faults.into_iter().map(said).collect()
}

/// The page, and the ways to the others.
async fn page(
    site: &Site,
    query: &RegisterQuery,
) -> domain::Result<(Representation, Option<HeaderValue>)> {
    let board = site.backend().map(&Actor::Public).board().await?;
    let found = site.backend().schools(&Actor::Public).find(query).await?;
    let links = links(site.public_url(), query, found.total);
    let page = SchoolPage::of(found, query, &board);
    Ok((json(JSON, &page), HeaderValue::from_str(&links).ok()))
}

/// The ways to the other pages (RFC 8288).
fn links(host: &str, query: &RegisterQuery, total: u32) -> String {
    let last = total.div_ceil(query.per_page).max(1);
    let link = |relation: &str, page: u32| {
        let address = with_query(ADDRESS, query.pairs(page));
        format!("<{host}{address}>; rel=\"{relation}\"")
    };
    let before = (query.page > 1).then(|| link("prev", (query.page - 1).min(last)));
    let after = (query.page < last).then(|| link("next", query.page + 1));
    let links = [Some(link("first", 1)), before, after, Some(link("last", last))];
    links.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
