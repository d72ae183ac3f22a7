//! Requests that other sites make in a visitor's browser: none changes anything.

use crate::support::app::TestApp;
use axum::http::Method;
use domain::people::role::Role;

const OURS: (&str, &str) = ("origin", "http://localhost:3000");
const SAME: (&str, &str) = ("sec-fetch-site", "same-origin");
const CROSS: (&str, &str) = ("sec-fetch-site", "cross-site");
const EVIL: (&str, &str) = ("origin", "https://evil.example");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const TEXT: (&str, &str) = ("content-type", "text/plain");
const JSON: (&str, &str) = ("content-type", "application/json");
const MULTIPART: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");

/// What it is, its headers, the status that refuses it.
type Case = (&'static str, &'static [(&'static str, &'static str)], u16);

const CORPUS: [Case; 24] = [
    ("a form of another site", &[CROSS, EVIL, FORM], 403),
    (
        "a form of a sister site",
        &[("sec-fetch-site", "same-site"), ("origin", "http://other.localhost:3000"), FORM],
        403,
    ),
    ("a form from nowhere", &[("sec-fetch-site", "none"), FORM], 403),
    ("a form in a sandboxed frame", &[CROSS, ("origin", "null"), FORM], 403),
    ("fetch with JSON", &[CROSS, EVIL, JSON, ("sec-fetch-mode", "cors")], 403),
    ("fetch that does not ask", &[CROSS, EVIL, TEXT, ("sec-fetch-mode", "no-cors")], 403),
    ("a form as text/plain", &[CROSS, EVIL, TEXT], 403),
    ("a form as multipart", &[CROSS, EVIL, MULTIPART], 403),
    ("a beacon", &[CROSS, EVIL, TEXT, ("sec-fetch-dest", "empty")], 403),
    ("another site that claims our origin", &[CROSS, OURS, FORM], 403),
    ("an old browser, another site", &[EVIL, FORM], 403),
    ("an old browser, a sandboxed frame", &[("origin", "null"), FORM], 403),
    ("an old browser that says nothing", &[FORM], 403),
    (
        "an old browser with our address as referrer",
        &[("referer", "http://localhost:3000/account"), FORM],
        403,
    ),
    ("our host by https", &[("origin", "https://localhost:3000"), FORM], 403),
    ("our host on another port", &[("origin", "http://localhost:3001"), FORM], 403),
    (
        "a host that begins like ours",
        &[("origin", "http://localhost:3000.evil.example"), FORM],
        403,
    ),
    ("our address with a path", &[("origin", "http://localhost:3000/"), FORM], 403),
    ("two origins", &[OURS, EVIL, FORM], 403),
    ("two sites", &[SAME, CROSS, FORM], 403),
    ("a list of sites", &[("sec-fetch-site", "same-origin, cross-site"), FORM], 403),
    ("our own page as text/plain", &[SAME, TEXT], 415),
    ("our own page as multipart", &[SAME, MULTIPART], 415),
    ("our own page without a type", &[SAME], 415),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_request_of_another_site_changes_anything() {
    let app = TestApp::start().await;
    let mut browser = app.signed_in("somchai", None).await;
    for (what, headers, status) in CORPUS {
        for address in ["/do/sign_out", "/do/sign_out_everywhere"] {
            let refused = browser.send(Method::POST, address, headers, "return_to=%2F").await;
            assert_eq!(refused.status, status, "{what}");
            assert!(refused.text().contains("</html>") && refused.cookies().is_empty(), "{what}");
            assert!(browser.is_signed_in().await, "{what} signed out");
        }
    }
    let accepted: [&[(&str, &str)]; 2] = [&[SAME, FORM], &[OURS, FORM]];
    for headers in accepted {
        let mut browser = app.browser();
        browser.sign_in("somchai", crate::support::people::PASSWORD).await;
        let done = browser.send(Method::POST, "/do/sign_out", headers, "").await;
        assert_eq!((done.status.as_u16(), browser.cookies.len()), (303, 0), "{headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_that_takes_files_takes_them_from_our_own_pages_only() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"table\"\r\n\r\na\r\n--x--\r\n";
    for (what, headers, status) in CORPUS.into_iter().filter(|case| case.2 == 403) {
        for coding in [&[][..], &[MULTIPART]] {
            let others = headers.iter().filter(|header| coding.is_empty() || header.0 != FORM.0);
            let headers: Vec<_> = others.chain(coding).copied().collect();
            let refused = admin.send(Method::POST, "/do/check_accounts", &headers, body).await;
            assert_eq!(refused.status, status, "{what}");
        }
    }
    for (headers, status) in
        [([SAME, MULTIPART], 303), ([OURS, MULTIPART], 303), ([SAME, TEXT], 415)]
    {
        let sent = admin.send(Method::POST, "/do/check_accounts", &headers, body).await;
        assert_eq!(sent.status, status, "{headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_changes_nothing_and_no_other_verb_slips_through() {
    let app = TestApp::start().await;
    let mut browser = app.signed_in("somchai", None).await;
    for method in ["GET", "HEAD", "OPTIONS"] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let refused = browser.send(method.clone(), "/do/sign_out?return_to=/", &[CROSS], "").await;
        assert_eq!(refused.status, 405, "{method}");
    }
    for method in ["PUT", "DELETE", "PATCH", "PURGE"] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let refused = browser.send(method.clone(), "/do/sign_out", &[CROSS, FORM], "").await;
        assert_eq!(refused.status, 403, "{method}");
    }
    assert!(browser.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_limit_is_refused() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let body = format!("name={}", "a".repeat(64 * 1024));
    let refused = browser.send(Method::POST, "/do/sign_in", &[SAME, FORM], &body).await;
    assert_eq!(refused.status, 413);
    assert!(refused.text().contains("</html>"));
}
