//! Which language somebody reads, and when it is remembered.

use crate::support::app::{Answer, TestApp};

fn lang(page: &Answer) -> &str {
    let (_, rest) = page.text().split_once("<html lang=\"").unwrap();
    &rest[..2]
}

#[tokio::test(flavor = "multi_thread")]
async fn thai_comes_first_and_a_visitor_gets_no_cookie() {
    let app = TestApp::start().await;
    let page = app.anonymous().with("accept-language", "en-GB").get("/about").await;
    assert_eq!((lang(&page), page.header("set-cookie")), ("th", ""));
    assert_eq!(lang(&app.anonymous().get("/about?lang=fr").await), "th");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_in_the_address_is_remembered() {
    let app = TestApp::start().await;
    let page = app.anonymous().get("/about?lang=en").await;
    assert_eq!(lang(&page), "en");
    assert_eq!(page.header("set-cookie"), "lang=en; Path=/; Max-Age=31536000; SameSite=Lax");
    assert_eq!(
        page.header("cache-control"),
        "private, no-cache",
        "no shared cache may hand the cookie on"
    );
    let later = app.anonymous().with("cookie", "lang=en").get("/about").await;
    assert_eq!((lang(&later), later.header("set-cookie")), ("en", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_link_shows_its_language_without_changing_ones_own() {
    let app = TestApp::start().await;
    let reader = app.anonymous().with("cookie", "lang=th");
    let shared = reader.clone().with("sec-fetch-site", "cross-site").get("/?lang=en").await;
    assert_eq!((lang(&shared), shared.header("set-cookie")), ("en", ""));
    let chosen = reader.with("sec-fetch-site", "same-origin").get("/?lang=en").await;
    assert!(chosen.header("set-cookie").starts_with("lang=en;"));
}

#[tokio::test(flavor = "multi_thread")]
async fn on_https_the_cookie_stays_on_https() {
    let app = TestApp::start_at("https://map.example.org").await;
    assert!(app.anonymous().get("/help?lang=en").await.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_the_same_whether_or_not_a_cookie_comes_with_it() {
    let app = TestApp::start().await;
    let first = app.anonymous().get("/help?lang=en").await;
    let again = app.anonymous().with("cookie", "lang=en").get("/help").await;
    assert_eq!(first.header("etag"), again.header("etag"));
    assert_ne!(first.header("etag"), app.anonymous().get("/help").await.header("etag"));
}
