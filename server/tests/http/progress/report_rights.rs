//! The forms of reports × everybody who may send one: done, or refused with a sentence that says who may.

use crate::progress::reporting::{HERE, ITEM, OTHER_ITEM, THERE, report};
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use domain::people::role::Role;

const PEOPLE: [(Role, &str); 11] = [
    (Role::Reporter, HERE),
    (Role::Director, HERE),
    (Role::Reporter, THERE),
    (Role::Director, THERE),
    (Role::Reviewer, ""),
    (Role::BureauOfficer, ITEM),
    (Role::BureauOfficer, OTHER_ITEM),
    (Role::MonitoringOfficer, ""),
    (Role::MonitoringLead, ""),
    (Role::Executive, ""),
    (Role::Administrator, ""),
];

/// Columns: as in [`PEOPLE`], then an account without a role.
/// `+` done, `w` told who may, `-` told that the account may not, `0` told that there is no such report,
/// `s` told that its state does not allow it.
const MATRIX: [(&str, &str); 6] = [
    ("post", "++ww--------"),
    ("withdraw", "++ww--------"),
    ("answer", "++ww--------"),
    ("question", "-----+w++---"),
    ("acknowledge", "-----+w++---"),
    ("acknowledge what was withdrawn", "--00000ss000"),
];

/// What only a sent form holds.
const TYPED: &str = "พิมพ์ไว้ก่อนถูกปฏิเสธ";

#[tokio::test(flavor = "multi_thread")]
async fn each_form_is_for_whom_the_matrix_says_and_loses_no_text() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let mut people = Vec::new();
    for (index, (role, place)) in PEOPLE.into_iter().enumerate() {
        people.push(app.appointed(&format!("person-{index}"), role, place).await);
    }
    people.push(app.signed_in("person-none", None).await);
    for (what, expected) in MATRIX {
        let mut found = String::new();
        for person in &mut people {
            found.push(attempt(&app, what, (&mut reporter, &mut officer), person).await);
        }
        assert_eq!(found, expected, "{what}");
    }
}

/// What comes of `person` trying this with a new report of [`HERE`].
async fn attempt(
    app: &TestApp,
    what: &str,
    (reporter, officer): (&mut Browser, &mut Browser),
    person: &mut Browser,
) -> char {
    let id = ("id", reporter.reports(app, "ดำเนินการแล้ว").await);
    let typed = |field| vec![id.clone(), (field, TYPED.to_owned())];
    let page = match what {
        "post" => person.act("/do/post_progress", &report(TYPED)).await,
        "withdraw" => person.act("/do/withdraw_report", &typed("reason")).await,
        "question" => person.act("/do/question_report", &typed("question")).await,
        "answer" => {
            officer.act("/do/question_report", &typed("question")).await;
            person.act("/do/answer_question", &typed("answer")).await
        }
        "acknowledge" => person.act("/do/acknowledge_report", &[id]).await,
        _ => {
            reporter.act("/do/withdraw_report", &typed("reason")).await;
            person.act("/do/acknowledge_report", &[id]).await
        }
    };
    verdict(what, &page)
}

fn verdict(what: &str, page: &Answer) -> char {
    let html = page.text();
    assert_eq!(page.status, 200, "{html}");
    if html.contains("note--done") {
        return '+';
    }
    assert!(html.contains("role=\"alert\""), "{what} says nothing: {html}");
    assert!(what.starts_with("acknowledge") || html.contains(TYPED), "{what} loses what was typed");
    let sentences = [
        ('w', "This is not yours. Those who may:"),
        ('-', "Your account may not do this."),
        ('0', "This report is not there any more"),
        ('s', "The report's state no longer allows this."),
        ('s', "The report&#x27;s state no longer allows this."),
    ];
    let said = sentences.iter().find(|(_, sentence)| html.contains(sentence));
    said.map_or_else(|| panic!("{what}: {html}"), |(letter, _)| *letter)
}

/// A field that is forged, and the sentence under it.
const FORGED: [(&str, &str, &str); 8] = [
    ("kind", "martian", "There is no such value."),
    ("item", "2570/p99", "There is no such value."),
    ("item", "2560/p1", "There is no such value."),
    ("item", "../../etc", "There is no such value."),
    ("key", "", "Please fill this in."),
    ("corrects", "999999", "There is no such value."),
    ("corrects", "-1", "This is not of the right form."),
    ("link", "javascript:alert(1)", "This must be a web address"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_or_old_form_is_refused_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut elsewhere = app.appointed("malee", Role::Reporter, THERE).await;
    let mut other = report("ของเขตอื่น");
    set(&mut other, "district", THERE);
    elsewhere.act("/do/post_progress", &other).await;
    for (field, value, sentence) in FORGED {
        let mut fields = report(TYPED);
        set(&mut fields, field, value);
        let page = reporter.act("/do/post_progress", &fields).await;
        let html = page.text();
        assert!(html.contains("role=\"alert\"") && html.contains(TYPED), "{field}={value}: {html}");
        let is_hidden = ["key", "corrects"].contains(&field);
        assert!(is_hidden || html.contains(sentence), "{field}={value}: {html}");
    }
    let mut stolen = report(TYPED);
    set(&mut stolen, "district", THERE);
    let page = reporter.act("/do/post_progress", &stolen).await;
    assert!(page.text().contains("This is not yours.") && page.text().contains(TYPED));
    let mut nowhere = report(TYPED);
    set(&mut nowhere, "district", "p-atlantis");
    let fields: Vec<(&str, &str)> = nowhere.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let sent = reporter.post("/do/post_progress", &fields).await;
    assert_eq!(reporter.get(sent.header("location")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_used_and_a_year_that_is_closed_are_said_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let first = report("ฉบับแรก");
    reporter.act("/do/post_progress", &first).await;
    let again = reporter.act("/do/post_progress", &first).await;
    assert!(again.text().contains("Reported and saved."), "the same form twice is one report");
    let mut other = first.clone();
    set(&mut other, "text", TYPED);
    let page = reporter.act("/do/post_progress", &other).await;
    assert!(page.text().contains("This was sent before with other content."));
    assert!(page.text().contains(TYPED));

    let id = app.newest().await;
    app.run("UPDATE fiscal_year SET closed_at = 1 WHERE year = 2570").await;
    let page = reporter.act("/do/post_progress", &report(TYPED)).await;
    assert!(page.text().contains("Fiscal year 2570 is closed") && page.text().contains(TYPED));
    let fields = [("id", id), ("reason", TYPED.to_owned())];
    let page = reporter.act("/do/withdraw_report", &fields).await;
    assert!(page.text().contains("Fiscal year 2570 is closed") && page.text().contains(TYPED));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_ended_yesterday_is_told_so_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let id = reporter.reports(&app, "ดำเนินการแล้ว").await;
    app.run("UPDATE appointment SET from_day = '2026-10-01', until_day = '2026-11-19'").await;
    let fields = [("id", id), ("reason", TYPED.to_owned())];
    let attempts = [("/do/post_progress", report(TYPED)), ("/do/withdraw_report", fields.to_vec())];
    for (address, fields) in attempts {
        let page = reporter.act(address, &fields).await;
        assert!(page.text().contains("ended on 19 Nov 2026"), "{address}: {}", page.text());
        assert!(page.text().contains(TYPED), "{address}");
    }
}

fn set(fields: &mut Vec<(&'static str, String)>, name: &'static str, value: &str) {
    fields.retain(|(field, _)| *field != name);
    fields.push((name, value.to_owned()));
}
