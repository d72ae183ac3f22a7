//! The open data: its form is a contract, held by snapshots.

use crate::app::TestApp;
use insta::assert_json_snapshot;

#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_every_district_in_the_agreed_form() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/api/v1/districts").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    let districts = answer.json();
    assert_eq!(districts.as_array().unwrap().len(), app.slugs().await.len());
    assert_json_snapshot!("district", districts[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn geojson_shows_the_same_districts_as_points() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/api/v1/districts.geojson").await;
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let collection = answer.json();
    assert_eq!(collection["type"], "FeatureCollection");
    assert_json_snapshot!("feature", collection["features"][0]);
    let list = app.anonymous().get("/api/v1/districts").await.json();
    for (feature, district) in
        collection["features"].as_array().unwrap().iter().zip(list.as_array().unwrap())
    {
        assert_eq!(&feature["properties"], district);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_names_what_there_is() {
    let app = TestApp::start().await;
    let description = app.anonymous().get("/api/v1/openapi.json").await.json();
    for path in description["paths"].as_object().unwrap().keys() {
        assert_eq!(app.anonymous().get(path).await.status, 200, "{path}");
    }
    assert_json_snapshot!("openapi", description, { ".info.version" => "[version]" });
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_may_read_it_and_nothing_else() {
    let app = TestApp::start().await;
    for address in ["/api/v1/districts", "/api/v1/districts.geojson", "/api/v1/openapi.json"] {
        let answer = app.anonymous().get(address).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{address}");
        assert_eq!(answer.header("set-cookie"), "", "{address}");
    }
    assert_eq!(app.anonymous().get("/").await.header("access-control-allow-origin"), "");
}
