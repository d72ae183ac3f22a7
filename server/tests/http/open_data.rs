//! The open data: its form is a contract, held by snapshots.

pub mod schools;

use crate::progress::reporting::{HERE, report};
use crate::support::app::TestApp;
use axum::http::Method;
use domain::kernel::percent::percent_encode;
use domain::people::role::Role;
use insta::assert_json_snapshot;

/// The district [`HERE`], and another one.
const NAN: &str = "/api/v1/districts/1055010000";
const CHIANG_MAI: &str = "/api/v1/districts/1050010000";

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
async fn a_district_has_what_the_list_says_and_what_its_page_adds() {
    let app = TestApp::start().await;
    let detail = app.anonymous().get(CHIANG_MAI).await;
    assert_eq!((detail.status.as_u16(), detail.header("content-type")), (200, "application/json"));
    assert_json_snapshot!("district_detail", detail.json());
    for listed in app.anonymous().get("/api/v1/districts").await.json().as_array().unwrap() {
        let code = listed["code"].as_str().unwrap();
        let detail = app.anonymous().get(&format!("/api/v1/districts/{code}")).await.json();
        for (field, value) in listed.as_object().unwrap() {
            assert_eq!(&detail[field], value, "{field} of {code}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_district_is_sent_again_only_after_something_was_reported() {
    let app = TestApp::start().await;
    let tag = app.anonymous().get(NAN).await.header("etag").to_owned();
    let again = app.anonymous().with("if-none-match", &tag);
    let unchanged = again.get(NAN).await;
    assert_eq!((unchanged.status.as_u16(), unchanged.bytes.len()), (304, 0));
    let mut reporter = app.appointed("reporter", Role::Reporter, HERE).await;
    reporter.act("/do/post_progress", &report("เดินหน้าตามแผน")).await;
    let changed = again.get(NAN).await;
    assert_eq!(changed.status, 200);
    assert_eq!(changed.json()["status"], "fresh");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_answered_is_a_problem_that_programs_read() {
    let app = TestApp::start().await;
    let asking = |accept: &str| app.anonymous().with("accept", accept);
    let unknown = ["0000000000", "p-chiang-mai-1", "%FF", "%00", "1050010000%20"];
    let mut problems = Vec::new();
    for code in unknown {
        let address = format!("/api/v1/districts/{code}");
        problems.push((404, asking("*/*").get(&address).await));
    }
    for address in ["/api/v1/districts", CHIANG_MAI, "/api/v1/districts.geojson"] {
        problems.push((406, asking("text/csv").get(address).await));
        problems.push((405, asking("*/*").ask(Method::OPTIONS, address).await));
    }
    problems.push((404, asking("*/*").get("/api/v1/nothing").await));
    for (status, problem) in problems {
        assert_eq!(problem.status.as_u16(), status);
        assert_eq!(problem.header("content-type"), "application/problem+json");
        assert_eq!(problem.json()["status"], status);
        assert_eq!(problem.json()["reference"], problem.header("x-request-id"));
    }
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

/// The address with the example of a parameter.
fn with_example(address: String, parameter: &serde_json::Value) -> String {
    let (name, example) = (parameter["name"].as_str().unwrap(), &parameter["example"]);
    let example = example.as_str().map_or_else(|| example.to_string(), percent_encode);
    if parameter["in"] == "path" {
        return address.replace(&format!("{{{name}}}"), &example);
    }
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{name}={example}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_names_what_there_is() {
    let app = TestApp::start().await;
    let description = app.anonymous().get("/api/v1/openapi.json").await.json();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let parameters = methods["get"]["parameters"].as_array();
        let address = parameters.into_iter().flatten().fold(path.clone(), with_example);
        assert_eq!(app.anonymous().get(&address).await.status, 200, "{address}");
    }
    assert_json_snapshot!("openapi", description, { ".info.version" => "[version]" });
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_sites_may_read_it_and_nothing_else() {
    let app = TestApp::start().await;
    let open = [
        "/api/v1/districts",
        CHIANG_MAI,
        "/api/v1/districts.geojson",
        "/api/v1/schools",
        "/api/v1/openapi.json",
    ];
    for address in open.into_iter().chain(["/api/v1/districts/0"]) {
        let answer = app.anonymous().get(address).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{address}");
        assert_eq!(answer.header("set-cookie"), "", "{address}");
    }
    assert_eq!(app.anonymous().get("/").await.header("access-control-allow-origin"), "");
}
