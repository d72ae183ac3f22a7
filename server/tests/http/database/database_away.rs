//! While the database is away: whoever was signed in a moment ago reads the last good numbers with their
//! time, and changes nothing.

use crate::support::app::{TestApp, sqlite};
use crate::support::browser::Browser;
use chrono::Duration;
use domain::people::role::Role;
use sqlx::{Connection as _, SqliteConnection, query};
use testing::TestDb;
use words::Lang;

/// What the page says of numbers that were read before.
fn mark(app: &TestApp, read_at: chrono::DateTime<chrono::Utc>) -> String {
    let said = Lang::Th.overview_stale(Lang::Th.day_of(read_at), Lang::Th.clock(read_at));
    assert!(read_at < app.backend.now());
    said
}

/// An executive who has just looked at the overview, a cluster, a comparison and the map.
async fn executive(app: &TestApp) -> Browser {
    let mut browser = app.signed_in("executive", Some(Role::Executive)).await;
    for address in ["/overview", "/"] {
        assert_eq!(browser.get(address).await.status, 200, "{address}");
    }
    browser
}

/// What holds while the database does not answer, whichever it is.
async fn last_good_numbers_are_read_and_nothing_is_changed(app: &TestApp, browser: &mut Browser) {
    let read_at = app.backend.now();
    app.clock.advance(Duration::minutes(4));
    for address in [
        "/overview",
        "/overview?kind=primary&item=p1",
        "/overview?present=1",
        "/overview/districts?cluster=3",
        "/overview/compare?compare=1,2",
        "/clusters/2570/1",
        "/items/2570/p1",
        "/items/2570/p1?kind=secondary",
    ] {
        let page = browser.get(address).await;
        assert_eq!((page.status.as_u16(), page.cookies().len()), (200, 0), "{address}");
        assert!(page.text().contains(&mark(app, read_at)), "{address} says how old it is");
    }
    assert_eq!(browser.get("/").await.status, 200, "the last map");
    assert_eq!(app.anonymous().get("/overview").await.status, 303, "nobody else is let in");
    assert_eq!(
        app.anonymous().get("/items/2570/p1").await.status,
        503,
        "the public has no overview"
    );
    for address in ["/account", "/waiting", "/overview?weeks=52", "/items/2569/p1", "/events"] {
        let page = browser.get(address).await;
        assert_eq!(page.status, if address == "/waiting" { 403 } else { 503 }, "{address}");
    }
    let export = browser.post("/do/export_overview", &[("format", "csv")]).await;
    assert_eq!(export.status, 503, "no file is taken without its event");
    assert!(!export.header("retry-after").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_postgresql_stopped_the_overview_shows_the_last_good_numbers() {
    let Some((db, cluster)) = TestDb::postgres_of_its_own().await else { return };
    let app = TestApp::on(&db).await;
    let mut browser = executive(&app).await;
    let order = |order: &'static str, cluster: testing::Cluster| async move {
        let work = move || {
            cluster.order(order);
            cluster
        };
        tokio::task::spawn_blocking(work).await.unwrap()
    };
    let cluster = order("stop", cluster).await;
    last_good_numbers_are_read_and_nothing_is_changed(&app, &mut browser).await;
    let _cluster = order("start", cluster).await;
    let back = browser.get("/overview").await;
    assert!(back.status == 200 && !back.text().contains("ฐานข้อมูลยังไม่พร้อม"), "right by itself");
    app.backend.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_sqlite_file_unreadable_the_overview_shows_the_last_good_numbers() {
    let app = TestApp::start().await;
    let mut browser = executive(&app).await;
    app.backend.close().await;
    last_good_numbers_are_read_and_nothing_is_changed(&app, &mut browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_sqlite_file_keeps_nobody_from_the_present_numbers() {
    let app = TestApp::start().await;
    let mut browser = executive(&app).await;
    let mut other = SqliteConnection::connect(&sqlite(app.dir.path())).await.unwrap();
    query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    app.clock.advance(Duration::minutes(1));
    let page = browser.get("/overview?item=p1").await;
    assert!(page.status == 200 && !page.text().contains("ฐานข้อมูลยังไม่พร้อม"));
    query("COMMIT").execute(&mut other).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_remembered_for_minutes_and_no_longer() {
    let app = TestApp::start().await;
    let mut browser = executive(&app).await;
    app.backend.close().await;
    app.clock.advance(Duration::minutes(10));
    assert_eq!(browser.get("/overview").await.status, 200);
    app.clock.advance(Duration::seconds(1));
    assert_eq!(browser.get("/overview").await.status, 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_while_the_database_is_away_is_shown_nothing_more() {
    let app = TestApp::start().await;
    let mut browser = executive(&app).await;
    app.backend.close().await;
    assert_eq!(browser.get("/overview").await.status, 200);
    assert_eq!(browser.post("/do/sign_out", &[]).await.status, 503, "the session itself goes on");
    assert_eq!(browser.get("/overview").await.status, 503);
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_sessions_were_ended_is_not_remembered() {
    let app = TestApp::start().await;
    let mut elsewhere = executive(&app).await;
    let mut browser = app.browser();
    browser.sign_in("executive", crate::support::people::PASSWORD).await;
    assert_eq!(browser.post("/do/sign_out_everywhere", &[]).await.status, 303);
    app.backend.close().await;
    assert_eq!(elsewhere.get("/overview").await.status, 503);
}
