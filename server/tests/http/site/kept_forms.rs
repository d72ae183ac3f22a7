//! A form that is sent after its session has ended: what was typed waits for the same account.

use crate::progress::reporting::{HERE, report};
use crate::support::app::{Answer, TestApp, database_file};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use chrono::Duration;
use domain::people::role::Role;

const TYPED: &str = "พิมพ์ไว้สองหน้าก่อนหมดเวลา";

/// The account that a page's forms are drawn for.
fn account_on(page: &Answer) -> String {
    let (_, rest) =
        page.text().split_once("name=\"account\" value=\"").expect("a form with an account");
    rest.split('"').next().unwrap().to_owned()
}

/// Sends `fields` as the form of the district's page does, after the night.
async fn send_late(
    app: &TestApp,
    browser: &mut Browser,
    address: &str,
    more: &[(&str, String)],
) -> String {
    let page = format!("/districts/{HERE}");
    let account = account_on(&browser.get(&page).await);
    app.clock.advance(Duration::hours(13));
    let mut fields: Vec<(&str, &str)> = more.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fields.push(("account", &account));
    let sent = browser.send_from(&page, address, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    sent.header("location").to_owned()
}

/// Signs in on the page that `address` leads to, as its form does; gives the page that this leads to.
async fn sign_in_on(browser: &mut Browser, address: &str, name: &str) -> Answer {
    let page = browser.in_english(address).await;
    assert!(page.text().contains("What you typed has not been sent."), "{}", page.text());
    let (_, rest) = page.text().split_once("name=\"return_to\" value=\"").unwrap();
    let return_to = rest.split('"').next().unwrap().replace("&amp;", "&");
    let fields = [("name", name), ("password", PASSWORD), ("return_to", &return_to)];
    let sent = browser.post("/do/sign_in", &fields).await;
    assert_eq!(sent.header("location"), return_to);
    browser.in_english(&return_to).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_sent_too_late_stands_in_its_form_again_after_signing_in() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let on = send_late(&app, &mut reporter, "/do/post_progress", &report(TYPED)).await;
    assert!(on.starts_with("/sign-in?return_to=%2Fdistricts%2F"), "{on}");
    let mut elsewhere = app.browser();
    let page = sign_in_on(&mut reporter, &on, "somchai").await;
    assert!(page.text().contains("Not sent yet: your sign-in had ended before."));
    assert!(page.text().contains(&format!("{TYPED}</textarea>")), "{}", page.text());
    let page = sign_in_on(&mut elsewhere, &on, "somchai").await;
    assert!(!page.text().contains(TYPED), "another browser shows it nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_in_the_same_browser_sees_nothing_of_it() {
    let app = TestApp::start().await;
    let mut browser = app.appointed("somchai", Role::Reporter, HERE).await;
    app.appointed("malee", Role::Director, HERE).await;
    let on = send_late(&app, &mut browser, "/do/post_progress", &report(TYPED)).await;
    let page = sign_in_on(&mut browser, &on, "malee").await;
    assert!(page.status == 200 && !page.text().contains(TYPED));
    browser.post("/do/sign_out", &[]).await;
    let page = sign_in_on(&mut browser, &on, "somchai").await;
    assert!(page.text().contains(TYPED), "it is still there for its own account");
    app.clock.advance(Duration::minutes(31));
    let page = browser.in_english(&format!("/districts/{HERE}")).await;
    assert!(!page.text().contains(TYPED));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_drawn_for_one_account_is_not_sent_as_another() {
    let app = TestApp::start().await;
    let mut browser = app.appointed("somchai", Role::Reporter, HERE).await;
    app.appointed("malee", Role::Reporter, HERE).await;
    let page = format!("/districts/{HERE}");
    let drawn_for = account_on(&browser.get(&page).await);
    browser.post("/do/sign_out", &[]).await;
    browser.sign_in("malee", PASSWORD).await;
    let typed = report(TYPED);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fields.push(("account", &drawn_for));
    let sent = browser.send_from(&page, "/do/post_progress", &fields).await;
    let on = sent.header("location").to_owned();
    assert!(on.starts_with("/sign-in?return_to=%2Fdistricts%2F"), "{on}");
    assert!(!browser.get(&page).await.text().contains(TYPED), "nothing was reported");
    browser.post("/do/sign_out", &[]).await;
    let page = sign_in_on(&mut browser, &on, "somchai").await;
    assert!(page.text().contains(&format!("{TYPED}</textarea>")), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_sent_too_late_stands_beside_its_report_again() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let id = reporter.reports(&app, "ดำเนินการแล้ว").await;
    let fields = [("id", id), ("question", TYPED.to_owned())];
    let on = send_late(&app, &mut officer, "/do/question_report", &fields).await;
    let page = sign_in_on(&mut officer, &on, "malee").await;
    assert!(
        page.text().contains("Not sent yet")
            && page.text().contains(&format!("{TYPED}</textarea>"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_are_never_kept_and_a_form_that_names_no_account_neither() {
    let app = TestApp::start().await;
    let secret = "Zebra-Never-Kept";
    let mut browser = app.browser();
    let fields = [("current_password", secret), ("new_password", secret), ("account", "1")];
    let sent = browser.send_from("/account", "/do/change_password", &fields).await;
    assert!(sent.header("location").starts_with("/sign-in"), "{}", sent.header("location"));
    let fields = [("district", HERE), ("text", secret)];
    let sent = browser.send_from("/account", "/do/post_progress", &fields).await;
    assert_eq!(sent.header("location"), "/sign-in");
    for file in [database_file(app.dir.path()), app.dir.path().join("pakmud.sqlite-wal")] {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"Zebra"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_that_takes_a_text_says_whose_it_is() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    reporter.reports(&app, "ดำเนินการแล้ว").await;
    for (browser, address) in
        [(&mut reporter, format!("/districts/{HERE}")), (&mut officer, "/waiting".to_owned())]
    {
        let page = browser.get(&address).await;
        let forms = page.text().split("<form").skip(1).map(|rest| rest.split("</form>").next());
        let with_text: Vec<&str> =
            forms.flatten().filter(|form| form.contains("<textarea")).collect();
        assert!(!with_text.is_empty(), "{address}");
        for form in with_text {
            assert!(form.contains("name=\"account\""), "{address}: {form}");
        }
    }
}
