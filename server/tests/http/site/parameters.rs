//! The parameters of pages: each page sees those that its row names, and none is forgotten.

use crate::support::app::TestApp;
use server::http::PAGES;
use server::request::endpoint::Access;
use std::path::Path;

/// The names that the pages' sources ask for by `parameter("…")`.
fn asked_for(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(asked_for(&path));
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let parts = text.split("parameter(\"").skip(1);
            names.extend(parts.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()));
        }
    }
    names
}

#[test]
fn each_parameter_that_a_page_asks_for_is_in_a_row() {
    let names = asked_for(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/pages"));
    assert!(names.len() > 5, "{names:?}");
    let is_read = |name: &String| PAGES.iter().any(|row| row.endpoint.reads(name));
    let forgotten: Vec<_> = names.iter().filter(|name| !is_read(name)).collect();
    assert_eq!(forgotten, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parameter_of_another_page_draws_no_page_anew() {
    let app = TestApp::start().await;
    let tag = async |address: &str| app.anonymous().get(address).await.header("etag").to_owned();
    let about = tag("/about").await;
    assert!(!about.is_empty());
    for more in ["q=x", "year=2569", "token=x", "return_to=%2F", "posted=1", "page=2", "at=1,2,3"] {
        assert_eq!(tag(&format!("/about?{more}")).await, about, "{more}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_personal_parameter_of_its_row_a_page_is_nobody_elses() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let mut seen = 0;
    for row in PAGES.iter().filter(|row| row.endpoint.access == Access::Everybody) {
        let address = row.endpoint.path.replace("{slug}", &slug);
        for name in row.endpoint.personal.iter().chain(&["form"]) {
            let page = app.anonymous().get(&format!("{address}?{name}=1")).await;
            assert_eq!(page.header("cache-control"), "private, no-store", "{address} {name}");
            seen += 1;
        }
    }
    assert!(seen > 15, "only {seen}");
}
