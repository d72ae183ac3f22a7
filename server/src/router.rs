//! The whole HTTP surface. What is not here, nor a page of the application, is 404.

use crate::around;
use crate::http::{basemap, health, open_data, openapi, pages, static_files};
use crate::render;
use crate::site::{Site, SiteParts};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

// Every address answers GET and HEAD only; another method on a known address is 405.
//
// path                          who may    kept by browsers and proxies          kept here
// ----------------------------  ---------  ------------------------------------  --------------------------
// pages of `app::routes`        everybody  public, no-cache + ETag (see below)   yes, until something changes
// /api/v1/districts             everybody  public, no-cache + ETag               yes, until something changes
// /api/v1/districts.geojson     everybody  public, no-cache + ETag               yes, until something changes
// /api/v1/openapi.json          everybody  public, 1 hour                        no
// /basemap/provinces.geojson    everybody  public, 1 day + ETag                  yes, constant
// /pkg/*, /vendor/*             everybody  for ever (names carry hash, version)  files
// files at the site's root      everybody  public, 1 hour                        files
// /healthz, /readyz             everybody  no-store                              no
// anything else                 everybody  no-store (404)                        no
//
// A page for somebody who is signed in, and every answer that is not 200, is private and kept nowhere.

/// The site's routes, with everything that happens around them.
pub async fn router(parts: SiteParts) -> Router {
    let listed = render::page_paths(&parts);
    let site = Site::new(parts, &listed).await;
    let mut routes = Router::new()
        .route("/api/v1/districts", get(open_data::list))
        .route("/api/v1/districts.geojson", get(open_data::geojson))
        .route("/api/v1/openapi.json", get(openapi::openapi))
        .route("/basemap/provinces.geojson", get(basemap::provinces))
        .route("/pkg/{*file}", get(static_files::immutable))
        .route("/vendor/{*file}", get(static_files::immutable))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz));
    for path in &listed {
        routes = routes.route(path, get(pages::page));
    }
    routes
        .fallback(pages::anything_else)
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(from_fn_with_state(site.clone(), around::every_request))
        .with_state(site)
}
