//! What waits for the bureau: found by item and cluster, several looked over and acknowledged at once.

use crate::progress::reporting::{HERE, ITEM, report};
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use chrono::Duration;
use domain::people::role::Role;

/// Sends a form of the page of waiting reports; gives the page that it leads to, in English.
async fn send(browser: &mut Browser, address: &str, ids: &[&str]) -> Answer {
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("report", *id)).collect();
    fields.push(("return_to", "/waiting"));
    let sent = browser.post(address, &fields).await;
    browser.in_english(sent.header("location")).await
}

/// Row ids that would be acknowledged by the page's button.
fn ready(page: &Answer) -> Vec<String> {
    let inputs = page.text().split("type=\"hidden\" name=\"report\" value=\"").skip(1);
    inputs.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_looked_over_then_acknowledged_and_those_that_cannot_be_are_named() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let mut ids = Vec::new();
    for text in ["ฉบับที่หนึ่ง บรรทัดแรก\nบรรทัดสอง", "ฉบับที่สอง", "ฉบับที่สาม"]
    {
        ids.push(reporter.reports(&app, text).await);
        app.clock.advance(Duration::days(4));
        reporter.sign_in("somchai", PASSWORD).await;
    }
    officer.sign_in("malee", PASSWORD).await;
    let list = officer.in_english("/waiting").await;
    assert!(list.text().contains("Days waiting: 12") && list.text().contains("Days waiting: 4"));
    let place = |id: &String| list.text().find(&format!("id=\"report-{id}\"")).unwrap();
    assert!(place(&ids[0]) < place(&ids[1]) && place(&ids[1]) < place(&ids[2]));

    let nothing = send(&mut officer, "/do/choose_reports", &[]).await;
    assert!(nothing.text().contains("Please choose at least one."));
    let chosen: Vec<&str> = ids.iter().map(String::as_str).chain(["999999", "x"]).collect();
    let preview = send(&mut officer, "/do/choose_reports", &chosen).await;
    assert_eq!(ready(&preview), ids);
    assert!(preview.text().contains("ฉบับที่หนึ่ง บรรทัดแรก<") && !preview.text().contains("บรรทัดสอง"));
    assert!(preview.text().contains("Report number 999999"));
    assert!(preview.text().contains("<strong>Nan Primary ESA 1</strong>"), "{}", preview.text());

    // Meanwhile one is taken back and another is asked about.
    reporter.act("/do/withdraw_report", &[("id", ids[1].clone()), ("reason", "ผิด".into())]).await;
    officer.act("/do/question_report", &[("id", ids[2].clone()), ("question", "กี่คน".into())]).await;
    let sent = [ids[0].as_str(), &ids[1], &ids[2]];
    let done = send(&mut officer, "/do/acknowledge_reports", &sent).await;
    assert!(done.text().contains("Acknowledged: 1"), "{}", done.text());
    assert!(done.text().contains("Cannot be acknowledged: 2"));
    assert!(done.text().contains("The report") && done.text().contains("no longer allows this."));
    let public = app.anonymous().get(&format!("/districts/{HERE}")).await;
    assert!(public.text().contains("บรรทัดสอง") && !public.text().contains("ฉบับที่สาม"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_by_item_and_cluster_and_comes_back_so() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let id = reporter.reports(&app, "รายงานของน่าน").await;
    for (address, is_there) in [
        (format!("/waiting?item={ITEM}"), true),
        ("/waiting?item=2570/p2".to_owned(), false),
        ("/waiting?cluster=99".to_owned(), false),
        ("/waiting?item=nonsense&cluster=x".to_owned(), true),
    ] {
        let page = officer.in_english(&address).await;
        assert_eq!(page.text().contains("รายงานของน่าน"), is_there, "{address}");
        assert_eq!(page.text().contains("No waiting report matches"), !is_there, "{address}");
    }
    let filtered = format!("/waiting?item={ITEM}");
    let fields = [("report", id.as_str()), ("return_to", &filtered)];
    let sent = officer.post("/do/choose_reports", &fields).await;
    assert!(sent.header("location").starts_with(&format!("{filtered}&form=")));
    let page = officer.in_english(sent.header("location")).await;
    assert!(
        page.text().contains(&format!("value=\"{filtered}\"")),
        "the next step returns there too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_says_how_many_more_there_are() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let empty = officer.in_english("/waiting").await;
    assert!(empty.text().contains("Nothing waits for acknowledgement."));
    for _ in 0..103 {
        let fields = report("ดำเนินการแล้ว");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(reporter.post("/do/post_progress", &fields).await.status, 303);
    }
    let page = officer.in_english("/waiting").await;
    assert!(page.text().contains("These 100 have waited longest; 3 more wait."));
    assert_eq!(page.text().matches("type=\"checkbox\"").count(), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_says_who_asks_by_role_and_each_step_says_that_it_is_done() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let id = reporter.reports(&app, "ดำเนินการแล้ว").await;
    let asks = [("id", id.clone()), ("question", "กี่โรงเรียน".to_owned())];
    let page = officer.act("/do/question_report", &asks).await;
    assert!(page.text().contains("The question is with the district."));
    let answers = [("id", id.clone()), ("answer", "๑๒ โรงเรียน".to_owned())];
    let page = reporter.act("/do/answer_question", &answers).await;
    assert!(page.text().contains("The answer is with the bureau."));
    assert!(page.text().contains("Question · monitoring officer · 20 Nov 2026"), "{}", page.text());
    assert!(!page.text().contains("คุณmalee"), "a role, not a person");
    let page = officer.act("/do/acknowledge_report", &[("id", id)]).await;
    assert!(page.text().contains("Acknowledged; everybody can read it now."));
}
