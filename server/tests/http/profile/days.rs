//! The page of a day that is over, as everybody sees it: what stood then, marked, and nothing of what is not
//! public or was erased since.

use super::{contact, send};
use crate::progress::reporting::{HERE, report};
use crate::support::app::{NOON, TestApp};
use crate::support::browser::Browser;
use backend::Erasure;
use chrono::Duration;
use domain::people::role::Role;
use domain::place::district::Slug;

/// The day on which the tests' clock begins, and with it the log.
const FIRST: &str = "2026-11-20";
/// Two days later.
const THIRD: &str = "2026-11-22";

/// The public's page of [`HERE`] on a day, in English.
async fn page(app: &TestApp, on: &str) -> String {
    let answer = app.browser().in_english(&format!("/districts/{HERE}?on={on}")).await;
    assert_eq!(answer.status, 200, "{on}");
    answer.text().to_owned()
}

async fn enter(browser: &mut Browser, person: &str, fields: &[(&str, &str)]) {
    let base = [("district", HERE), ("form_of", person), ("post", "director")];
    let sent = browser.post("/do/record_person", &[&base[..], fields].concat()).await;
    assert_eq!(sent.status, 303);
}

/// Lets some days go by, in steps that end no session.
fn wait(app: &TestApp, days: i32) {
    for _ in 0..2 * days {
        app.clock.advance(Duration::hours(12));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_what_stood_on_a_day_that_is_over() {
    let app = TestApp::start().await;
    let place = app.board().await.pins.iter().find(|pin| pin.slug.as_str() == HERE).unwrap().place;
    let position = |more: f64| format!("{:.6}, {:.6}", place.lat + more, place.lon);
    let shown = |more: f64| format!("{:.4}, {:.4}", place.lat + more, place.lon);
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    contact(&mut director, &[("telephone", "054771001")]).await;
    enter(&mut director, "person-new", &[("person_name", "ผอ. ตัวอย่าง หนึ่ง")]).await;
    send(&mut director, "place", "", &[("position", &position(0.0))]).await;

    wait(&app, 2);
    let mut director = app.appointed("manee", Role::Director, HERE).await;
    contact(&mut director, &[("telephone", "054771002"), ("telephone_version", "1")]).await;
    let next = [("person_name", "ผอ. ตัวอย่าง สอง"), ("no", "1"), ("version", "1")];
    enter(&mut director, "person-1", &next).await;
    let moved = [("position", &*position(0.01)), ("position_version", "1")];
    let page_after = send(&mut director, "place", "", &moved).await;
    assert!(page_after.text().contains("Saved"), "{}", page_after.text());

    wait(&app, 1);
    let old = ["054-771-001", "ผอ. ตัวอย่าง หนึ่ง", &shown(0.0)].map(str::to_owned);
    let new = ["054-771-002", "ผอ. ตัวอย่าง สอง", &shown(0.01)].map(str::to_owned);
    for (on, there, gone) in [
        (FIRST, &old, &new),
        ("2026-11-21", &old, &new),
        (THIRD, &new, &old),
        ("2026-11-23", &new, &old),
    ] {
        let text = page(&app, on).await;
        for one in there {
            assert!(text.contains(one.as_str()), "{one} on {on}: {text}");
        }
        assert!(gone.iter().all(|one| !text.contains(one.as_str())), "on {on}: {text}");
        let is_past = on != "2026-11-23";
        assert_eq!(text.contains("class=\"past\""), is_past, "{on}");
        let back = format!("<a href=\"/districts/{HERE}\">Back to today</a>");
        assert_eq!(text.contains(&back), is_past, "{on}");
        assert_eq!(text.contains("name=\"robots\" content=\"noindex\""), is_past, "{on}");
    }
    let now = page(&app, "").await;
    assert!(now.contains(&format!("href=\"/districts/{HERE}?on=2026-11-21\"")), "{now}");
    assert!(now.contains("name=\"on\"") && now.contains("min=\"2026-11-20\""), "{now}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_before_the_log_or_to_come_is_brought_to_the_nearest_with_a_note() {
    let app = TestApp::start().await;
    wait(&app, 3);
    let before = page(&app, "2001-01-01").await;
    assert!(before.contains("As of 20 Nov 2026, not the present."), "{before}");
    assert!(before.contains("Nothing had been recorded by 1 Jan 2001"), "{before}");
    let ahead = page(&app, "2099-01-01").await;
    assert!(!ahead.contains("class=\"past\""), "{ahead}");
    assert!(ahead.contains("1 Jan 2099 is yet to come; today is shown."), "{ahead}");
    let tag = async |on: &str| {
        app.anonymous().get(&format!("/districts/{HERE}?on={on}")).await.header("etag").to_owned()
    };
    assert_eq!(tag(FIRST).await, tag("2569-11-20").await, "one page however it is written");
    assert_eq!(tag("soon").await, tag("").await, "what is no day is none");
    assert_ne!(tag(FIRST).await, tag("").await);
    assert_eq!(app.anonymous().get("/districts/nobody?on=2026-11-20").await.status, 404);
    assert!(NOON.starts_with(FIRST));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_day_shows_what_is_not_public_or_was_erased_since() {
    let app = TestApp::start().await;
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    let fields = [("contact_name", "ผู้ประสานงานลับ"), ("contact_mobile", "0812349876")];
    send(&mut director, "internal", "", &fields).await;
    let person = [("person_name", "ผอ. ต้องการให้ลบ"), ("person_mobile", "0898761234")];
    enter(&mut director, "person-new", &person).await;
    director.act("/do/post_progress", &report("รายงานที่ยังไม่มีใครรับทราบ")).await;
    wait(&app, 2);
    let days = [FIRST, "2026-11-21", ""];
    for on in days {
        let text = page(&app, on).await;
        assert!(
            text.contains("ผอ. ต้องการให้ลบ") && text.contains("class=\"table\"") != on.is_empty()
        );
        for secret in
            ["ลับ", "9876", "876-1234", "8761234", "ยังไม่มีใครรับทราบ", "/edit", "data-live=\"p-nan"]
        {
            let is_live = on.is_empty() && secret.starts_with("data-live");
            assert!(is_live || !text.contains(secret), "{secret} on {on}: {text}");
        }
    }
    let here = Slug::parse(HERE).unwrap();
    app.backend.profiles_of_operator().erase(&here, Erasure::Person(1)).await.unwrap();
    for on in days {
        let text = page(&app, on).await;
        assert!(!text.contains("ต้องการให้ลบ") && text.contains("(name erased)"), "{on}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_of_a_day_are_those_that_count_to_this_day() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let kept = reporter.reports(&app, "รายงานที่ยังอยู่").await;
    wait(&app, 1);
    let mut reporter = app.appointed("somsri", Role::Reporter, HERE).await;
    let withdrawn = reporter.reports(&app, "รายงานที่จะถอน").await;
    wait(&app, 1);
    let then = page(&app, "2026-11-21").await;
    let link = |id: &str| format!("href=\"/districts/{HERE}#report-{id}\"");
    assert!(then.contains(&link(&withdrawn)) && then.contains("21 Nov 2026"), "{then}");
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    let reason = [("id", withdrawn.clone()), ("reason", "ส่งผิดฉบับ".to_owned())];
    director.act("/do/withdraw_report", &reason).await;
    for on in [FIRST, "2026-11-21"] {
        let text = page(&app, on).await;
        assert!(text.contains(&link(&kept)) && !text.contains(&link(&withdrawn)), "{on}: {text}");
        assert!(text.contains("Without reports that were taken back or corrected later."));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_takes_one_snapshot_for_the_session_and_one_for_all_that_it_shows() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("malee", Role::Reporter, HERE).await;
    reporter.act("/do/post_progress", &report("รายงาน")).await;
    wait(&app, 2);
    let mut executive = app.signed_in("executive", Some(Role::Executive)).await;
    let mut officer = app.signed_in("officer", Some(Role::MonitoringOfficer)).await;
    let district = format!("/districts/{HERE}");
    let past = format!("{district}?on={FIRST}");
    let schools = format!("{district}/schools");
    let taken = async |browser: &mut Browser, address: &str| {
        // The first answer counts the overview and reads the register of schools, both of which are kept.
        assert_eq!(browser.get(address).await.status, 200, "{address}");
        let before = app.backend.snapshots();
        assert_eq!(browser.get(address).await.status, 200, "{address}");
        app.backend.snapshots() - before
    };
    for address in [&district, &past, &schools] {
        assert_eq!(taken(&mut executive, address).await, 2, "{address}");
    }
    assert_eq!(taken(&mut officer, "/waiting").await, 2);
}
