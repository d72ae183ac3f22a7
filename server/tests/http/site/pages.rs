//! Pages, and what stands where there is none.

use crate::support::app::TestApp;
use axum::http::Method;

#[tokio::test(flavor = "multi_thread")]
async fn the_map_shows_every_district_and_links_to_it() {
    let app = TestApp::start().await;
    let map = app.anonymous().get("/").await;
    assert_eq!(map.status, 200);
    for slug in app.slugs().await {
        assert!(map.text().contains(&slug), "{slug}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_district_has_its_page_drawn_for_itself_however_many_are_drawn_at_once() {
    let app = TestApp::start().await;
    let board = app.backend.map(&domain::people::access::Actor::Public).board().await.unwrap();
    let asked: Vec<_> = board
        .pins
        .iter()
        .map(|pin| {
            let (client, slug) = (app.anonymous(), pin.slug.to_string());
            tokio::spawn(async move { client.get(&format!("/districts/{slug}")).await })
        })
        .collect();
    for (pin, page) in board.pins.iter().zip(asked) {
        let page = page.await.unwrap();
        assert_eq!(page.status, 200, "{}", pin.slug);
        assert!(page.title().contains(&pin.name_th), "{}: {}", pin.slug, page.title());
        assert_eq!(page.text().matches("name=\"description\"").count(), 1, "{}", pin.slug);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_is_404_as_a_page_or_as_a_problem() {
    let app = TestApp::start().await;
    for address in [
        "/nowhere",
        "/districts/nobody",
        "/districts/",
        "/districts/NOT%20A%20SLUG",
        "/..%2f..%2fetc/passwd",
        "/do/anything",
    ] {
        let page = app.anonymous().get(address).await;
        assert_eq!(page.status, 404, "{address}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{address}");
        assert_eq!(page.header("cache-control"), "private, no-store", "{address}");
        assert!(page.text().contains("<html lang=\"th\""), "{address}");
    }
    let problem = app.anonymous().get("/api/v1/nothing").await;
    assert_eq!(
        (problem.status.as_u16(), problem.header("content-type")),
        (404, "application/problem+json")
    );
    assert_eq!(problem.json()["status"], 404);
    assert_eq!(problem.json()["reference"], problem.header("x-request-id"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_address_takes_only_get_and_head() {
    let app = TestApp::start().await;
    for address in
        ["/", "/about", "/districts/nobody", "/api/v1/districts", "/healthz", "/pkg/x.js"]
    {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
            let client = app.anonymous().with("sec-fetch-site", "same-origin");
            let refused = client.ask(method.clone(), address).await;
            assert_eq!(refused.status, 405, "{method} {address}");
            assert_eq!(refused.header("allow"), "GET,HEAD", "{method} {address}");
            assert!(refused.text().len() > 50, "{method} {address} has something to read");
        }
    }
    let client = app.anonymous().with("sec-fetch-site", "same-origin");
    assert_eq!(client.ask(Method::POST, "/nowhere").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_has_the_headers_of_the_get_and_no_body() {
    let app = TestApp::start().await;
    for address in ["/", "/about", "/api/v1/districts"] {
        let (get, head) =
            (app.anonymous().get(address).await, app.anonymous().ask(Method::HEAD, address).await);
        assert_eq!(head.bytes, b"");
        assert_eq!(
            (head.status, head.header("etag")),
            (get.status, get.header("etag")),
            "{address}"
        );
        assert_eq!(head.header("content-length"), get.bytes.len().to_string(), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn health_is_plain_and_never_kept() {
    let app = TestApp::start().await;
    for address in ["/healthz", "/readyz"] {
        let answer = app.anonymous().get(address).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("cache-control")),
            (200, "no-store"),
            "{address}"
        );
    }
}
