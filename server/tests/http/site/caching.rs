//! Kept pages: for whom, for how long, in which codings.

use crate::map::events::report_on;
use crate::support::app::TestApp;
use crate::support::people::PASSWORD;
use chrono::Duration;
use domain::people::role::Role;
use server::http::{Row, rows};
use server::request::endpoint::{Access, Kind};
use std::io::Read as _;
use testing::on_both_engines;

#[tokio::test(flavor = "multi_thread")]
async fn the_same_page_comes_whole_in_brotli_and_in_gzip() {
    let app = TestApp::start().await;
    for address in ["/", "/about", "/api/v1/districts", "/basemap/provinces.geojson"] {
        let plain = app.anonymous().get(address).await;
        let br = app.anonymous().with("accept-encoding", "gzip, br").get(address).await;
        let gzip = app.anonymous().with("accept-encoding", "gzip").get(address).await;
        assert_eq!(
            (br.header("content-encoding"), gzip.header("content-encoding")),
            ("br", "gzip"),
            "{address}"
        );
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(br.bytes.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.bytes, "{address}");
        unpacked.clear();
        flate2::read::GzDecoder::new(gzip.bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.bytes, "{address}");
        assert!(plain.header("vary").contains("Accept-Encoding"), "{address}");
        let tags = [plain.header("etag"), br.header("etag"), gzip.header("etag")];
        assert!(
            tags[0] != tags[1] && tags[1] != tags[2] && tags.iter().all(|tag| tag.starts_with('"')),
            "{tags:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_has_the_page_is_told_so_without_sending_it_again() {
    let app = TestApp::start().await;
    for (address, coding) in
        [("/", "br"), ("/help", "gzip"), ("/api/v1/districts.geojson", "identity")]
    {
        let client = app.anonymous().with("accept-encoding", coding);
        let tag = client.get(address).await.header("etag").to_owned();
        let again = client.clone().with("if-none-match", &tag).get(address).await;
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{address}");
        assert_eq!(again.header("etag"), tag);
        let other = client.with("if-none-match", "\"other\"").get(address).await;
        assert_eq!(other.status, 200, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_may_be_kept_but_are_asked_for_each_time() {
    let app = TestApp::start().await;
    let page = app.anonymous().get("/").await;
    assert_eq!(page.header("cache-control"), "public, no-cache");
    assert_eq!(page.header("vary"), "Cookie, Accept-Encoding");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_day_in_bangkok_draws_the_page_anew() {
    let app = TestApp::start().await;
    let map = app.anonymous().get("/").await;
    app.clock.advance(Duration::hours(11));
    assert_eq!(
        app.anonymous().get("/").await.header("etag"),
        map.header("etag"),
        "still the same day"
    );
    app.clock.advance(Duration::hours(2));
    assert_ne!(
        app.anonymous().get("/").await.header("etag"),
        map.header("etag"),
        "the page names its day"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_page_knows_makes_no_other_page() {
    let app = TestApp::start().await;
    let plain = app.anonymous().get("/?kind=primary&q=1").await;
    let same =
        app.anonymous().get("/?utm_source=x&q=1&cluster=&kind=primary&fbclid=%3Cscript%3E").await;
    assert_eq!(plain.header("etag"), same.header("etag"));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_get_the_same_page() {
    let app = TestApp::start().await;
    let asked: Vec<_> = (0..40)
        .map(|_| {
            let client = app.anonymous().with("accept-encoding", "br");
            tokio::spawn(async move { client.get("/?kind=secondary").await })
        })
        .collect();
    let mut tags = Vec::new();
    for page in asked {
        tags.push(page.await.unwrap().header("etag").to_owned());
    }
    tags.dedup();
    assert_eq!(tags.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_may_be_kept_as_its_row_says() {
    let app = TestApp::start().await;
    let (slug, mut seen) = (app.slugs().await.remove(0), 0);
    let mut readers = vec![app.browser()];
    for role in [Role::Director, Role::MonitoringLead, Role::Administrator] {
        readers.push(app.signed_in(&format!("reader-{}", role.key()), Some(role)).await);
    }
    let reads = |row: &&Row| [Kind::Open, Kind::Page].contains(&row.endpoint.kind);
    for row in rows().filter(reads) {
        let address = row.endpoint.path.replace("{slug}", &slug).replace("{year}", "2570");
        let address = address.replace("{item}", "p1").replace("{no}", "1").replace("{id}", "1");
        let is_public = row.endpoint.access == Access::Everybody;
        let readers = if is_public { &mut readers[..1] } else { &mut readers[1..] };
        for reader in readers {
            let answer = reader.get(&address).await;
            if answer.status == 200 {
                assert_eq!(answer.header("cache-control"), row.endpoint.cache, "{address}");
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "only {seen} answers");
}

impl TestApp {
    /// What the answers at these addresses are known by. A page that is drawn again at a later position of
    /// the log has another.
    async fn tags(&self, addresses: &[String]) -> Vec<String> {
        let mut tags = Vec::new();
        for address in addresses {
            let answer = self.anonymous().get(address).await;
            assert_eq!(answer.status, 200, "{address}");
            tags.push(answer.header("etag").to_owned());
        }
        tags
    }

    /// Waits until this process knows the log up to a position.
    async fn knows(&self, position: i64) {
        let mut head = self.backend.head();
        let known = head.wait_for(|head| *head >= position);
        _ = tokio::time::timeout(std::time::Duration::from_secs(30), known).await.unwrap().unwrap();
    }
}

on_both_engines! {
    async fn kept_pages_survive_a_hundred_sign_ins_and_a_report_replaces_them_at_once(db: TestDb) {
        let (here, there) = (TestApp::on(&db).await, TestApp::on(&db).await);
        let reporter = here.signed_in("reporter", Some(Role::Reporter)).await;
        let (actor, slug) = (here.actor(&reporter).await, here.board().await.pins[0].slug.clone());
        let pages = ["/", "/about", &format!("/districts/{slug}"), "/api/v1/districts"].map(str::to_owned);
        let start = here.backend.position();
        let before = (here.tags(&pages).await, there.tags(&pages).await);
        for _ in 0..100 {
            assert_eq!(here.browser().sign_in("reporter", PASSWORD).await.status, 303);
        }
        here.knows(start + 100).await;
        there.knows(start + 100).await;
        assert_eq!((here.tags(&pages).await, there.tags(&pages).await), before);
        here.backend.reports(&actor).post(&slug, &report_on("2570/p1")).await.unwrap();
        let differ = |tags: &[String], before: &[String]| tags.iter().zip(before).all(|(one, other)| one != other);
        assert!(differ(&here.tags(&pages).await, &before.0), "whoever wrote reads it next");
        let heard = async {
            while !differ(&there.tags(&pages).await, &before.1) {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        };
        let heard = tokio::time::timeout(std::time::Duration::from_secs(30), heard).await;
        heard.expect("the other process hears of it");
    }
}
