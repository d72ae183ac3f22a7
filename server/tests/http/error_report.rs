//! Error reports over HTTP: from a visitor without an account to the answer of the office.

use crate::support::app::TestApp;
use domain::people::role::Role;

/// The fields of a report about a district.
fn fields<'a>(about: &'a str, wrong: &'a str) -> [(&'a str, &'a str); 4] {
    [("about", about), ("wrong", wrong), ("correct", "054-710-000"), ("contact", "")]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_reports_an_error_and_reads_the_answer_of_the_office() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let (about, mut visitor) = (format!("district:{slug}"), app.browser());
    let page = visitor.get(&format!("/districts/{slug}?lang=en")).await;
    let form = format!("/report-error?about={about}");
    assert!(page.text().contains(&format!("href=\"{form}\"")), "the page leads to the form");
    assert!(visitor.get(&form).await.text().contains("action=\"/do/report_error\""));

    let sent = visitor.post("/do/report_error", &fields(&about, "<b>โทรไม่ติด</b>")).await;
    let link = sent.header("location").to_owned();
    assert!(sent.status == 303 && link.starts_with("/error-report?key="), "{link}");
    let own = visitor.get(&link).await;
    assert_eq!((own.status.as_u16(), own.header("cache-control")), (200, "private, no-store"));
    assert!(!own.text().contains("โทรไม่ติด"), "the link shows no more than the answer");
    let office = app
        .board()
        .await
        .pins
        .iter()
        .find(|pin| pin.slug.as_str() == slug)
        .unwrap()
        .name_th
        .clone();
    assert!(own.text().contains(&format!("With: {office}")), "the office holds it");

    let mut officer = app.signed_in("officer", Some(Role::Director)).await;
    let list = officer.get("/error-reports").await;
    assert!(list.text().contains("&lt;b&gt;โทรไม่ติด&lt;/b&gt;"));
    let id = list.text().split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let empty = officer.post("/do/answer_error_report", &[("id", id), ("answer", " ")]).await;
    assert!(officer.get(empty.header("location")).await.text().contains("field__error"));
    let answer = [("id", id), ("answer", "แก้ไขแล้ว ขอบคุณ")];
    assert_eq!(officer.post("/do/answer_error_report", &answer).await.status, 303);
    assert!(!officer.get("/error-reports").await.text().contains("โทรไม่ติด"));
    assert!(visitor.get(&link).await.text().contains("แก้ไขแล้ว ขอบคุณ"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_cannot_be_taken_comes_back_as_typed_and_nothing_is_kept_of_it() {
    let app = TestApp::start().await;
    let slug = app.slugs().await.remove(0);
    let about = format!("district:{slug}");
    let page = app.browser().post("/do/report_error", &fields(&about, "")).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("054-710-000") && page.text().contains("id=\"wrong-error\""));
    assert_eq!(app.texts("SELECT id FROM form_result").await, [""; 0]);
    assert_eq!(app.texts("SELECT wrong FROM error_report").await, [""; 0]);
}
