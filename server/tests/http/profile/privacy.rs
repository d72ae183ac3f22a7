//! What is not public is in nothing that the public, or another office, can ask for.

use super::send;
use crate::progress::reporting::{HERE, THERE};
use crate::support::app::TestApp;
use axum::http::Method;
use domain::people::access::Actor;
use domain::people::role::Role;
use server::http::{FORMS, OPEN, PAGES};

/// Everything personal, as typed and as kept.
const SECRETS: [&str; 6] = [
    "ผู้ประสานงานลับเฉพาะ",
    "secret-line-id",
    "081-234-9876",
    "0812349876",
    "089-876-1234",
    "0898761234",
];

async fn fill_in(app: &TestApp) {
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let fields = [
        ("contact_name", SECRETS[0]),
        ("contact_line", SECRETS[1]),
        ("contact_mobile", SECRETS[3]),
    ];
    let page = send(&mut reporter, "internal", "", &fields).await;
    assert!(page.text().contains("Saved"), "{}", page.text());
    let person = [
        ("district", HERE),
        ("form_of", "person-new"),
        ("post", "director"),
        ("person_name", "ผอ. ตัวอย่าง"),
        ("person_mobile", SECRETS[5]),
    ];
    reporter.post("/do/record_person", &person).await;
    let own = reporter.get(&format!("/districts/{HERE}")).await;
    for secret in [SECRETS[0], SECRETS[1], SECRETS[2], SECRETS[4]] {
        assert!(own.text().contains(secret), "the office itself reads {secret}");
    }
}

/// All of the public's, `code` being that of the district.
fn addresses(code: &str) -> Vec<String> {
    let fixed = |path: &str| {
        path.replace("{slug}", HERE)
            .replace("{code}", code)
            .replace("{year}", "2570")
            .replace("{item}", "p1")
            .replace("{no}", "1")
            .replace("{id}", "1")
            .replace("{*file}", "none.js")
    };
    let more = [
        format!("/?district={HERE}"),
        "/?q=%E0%B8%99%E0%B9%88%E0%B8%B2%E0%B8%99".to_owned(),
        "/?q=0812349".to_owned(),
        format!("/districts/{HERE}?on=2026-11-19"),
    ];
    OPEN.iter().chain(PAGES).map(|row| fixed(row.endpoint.path)).chain(more).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn personal_contact_data_are_in_nothing_that_others_can_ask_for() {
    let app = TestApp::start().await;
    fill_in(&app).await;
    let mut others = vec![("the public", app.browser())];
    for (name, role, place) in [
        ("neighbour", Role::Director, THERE),
        ("executive", Role::Executive, ""),
        ("reviewer", Role::Reviewer, ""),
        ("keeper", Role::Administrator, ""),
    ] {
        others.push((name, app.appointed(name, role, place).await));
    }
    let board = app.board().await;
    let code = board.pins.iter().find(|pin| pin.slug.as_str() == HERE).unwrap().code.clone();
    let mut asked = 0;
    for (who, browser) in &mut others {
        for address in addresses(&code) {
            let answer = browser.get(&address).await;
            let body = String::from_utf8_lossy(&answer.bytes).into_owned();
            for secret in SECRETS {
                assert!(!body.contains(secret), "{secret} in {address} for {who}");
            }
            asked += 1;
        }
        for (format, view) in [("csv", "districts"), ("xlsx", "districts"), ("csv", "items")] {
            let fields = [("format", format), ("view", view), ("what", view)];
            let file = browser.post("/do/export_overview", &fields).await;
            let body = String::from_utf8_lossy(&file.bytes).into_owned();
            assert!(SECRETS.iter().all(|secret| !body.contains(secret)), "the export for {who}");
        }
    }
    assert!(asked > 100 && FORMS.iter().any(|row| row.endpoint.path == "/do/export_overview"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_in_the_log_nor_in_what_is_told_of_it() {
    let app = TestApp::start().await;
    fill_in(&app).await;
    let told = app.backend.news().told_since(0).await.unwrap();
    let told = format!("{told:?}");
    let public = format!(
        "{:?}",
        app.backend.profiles(&Actor::Public).get(&HERE.to_owned().try_into().unwrap(), None).await
    );
    let log = app.texts("SELECT payload || actor || entity_id FROM event").await.concat();
    assert!(log.contains("\"digest\""));
    for secret in SECRETS {
        assert!(
            !told.contains(secret) && !public.contains(secret) && !log.contains(secret),
            "{secret}"
        );
    }
    let stream = app.browser().send(Method::HEAD, "/events?after=0", &[], "").await;
    assert_eq!(stream.status, 200);
}
