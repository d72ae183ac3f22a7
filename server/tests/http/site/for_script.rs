//! What our own pages' scripts hear of a form: the same as people, as data.

use crate::support::app::{Answer, TestApp};
use crate::support::browser::{Browser, form};
use crate::support::people::PASSWORD;
use axum::http::Method;
use domain::people::role::Role;

const KEY: &str = "000102030405060708090a0b0c0d0e0f";

impl Browser {
    /// Sends a form as a script of ours does.
    async fn post_as_script(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "application/json"),
        ];
        self.send(Method::POST, address, &headers, &form(fields)).await
    }
}

/// A report that is whole but for what `changed` says.
async fn report<'a>(
    app: &TestApp,
    slug: &'a str,
    changed: &[(&'a str, &'a str)],
) -> Vec<(String, String)> {
    let item = format!("{}/p1", app.board().await.year);
    let whole = [
        ("district", slug),
        ("item", &item),
        ("kind", "on_plan"),
        ("text", "ครบแล้ว"),
        ("key", KEY),
    ];
    let mut fields: Vec<(String, String)> =
        whole.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

async fn sent(browser: &mut Browser, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post_as_script("/do/post_progress", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_is_saved_tells_its_id_and_the_same_again_the_same() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let mut reporter = app.signed_in("reporter", Some(Role::Reporter)).await;
    let whole = report(&app, &slug, &[("written_at", "1700000000000")]).await;
    let first = sent(&mut reporter, &whole).await;
    assert_eq!(first.status, 200, "{}", first.text());
    assert!(first.json()["id"].is_i64());
    // The device's clock has gone on; the report is the same.
    let again = report(&app, &slug, &[("written_at", "1700000005000")]).await;
    assert_eq!(sent(&mut reporter, &again).await.json(), first.json());
    let other = report(&app, &slug, &[("text", "อย่างอื่น")]).await;
    let refused = sent(&mut reporter, &other).await;
    assert_eq!(refused.status, 409);
    assert!(refused.json()["sentence"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_mended_is_told_by_field() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let mut reporter = app.signed_in("reporter", Some(Role::Reporter)).await;
    let empty = report(&app, &slug, &[("text", ""), ("kind", "")]).await;
    let answer = sent(&mut reporter, &empty).await;
    assert_eq!(answer.status, 422);
    let answer = answer.json();
    let fields: Vec<&str> =
        answer["fields"].as_array().unwrap().iter().filter_map(|one| one[0].as_str()).collect();
    assert_eq!(fields, ["kind", "text"]);
    let missing = words::Lang::Th.reason_missing();
    assert!(answer["fields"].as_array().unwrap().iter().all(|one| one[1] == missing));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_report_is_sent_only_in_its_authors_session() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let mut reporter = app.signed_in("reporter", Some(Role::Reporter)).await;
    let mut director = app.signed_in("director", Some(Role::Director)).await;
    let author =
        app.backend.accounts_of_operator().find(&"reporter".to_owned().try_into().unwrap()).await;
    let by = author.unwrap().id.to_string();
    let kept = report(&app, &slug, &[("account", &by)]).await;
    for wrong in [&mut app.browser(), &mut director] {
        let refused = sent(wrong, &kept).await;
        assert_eq!(refused.status, 401, "{}", refused.text());
        assert!(refused.json()["sentence"].is_string());
    }
    assert_eq!(sent(&mut reporter, &kept).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_in_place_sets_the_session_or_says_why_not() {
    let app = TestApp::start().await;
    app.signed_in("reporter", Some(Role::Reporter)).await;
    let mut browser = app.browser();
    let wrong = [("name", "reporter"), ("password", "not this one at all")];
    let refused = browser.post_as_script("/do/sign_in", &wrong).await;
    assert_eq!(refused.status, 401);
    assert_eq!(refused.json()["sentence"], words::Lang::Th.sign_in_wrong());
    assert!(!browser.is_signed_in().await);
    let right = [("name", "reporter"), ("password", PASSWORD)];
    assert_eq!(browser.post_as_script("/do/sign_in", &right).await.status, 200);
    assert!(browser.is_signed_in().await);
}
