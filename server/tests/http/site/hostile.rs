//! Absurd input: the nearest valid view or a clear page, never a fault, never markup.

use crate::support::app::TestApp;
use domain::kernel::percent::percent_encode;
use server::page::inline_scripts;

const SEARCHES: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; DROP TABLE district; --",
    "</title></script><svg/onload=alert(1)>",
    "{{7*7}} ${7*7} %s %n %00",
    "\u{200b}\u{200d}\u{feff}",
    "\u{202e}\u{2066}ตาก",
    "เขต ๒",
    "ํ่้๊๋",
    "\0\u{1}\u{7f}",
    "𝕏🗺️ﷺ",
    "../../../../etc/passwd",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_search_breaks_the_map_or_becomes_markup() {
    let app = TestApp::start().await;
    let calm = inline_scripts::hashes(app.anonymous().get("/?q=x").await.text());
    for search in SEARCHES {
        let page = app.anonymous().get(&format!("/?q={}", percent_encode(search))).await;
        assert_eq!(page.status, 200, "{search}");
        let html = page.text();
        assert_eq!(inline_scripts::hashes(html), calm, "{search}");
        for markup in ["<script>alert", "<img src=x", "<svg/onload", "</title></script>"] {
            assert!(!html.contains(markup), "{search} comes back as markup");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_a_thousand_thai_letters_is_cut_and_a_longer_address_is_refused() {
    let app = TestApp::start().await;
    let long = "ก".repeat(800);
    let page = app.anonymous().get(&format!("/?q={}", percent_encode(&long))).await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains(&"ก".repeat(101)), "no more than a hundred come back");
    for address in [
        format!("/?q={}", "a".repeat(10_000)),
        format!("/{}", "a".repeat(10_000)),
        format!("/api/{}", "a".repeat(10_000)),
    ] {
        let refused = app.anonymous().get(&address).await;
        assert_eq!(refused.status, 414);
        assert!(!refused.text().contains("aaaa"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_filters_show_the_nearest_view() {
    let app = TestApp::start().await;
    for query in [
        "kind=tertiary",
        "kind=PRIMARY",
        "cluster=0",
        "cluster=-1",
        "cluster=99999999999999999999",
        "cluster=1e3",
        "province=00",
        "province=%E0%B8%81",
        "status=red",
        "district=nobody",
        "district=..%2f..",
        "at=1,2",
        "at=NaN,NaN,NaN",
        "at=91,200,9",
        "at=13,100,1e308",
        "at=13,100,-5",
        "lang=xx",
        "lang=",
        "year=0",
        "year=-2567",
        "year=999999",
        "=",
        "&&&",
        "q",
        "%",
        "%ff%fe",
        "q=%",
        "q=%zz",
        "kind=primary&kind=<b>",
        "kind[]=primary",
        "q=a%00b",
    ] {
        let page = app.anonymous().get(&format!("/?{}", query.replace(['<', '>'], "%3C"))).await;
        assert_eq!(page.status, 200, "{query}");
        assert!(page.text().contains("</html>"), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn absurd_paths_are_not_found() {
    let app = TestApp::start().await;
    for path in [
        "/districts/%00",
        "/districts/<script>",
        "/districts/%E0%B8%AA",
        "//evil.example/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/pkg/..%2f..%2fCargo.toml",
        "/pkg/../../Cargo.toml",
        "/vendor/%2e%2e%2fpakmud.sqlite",
        "/districts/a/b/c",
        "/.git/config",
        "/.env",
    ] {
        let page = app.anonymous().get(&path.replace('<', "%3C").replace('>', "%3E")).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(
            !page.text().contains("[package]") && !page.text().contains("<script>alert"),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn absurd_headers_do_no_harm() {
    let app = TestApp::start().await;
    for (name, value) in [
        ("cookie", "lang=<script>; lang=en; =; ;;; \"quoted\""),
        ("accept-encoding", "br;q=nonsense, *;q=0, gzip;q=-1"),
        ("if-none-match", "\"unclosed, W/, *x"),
        ("x-forwarded-for", "not an address, <b>"),
        ("accept-language", "xx;q=999"),
        ("range", "bytes=5-1,nonsense"),
    ] {
        assert_eq!(
            app.anonymous().with(name, value).get("/about").await.status,
            200,
            "{name}: {value}"
        );
    }
}
