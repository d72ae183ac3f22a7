//! Accounts from a table: sent as a file or pasted, checked, imported as checked, links shown once.

use crate::people::keep_accounts::{hidden, tokens};
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use axum::http::Method;
use domain::people::role::Role;

const HEADING: &str = "name,display_name,role,district,from,until\n";

/// Sends a form with a pasted table and a file, as browsers do.
async fn check(browser: &mut Browser, table: &str, file: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"table\"\r\n\r\n{table}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{file}\r\n--x--\r\n"
    );
    let headers =
        [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    browser.send(Method::POST, "/do/check_accounts", &headers, &body).await
}

async fn checked(browser: &mut Browser, table: &str, file: &str) -> Answer {
    let sent = check(browser, table, file).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let on = sent.header("location").to_owned();
    browser.get(&on).await
}

async fn admin(app: &TestApp) -> Browser {
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    admin.get("/help?lang=en").await;
    admin
}

async fn count(app: &TestApp) -> usize {
    app.backend.accounts_of_operator().list("").await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_checked_first_and_then_imported_as_it_was_checked() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let table =
        format!("{HEADING}somchai,สมชาย,DR,p-nan-1,2569-10-01,2570-09-30\nmalee,มาลี,EX,,,\n");
    let page = checked(&mut admin, &table, "").await;
    assert!(page.text().contains("Checked, not imported yet"), "{}", page.text());
    assert!(
        page.text().contains("<strong>2</strong>") && page.text().contains("Creates the account")
    );
    assert_eq!(count(&app).await, 1, "nothing was changed");
    let id = hidden(&page, "checked");
    let done = admin.post("/do/import_accounts", &[("checked", &id)]).await;
    assert_eq!((done.status.as_u16(), done.header("cache-control")), (200, "private, no-store"));
    assert!(done.text().contains("Imported lines: 2. Links issued: 2."));
    assert_eq!((tokens(&done).len(), count(&app).await), (2, 3));

    let again = admin.post("/do/import_accounts", &[("checked", &id)]).await;
    assert!(
        again.text().contains("Imported lines: 2. Links issued: 0.") && tokens(&again).is_empty()
    );
    let page = checked(&mut admin, &table, "").await;
    assert!(page.text().contains("importing would change nothing"));
    assert!(page.text().contains("no password yet (2)"));
    let fields = [("checked", hidden(&page, "checked")), ("renew_links", "on".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let renewed = admin.post("/do/import_accounts", &fields).await;
    assert!(tokens(&renewed).len() == 2 && tokens(&renewed) != tokens(&done));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_line_that_cannot_be_taken_says_where_and_why_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let table = format!("{HEADING}somchai,สมชาย,DR,p-nan-1,,\nx,คน,ZZ,p-atlantis,เมื่อวาน,\n");
    let page = checked(&mut admin, &table, "").await;
    assert!(page.text().contains("Lines that cannot be taken: 1."), "{}", page.text());
    assert!(page.text().contains("<th scope=\"row\">3</th>"));
    for column in ["name", "role", "district", "from"] {
        assert!(page.text().contains(&format!("<code>{column}</code> ")), "{column}");
    }
    assert!(!page.text().contains("action=\"/do/import_accounts\""));
    assert!(page.text().contains("somchai,สมชาย,DR,p-nan-1,,"), "the table is still there");
    let id = page.text().split("form=").nth(1).map(|rest| &rest[..43]).unwrap().to_owned();
    let forced = admin.post("/do/import_accounts", &[("checked", &id)]).await;
    assert_eq!(forced.header("location"), format!("/admin/accounts/import?form={id}"));
    assert_eq!(count(&app).await, 1);
    for (table, sentence) in [
        ("", "Please fill this in."),
        ("a,b\n1,2\n", "The first line must name the columns"),
        (&format!("{HEADING}a,b\n"), "Line 2 has not as many fields"),
    ] {
        let page = checked(&mut admin, table, "").await;
        assert!(
            page.text().contains("id=\"table-error\"") && page.text().contains(sentence),
            "{table}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_before_what_was_pasted() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let file = format!("{HEADING}from-file,คน,EX,,,\n");
    let page = checked(&mut admin, "pasted", &file).await;
    assert!(page.text().contains("from-file") && !page.text().contains("pasted"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_for_its_sender_and_for_half_an_hour() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let mut other = app.signed_in("other", Some(Role::Administrator)).await;
    other.get("/help?lang=en").await;
    let table = format!("{HEADING}somchai,สมชาย,EX,,,\n");
    let page = checked(&mut admin, &table, "").await;
    let id = hidden(&page, "checked");
    let stolen = other.post_and_follow("/do/import_accounts", &[("checked", &id)]).await;
    assert!(stolen.text().contains("The check is too old"));
    app.clock.advance(chrono::Duration::minutes(31));
    let late = admin.post_and_follow("/do/import_accounts", &[("checked", &id)]).await;
    assert!(late.text().contains("The check is too old"));
    assert_eq!(count(&app).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_the_check_stands_in_the_way() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let table = format!("{HEADING}somchai,สมชาย,EX,,,\n");
    let id = hidden(&checked(&mut admin, &table, "").await, "checked");
    let accounts = app.backend.accounts_of_operator();
    let link = app.invite("somchai", None).await;
    let version = accounts.get(link.account).await.unwrap().version;
    accounts.disable(link.account, version).await.unwrap();
    let page = admin.post_and_follow("/do/import_accounts", &[("checked", &id)]).await;
    assert!(page.text().contains("not imported yet"));
    assert!(page.text().contains("This account is disabled; enable it first"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_lines_are_checked_and_imported_in_one_go() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let line = |no| format!("officer{no},เจ้าหน้าที่คนที่ {no},DR,p-nan-1,2569-10-01,2570-09-30\n");
    let lines: String = (0..2000).map(line).collect();
    let page = checked(&mut admin, "", &format!("{HEADING}{lines}")).await;
    assert!(page.text().contains("Import the whole table (2000)"));
    let id = hidden(&page, "checked");
    let done = admin.post("/do/import_accounts", &[("checked", &id)]).await;
    let links = tokens(&done);
    assert_eq!((done.status.as_u16(), links.len(), count(&app).await), (200, 2000, 2001));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_beyond_the_limit_is_refused_and_no_other_form_takes_as_much() {
    let app = TestApp::start().await;
    let mut admin = admin(&app).await;
    let long = check(&mut admin, &"ก".repeat(400 * 1024), "").await;
    assert_eq!(long.status, 413);
    assert!(long.text().contains("</html>"));
    let table = "a".repeat(70 * 1024);
    let other = admin.post("/do/import_accounts", &[("checked", &table)]).await;
    assert_eq!(other.status, 413);
}
