//! Sessions that are over by the clock, or because their account changed, as a browser meets it.

use crate::progress::reporting::HERE;
use crate::support::app::TestApp;
use crate::support::people::PASSWORD;
use backend::Token;
use backend::TypedAppointment;
use chrono::Duration;
use domain::people::account::AccountName;
use domain::people::role::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_over_after_a_pause_of_twelve_hours_and_after_fourteen_days() {
    let app = TestApp::start().await;
    let browser = app.signed_in("somchai", None).await;
    for _ in 0..2 {
        app.clock.advance(Duration::hours(11));
        assert!(browser.is_signed_in().await, "it is used again and again");
    }
    app.clock.advance(Duration::hours(12));
    assert!(!browser.is_signed_in().await, "a pause ends it");

    let mut busy = app.browser();
    busy.sign_in("somchai", PASSWORD).await;
    for _ in 0..28 {
        assert!(busy.is_signed_in().await);
        app.clock.advance(Duration::hours(11) + Duration::minutes(59));
    }
    assert!(busy.is_signed_in().await);
    app.clock.advance(Duration::minutes(28));
    assert!(!busy.is_signed_in().await, "fourteen days end it, however busy it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_appointments_and_a_disabled_account_end_every_session() {
    let app = TestApp::start().await;
    let owner = app.appointed("somchai", Role::Reporter, HERE).await;
    let thief = owner.clone();
    let accounts = app.backend.accounts_of_operator();
    let name = AccountName::parse("somchai").unwrap();
    let account = accounts.find(&name).await.unwrap();
    let executive = TypedAppointment { role: "EX".into(), ..TypedAppointment::default() };
    accounts.appoint(account.id, account.version, "", executive).await.unwrap();
    assert!(!owner.is_signed_in().await && !thief.is_signed_in().await);

    let mut again = app.browser();
    again.sign_in("somchai", PASSWORD).await;
    assert!(again.is_signed_in().await, "the account itself stays");
    let account = accounts.find(&name).await.unwrap();
    accounts.disable(account.id, account.version).await.unwrap();
    assert!(!again.is_signed_in().await);
    let sent = again.sign_in("somchai", PASSWORD).await;
    assert!(sent.header("location").starts_with("/sign-in?form="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_that_another_host_could_have_set_counts_for_nothing_on_https() {
    let app = TestApp::start_at("https://map.example.org").await;
    let owner = app.signed_in("somchai", None).await;
    let stolen = owner.cookies["session"].clone();
    assert!(Token::parse(&stolen).is_some());
    for name in ["session", "__Secure-session", "Session", "__host-session"] {
        let mut browser = app.browser();
        browser.cookies.insert(name.to_owned(), stolen.clone());
        assert!(!browser.is_signed_in().await, "{name}");
    }
    let mut browser = app.browser();
    browser.cookies.insert("__Host-session".into(), stolen);
    assert!(browser.is_signed_in().await);
}
