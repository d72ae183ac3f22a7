//! Every page, in both languages, against the policy that browsers will hold it to.

use crate::support::app::{Answer, TestApp};
use axum::http::Method;
use server::page::inline_scripts;

const HEADERS: [(&str, &str); 5] = [
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", ""),
];

fn assert_headers(answer: &Answer, what: &str) {
    for (name, value) in HEADERS {
        assert_eq!(answer.header(name), value, "{name} of {what}");
    }
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
        "{what}: {policy}"
    );
    assert!(!policy.contains("unsafe-inline") && !policy.contains("nonce-"), "{policy}");
    assert_eq!(answer.header("x-request-id").len(), 10, "{what}");
    assert!(!answer.header("cache-control").is_empty(), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_name_the_rules_for_fetching_ahead_and_data_does_not() {
    let app = TestApp::start().await;
    let mut public = app.browser();
    let page = public.get("/about").await;
    let rules = public.get(page.header("speculation-rules").trim_matches('"')).await;
    assert_eq!(rules.header("content-type"), "application/speculationrules+json");
    assert!(rules.json()["prefetch"].is_array());
    assert_eq!(public.get("/api/v1/districts").await.header("speculation-rules"), "");
}

/// The values of an attribute, wherever it stands.
fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    html.split(mark.as_str())
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_keeps_to_the_policy_in_both_languages() {
    let app = TestApp::start().await;
    for address in app.page_addresses().await {
        for lang in ["th", "en"] {
            let mark = if address.contains('?') { '&' } else { '?' };
            let page = app.anonymous().get(&format!("{address}{mark}lang={lang}")).await;
            let what = format!("{address} in {lang}");
            let missing = address.contains("nowhere") || address.contains("nobody");
            assert_eq!(page.status, if missing { 404 } else { 200 }, "{what}");
            assert_headers(&page, &what);
            let html = page.text();
            assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{what}");
            assert!(!page.title().is_empty(), "{what} has a title");
            for hash in inline_scripts::hashes(html) {
                assert!(
                    page.header("content-security-policy").contains(&hash),
                    "{what}: a script that is not listed"
                );
            }
            assert_eq!(attribute(html, "style"), [""; 0], "{what}");
            assert_eq!(attribute(html, "nonce"), [""; 0], "{what}");
            assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{what}");
            for loaded in html
                .split(['<'])
                .filter(|tag| ["script", "link", "img"].iter().any(|t| tag.starts_with(t)))
            {
                for url in attribute(loaded, "src").into_iter().chain(attribute(loaded, "href")) {
                    let ours = url.starts_with('/') && !url.starts_with("//")
                        || url.starts_with("http://localhost:3000/");
                    assert!(ours, "{what} loads {url}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_no_pages_carry_the_headers_too() {
    let app = TestApp::start().await;
    let long = format!("/?q={}", "a".repeat(9000));
    for address in
        ["/healthz", "/readyz", "/basemap/provinces.geojson", "/pkg/none.js", "/favicon.svg", &long]
    {
        assert_headers(&app.anonymous().get(address).await, address);
    }
    assert_headers(&app.anonymous().ask(Method::POST, "/").await, "a post");
    assert_headers(&app.anonymous().ask(Method::HEAD, "/about").await, "a head");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_site_on_https_asks_browsers_to_stay_there() {
    let app = TestApp::start_at("https://map.example.org").await;
    assert!(
        app.anonymous()
            .get("/about")
            .await
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
}
