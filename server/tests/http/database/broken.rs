//! When something breaks: it breaks for one visitor, says so, and comes back.

use crate::support::app::{Client, TestApp, parts, sqlite};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use chrono::Duration;
use domain::people::role::Role;
use server::middleware::every_request;
use server::request::endpoint::Endpoint;
use server::site::Site;
use sqlx::{Connection as _, SqliteConnection, query};
use std::sync::Arc;

async fn panics() -> StatusCode {
    panic!("a handler with a fault")
}

fn client_of_faulty_handlers(app: &TestApp) -> Client {
    let site = Site::new(parts(&app.backend, app.dir.path(), "http://localhost:3000"));
    let around = (Arc::new(site), Endpoint::FALLBACK);
    let routes = Router::new()
        .route("/panics", get(panics))
        .route("/api/panics", get(panics))
        .route("/bare", get(async || StatusCode::BAD_REQUEST))
        .route("/fine", get(async || "fine"));
    Client::of(routes.layer(from_fn_with_state(around, every_request)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_ends_one_request_with_a_page_that_names_its_reference() {
    let app = TestApp::start().await;
    let client = client_of_faulty_handlers(&app);
    let page = client.get("/panics?lang=en").await;
    assert_eq!(
        (page.status.as_u16(), page.header("content-type")),
        (500, "text/html; charset=utf-8")
    );
    assert!(
        page.text().contains(page.header("x-request-id"))
            && page.text().contains("<html lang=\"en\"")
    );
    assert!(!page.text().contains("a handler with a fault"), "the cause stays in the log");
    assert_eq!(page.header("cache-control"), "no-store");
    let problem = client.get("/api/panics").await;
    assert_eq!(
        (problem.status.as_u16(), &problem.json()["title"]),
        (500, &"Internal Server Error".into())
    );
    assert_eq!(client.get("/fine").await.text(), "fine");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_without_words_gets_some() {
    let app = TestApp::start().await;
    let page = client_of_faulty_handlers(&app).get("/bare").await;
    assert_eq!(page.status, 400);
    assert!(page.text().contains("</html>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_away_kept_pages_are_served_and_others_say_when_to_try_again() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let (map, list) = (client.get("/").await, client.get("/api/v1/districts").await);
    app.backend.close().await;
    app.clock.advance(Duration::days(1));
    for (address, before) in [("/", map), ("/api/v1/districts", list)] {
        let old = client.get(address).await;
        assert_eq!(
            (old.status.as_u16(), old.header("etag")),
            (200, before.header("etag")),
            "{address}"
        );
    }
    for address in ["/districts/p-nowhere", "/?q=1", "/api/v1/districts.geojson"] {
        let answer = client.get(address).await;
        let kept_with_the_list = address.ends_with("geojson");
        assert_eq!(answer.status, if kept_with_the_list { 200 } else { 503 }, "{address}");
        assert_eq!(answer.header("retry-after").is_empty(), kept_with_the_list, "{address}");
    }
    let page = client.get("/districts/p-nowhere?lang=en").await;
    assert!(page.text().contains("<html lang=\"en\"") && page.text().contains("</html>"));
    assert_eq!(
        (client.get("/readyz").await.status.as_u16(), client.get("/healthz").await.status.as_u16()),
        (503, 200)
    );
    assert_eq!(client.get("/help").await.status, 200, "a page that needs no database");
}

#[tokio::test(flavor = "multi_thread")]
async fn open_data_that_was_never_made_is_a_problem_while_the_database_is_away() {
    let app = TestApp::start().await;
    app.backend.close().await;
    app.clock.advance(Duration::days(1));
    let problem = app.anonymous().get("/api/v1/districts").await;
    assert_eq!(
        (problem.status.as_u16(), problem.header("content-type")),
        (503, "application/problem+json")
    );
    assert_eq!(problem.header("access-control-allow-origin"), "*");
    assert!(!problem.header("retry-after").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_away_somebody_signed_in_stays_so() {
    let app = TestApp::start().await;
    let mut browser = app.signed_in("somchai", None).await;
    assert_eq!(browser.get("/help").await.status, 200);
    app.backend.close().await;
    for (address, status) in [("/account", 503), ("/districts/p-nan-1", 503), ("/help", 200)] {
        let page = browser.get(address).await;
        assert_eq!((page.status.as_u16(), page.cookies().len()), (status, 0), "{address}");
        assert_eq!(page.header("retry-after").is_empty(), status == 200, "{address}");
    }
    app.clock.advance(Duration::minutes(11));
    let page = browser.get("/help").await;
    assert_eq!((page.status.as_u16(), page.cookies().len()), (503, 0), "not known, not signed out");
    let sent = browser.post("/do/sign_out", &[]).await;
    assert_eq!((sent.status.as_u16(), browser.cookies.len()), (503, 1), "it did not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_cannot_be_written_posts_say_when_to_try_again_and_pages_are_served() {
    let app = TestApp::start().await;
    let mut reporter = app.signed_in("somchai", Some(Role::Reporter)).await;
    let district = app.slugs().await.remove(0);
    let mut other = SqliteConnection::connect(&sqlite(app.dir.path())).await.unwrap();
    query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let key = "0123456789abcdef0123456789abcdef";
    let fields = [
        ("district", district.as_str()),
        ("item", "2570/p1"),
        ("kind", "on_plan"),
        ("text", "ดำเนินการแล้ว"),
        ("key", key),
    ];
    let address = format!("/districts/{district}");
    let mut reader = reporter.clone();
    let (sent, page) =
        tokio::join!(reporter.post("/do/post_progress", &fields), reader.get(&address));
    assert_eq!((sent.status.as_u16(), page.status.as_u16()), (503, 200));
    assert!(!sent.header("retry-after").is_empty());
    query("COMMIT").execute(&mut other).await.unwrap();
    let page = reporter.post_and_follow("/do/post_progress", &fields).await;
    assert!(page.status == 200 && page.text().contains("ดำเนินการแล้ว"));
}
