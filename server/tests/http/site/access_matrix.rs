//! Every address × everybody who may ask, written out a second time and by hand.

use crate::support::app::{TestApp, parts};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use axum::http::Method;
use domain::people::access::who_may;
use domain::people::role::Role;
use server::http::{PAGES, rows};
use server::page::render;
use server::request::endpoint::{Access, Kind};
use std::collections::BTreeSet;
use words::Lang;

/// Columns: the public, DR DD RV BO ME ML EX AD, an account without a role.
/// `+` answered, `>` sent on after doing it, `s` sent to sign in, `-` refused (403),
/// `?` let in but not understood (400), `!` a field that cannot be taken (422), `0` no such file.
const MATRIX: &[(&str, &str)] = &[
    ("/api/v1/districts", "++++++++++"),
    ("/api/v1/districts.geojson", "++++++++++"),
    ("/api/v1/districts/{code}", "++++++++++"),
    ("/api/v1/schools", "++++++++++"),
    ("/api/v1/openapi.json", "++++++++++"),
    ("/map/schools.json", "++++++++++"),
    ("/basemap/provinces.geojson", "++++++++++"),
    ("/pkg/{*file}", "0000000000"),
    ("/vendor/{*file}", "0000000000"),
    ("/prefetch-rules.json", "++++++++++"),
    ("/healthz", "++++++++++"),
    ("/readyz", "++++++++++"),
    ("/", "++++++++++"),
    ("/districts/{slug}", "++++++++++"),
    ("/districts/{slug}/edit", "s++-------"),
    ("/districts/{slug}/schools", "++++++++++"),
    ("/schools", "++++++++++"),
    // No list was applied.
    ("/schools/{code}", "0000000000"),
    ("/items/{year}/{item}", "++++++++++"),
    // Report number 1 is not there; who attaches files to no report is not told so.
    ("/reports/{id}/files", "s00-------"),
    ("/overview", "s++++++++-"),
    ("/overview/districts", "s++++++++-"),
    ("/overview/compare", "s++++++++-"),
    ("/clusters/{year}/{no}", "s++++++++-"),
    ("/waiting", "s---+++---"),
    ("/report-error", "++++++++++"),
    // Nobody has sent a report.
    ("/error-report", "0000000000"),
    ("/error-reports", "s++--++---"),
    ("/about", "++++++++++"),
    ("/help", "++++++++++"),
    ("/privacy", "++++++++++"),
    ("/offline", "++++++++++"),
    ("/open-data", "++++++++++"),
    ("/sign-in", "++++++++++"),
    ("/invitation", "++++++++++"),
    ("/account", "s+++++++++"),
    ("/admin/accounts", "s-------+-"),
    ("/admin/accounts/new", "s-------+-"),
    ("/admin/accounts/import", "s-------+-"),
    ("/admin/accounts/{id}", "s-------+-"),
    ("/admin/schools", "s----++-+-"),
    // Nobody has sent a list, and none was applied.
    ("/admin/schools/checked/{id}", "s----00-0-"),
    ("/events", "++++++++++"),
    // There is no such file; who may see one that is there: `evidence.rs`.
    ("/files/{id}/small", "0000000000"),
    ("/files/{id}/{name}", "0000000000"),
    ("/admin/schools/{id}/original", "s----00-0-"),
    ("/do/sign_in", ">>>>>>>>>>"),
    ("/do/sign_out", ">>>>>>>>>>"),
    ("/do/sign_out_everywhere", "s>>>>>>>>>"),
    ("/do/change_password", "s>>>>>>>>>"),
    ("/do/accept_invitation", ">>>>>>>>>>"),
    // Whose report it is decides the use case; what it says waits on the page that these lead to.
    ("/do/post_progress", "s>>>>>>>>>"),
    ("/do/withdraw_report", "s>>>>>>>>>"),
    ("/do/question_report", "s>>>>>>>>>"),
    ("/do/answer_question", "s>>>>>>>>>"),
    ("/do/acknowledge_report", "s>>>>>>>>>"),
    ("/do/attach_evidence", "s>>>>>>>>>"),
    ("/do/describe_evidence", "s>>>>>>>>>"),
    ("/do/remove_evidence", "s>>>>>>>>>"),
    ("/do/record_facts", "s>>>>>>>>>"),
    ("/do/record_person", "s>>>>>>>>>"),
    ("/do/put_photo", "s>>>>>>>>>"),
    ("/do/remove_photo", "s>>>>>>>>>"),
    // The form that is sent here says nothing.
    ("/do/report_error", "!!!!!!!!!!"),
    ("/do/answer_error_report", "s>>-->>---"),
    ("/do/create_account", "s------->-"),
    ("/do/appoint_account", "s------->-"),
    ("/do/disable_account", "s------->-"),
    ("/do/enable_account", "s------->-"),
    ("/do/issue_link", "s------->-"),
    ("/do/check_accounts", "s------->-"),
    ("/do/import_accounts", "s------->-"),
    ("/do/check_schools", "s---->>->-"),
    ("/do/name_school_columns", "s---->>->-"),
    ("/do/apply_schools", "s---->>->-"),
    ("/do/undo_schools", "s---->>->-"),
    ("/do/choose_reports", "s--->>>---"),
    ("/do/acknowledge_reports", "s--->>>---"),
    // The form that is sent here names no format.
    ("/do/export_overview", "s????????-"),
];

/// The kind of answer that the row of this address names.
fn kind(path: &str) -> Kind {
    rows().find(|row| row.endpoint.path == path).expect("a row").endpoint.kind
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_is_in_the_matrix_and_every_page_in_the_router() {
    let app = TestApp::start().await;
    let sorted = |paths: Vec<String>| paths.into_iter().collect::<BTreeSet<_>>();
    let routed = sorted(rows().map(|row| row.endpoint.path.to_owned()).collect());
    assert_eq!(routed, sorted(MATRIX.iter().map(|row| row.0.to_owned()).collect()));
    let drawn = render::page_paths(&parts(&app.backend, app.dir.path(), "http://localhost:3000"));
    assert_eq!(
        sorted(drawn),
        sorted(PAGES.iter().map(|row| row.endpoint.path.to_owned()).collect())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_the_matrix_says() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let mut people = vec![(String::new(), app.browser())];
    for role in Role::ALL.map(Some).into_iter().chain([None]) {
        let name = format!("person-{}", role.map_or("none", Role::key));
        let browser = app.signed_in(&name, role).await;
        people.push((name, browser));
    }
    for (path, expected) in MATRIX {
        let address = path.replace("{slug}", &slug).replace("{*file}", "none.js");
        let address =
            address.replace("{year}", "2570").replace("{item}", "p1").replace("{no}", "1");
        let address = address.replace("{id}", "1").replace("{name}", "a.jpg");
        let address = address.replace("{code}", "1050010000");
        let kind = kind(path);
        let is_form = kind == Kind::Form;
        let mut found = String::new();
        for (name, browser) in &mut people {
            if is_form && !name.is_empty() {
                // The form before may have ended the session.
                browser.sign_in(name, PASSWORD).await;
            }
            found.push(outcome(browser, &address, (kind, &slug)).await);
        }
        assert_eq!(&found, expected, "{path}");
    }
}

/// What comes of asking for `address`, or of sending it a form for a district.
async fn outcome(browser: &mut Browser, address: &str, (kind, slug): (Kind, &str)) -> char {
    let answer = match kind {
        Kind::Form => browser.post(address, &[("district", slug)]).await,
        // Of an answer that goes on, the head says enough.
        Kind::Stream => browser.send(Method::HEAD, address, &[], "").await,
        _ => browser.get(address).await,
    };
    match (answer.status.as_u16(), answer.header("location")) {
        (200, _) => '+',
        (303, "/sign-in") => 's',
        (303, on) if on.starts_with("/sign-in?return_to=") => 's',
        (303, _) => '>',
        (403, _) => '-',
        (404, _) => '0',
        (400, _) => '?',
        (422, _) => '!',
        (other, _) => panic!("{other} for {address}"),
    }
}

/// The view asks again, with the record. A row that names less than its view shows here, and so does a view that
/// names less than its row.
#[test]
fn the_row_of_a_page_refuses_exactly_those_whom_the_matrix_refuses() {
    for row in PAGES {
        let (path, access) = (row.endpoint.path, row.endpoint.access);
        let (_, expected) = MATRIX.iter().find(|line| line.0 == path).expect("in the matrix");
        let roles = Role::ALL.map(Some).into_iter().chain([None]);
        for (role, found) in roles.zip(expected.chars().skip(1)) {
            let is_admitted = match access {
                Access::Everybody | Access::SignedIn => true,
                Access::Holders(action) => role.is_some_and(|role| who_may(action).contains(&role)),
            };
            assert_eq!(is_admitted, found != '-', "{path} for {role:?}");
        }
        let is_public = access == Access::Everybody;
        assert_eq!(is_public, !expected.starts_with('s'), "{path} for the public");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_refused_is_a_page_of_the_application_that_says_so() {
    let app = TestApp::start().await;
    let mut reviewer = app.signed_in("reviewer", Some(Role::Reviewer)).await;
    for address in ["/admin/accounts", "/waiting", "/reports/1/files", "/admin/schools/checked/1"] {
        let page = reviewer.in_english(address).await;
        assert_eq!(page.status, 403, "{address}");
        assert_eq!(page.header("cache-control"), "private, no-store", "{address}");
        let text = page.text();
        assert!(text.contains("class=\"bar\"") && text.contains("href=\"/account\""), "{text}");
        assert!(text.contains(Lang::En.refused_title()), "{text}");
    }
}
