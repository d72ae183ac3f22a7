//! Lists of schools from a browser: sent, looked over, mended, applied, undone; the file kept.

use crate::people::keep_accounts::hidden;
use crate::progress::reporting::HERE;
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use axum::http::Method;
use domain::people::role::Role;

const HEADERS: [(&str, &str); 2] =
    [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=XX")];
const HEADING: &str = "school_id,name_th,levels,district_code,students\n";

/// Sends a file, as browsers do.
async fn send(browser: &mut Browser, year: &str, name: &str, file: &[u8]) -> Answer {
    let mut body = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n{year}\r\n\
         --XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--XX--\r\n");
    browser.send(Method::POST, "/do/check_schools", &HEADERS, body).await
}

/// The page that a file leads to, and its address.
async fn checked(browser: &mut Browser, list: &str) -> (Answer, String) {
    let sent = send(browser, "2567", "รายชื่อ.csv", list.as_bytes()).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let on = sent.header("location").to_owned();
    (browser.get(&on).await, on)
}

async fn officer(app: &TestApp) -> Browser {
    let mut officer = app.signed_in("officer", Some(Role::MonitoringOfficer)).await;
    officer.get("/help?lang=en").await;
    officer
}

async fn apply(browser: &mut Browser, page: &Answer) -> Answer {
    let (upload, digest) = (hidden(page, "upload"), hidden(page, "digest"));
    browser.post_and_follow("/do/apply_schools", &[("upload", &upload), ("digest", &digest)]).await
}

async fn code(app: &TestApp) -> String {
    let board = app.board().await;
    board.pins.iter().find(|pin| pin.slug.as_str() == HERE).unwrap().code.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_looked_over_mended_applied_and_undone() {
    let app = TestApp::start().await;
    let (mut officer, code) = (officer(&app).await, code(&app).await);
    let row = format!("1010720019,บ้านตัวอย่าง,ประถมศึกษา,{code}");
    let wrong = format!("{HEADING}{row},-3\n1010720020,อื่น,ประถมศึกษา,9999999999,5\n");
    let (page, _) = checked(&mut officer, &wrong).await;
    assert!(page.text().contains("Lines that cannot be taken: 2."), "{}", page.text());
    assert!(page.text().contains("line 2: Students: it is a whole number from 0 on"));
    assert!(page.text().contains("line 3: District code: no district has this code"));
    assert!(!page.text().contains("action=\"/do/apply_schools\""));

    let list = format!("{HEADING}{row},12\n");
    let (page, _) = checked(&mut officer, &list).await;
    assert!(
        page.text().contains("Checked, not imported yet") && page.text().contains("1010720019")
    );
    let schools = format!("/districts/{HERE}/schools");
    assert!(!officer.get(&schools).await.text().contains("บ้านตัวอย่าง"), "nothing was changed");
    let done = apply(&mut officer, &page).await;
    assert!(done.text().contains("The list counts now: 1 schools"), "{}", done.text());
    assert!(done.text().contains("Applied by คุณofficer"));
    assert!(officer.get(&schools).await.text().contains("บ้านตัวอย่าง"));

    let (page, _) = checked(&mut officer, &list).await;
    assert!(page.text().contains("there is nothing to apply"));
    let id = hidden(&done, "id");
    let file = officer.get(&format!("/admin/schools/{id}/original")).await;
    assert_eq!((file.status.as_u16(), file.text()), (200, list.as_str()));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert!(file.header("content-disposition").starts_with("attachment; filename*=UTF-8''%E0"));
    let undone = officer.post_and_follow("/do/undo_schools", &[("id", &id)]).await;
    assert!(undone.text().contains("The list is undone"), "{}", undone.text());
    assert!(!officer.get(&schools).await.text().contains("บ้านตัวอย่าง"));
    let again = officer.post_and_follow("/do/undo_schools", &[("id", &id)]).await;
    assert!(again.text().contains("Only the newest list"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_heading_that_nobody_knows_is_named_once() {
    let app = TestApp::start().await;
    let (mut officer, code) = (officer(&app).await, code(&app).await);
    let list = format!("เลขที่,ชื่อโรงเรียน,ระดับชั้น,รหัสเขต\n1010720019,บ้านตัวอย่าง,ประถมศึกษา,{code}\n");
    let (page, on) = checked(&mut officer, &list).await;
    assert!(page.text().contains("No heading of the file is known to be: School code."));
    let upload = hidden(&page, "upload");
    let named = |columns: [&'static str; 4]| {
        let mut fields = vec![("upload", upload.clone())];
        fields.extend(columns.map(|column| ("column", column.to_owned())));
        fields
    };
    let mut name = async |columns| {
        let fields = named(columns);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        officer.post_and_follow("/do/name_school_columns", &fields).await
    };
    let twice = name(["name", "name", "levels", "district"]).await;
    assert!(twice.text().contains("The same column was chosen more than once"));
    let chosen = "<option value=\"name\" selected";
    assert_eq!(twice.text().matches(chosen).count(), 2, "what was chosen is still chosen");
    let page = name(["code", "name", "levels", "district"]).await;
    assert!(page.text().contains("The columns are remembered."), "{}", page.text());
    assert!(page.text().contains("Apply the list (1 changes)"));
    assert!(officer.get(&on).await.text().contains("Apply the list"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_for_its_sender_and_applied_as_it_was_shown() {
    let app = TestApp::start().await;
    let (mut officer, code) = (officer(&app).await, code(&app).await);
    let mut other = app.signed_in("other", Some(Role::Administrator)).await;
    other.get("/help?lang=en").await;
    let list = |students| format!("{HEADING}1010720019,ก,ประถมศึกษา,{code},{students}\n");
    let (page, on) = checked(&mut officer, &list(1)).await;
    assert_eq!(other.get(&on).await.status, 404);
    assert!(apply(&mut other, &page).await.text().contains("This check is over."));
    let (theirs, _) = checked(&mut other, &list(2)).await;
    assert!(apply(&mut other, &theirs).await.text().contains("The list counts now"));
    let page = apply(&mut officer, &page).await;
    assert!(page.text().contains("Below is what the list would do now"), "{}", page.text());
    assert!(page.text().contains("Students from 2 to 1"));
    let done = apply(&mut officer, &page).await;
    assert!(done.text().contains("The list counts now"));
    assert!(apply(&mut officer, &page).await.text().contains("This check is over."), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_refused_in_a_sentence_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let mut officer = officer(&app).await;
    let large = vec![b'a'; (20 << 20) + 1];
    for (year, file, sentence) in [
        ("2567", &b"PK\x03\x04broken"[..], "The file cannot be read."),
        ("2567", b"", "There is no school in the file."),
        ("2567", &large, "The file is too large: at most 20 MB."),
    ] {
        let sent = send(&mut officer, year, "list.csv", file).await;
        assert_eq!(sent.status, 303);
        let on = sent.header("location").to_owned();
        let page = officer.get(&on).await;
        assert!(page.text().contains(sentence), "{}", page.text());
        assert!(page.text().contains("aria-invalid=\"true\""));
    }
    let sent = send(&mut officer, "2024", "list.csv", b"a,b\n").await;
    assert!(sent.header("location").starts_with("/admin/schools?form="));
    let (page, _) = checked(&mut officer, "school_id,name_th,levels,district_code\n").await;
    assert!(page.text().contains("There is no school in the file."), "{}", page.text());
    let none = officer.post_and_follow("/do/check_schools", &[("year", "2567")]).await;
    assert!(none.text().contains("id=\"file-error\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_looked_through_by_kind_and_page() {
    let app = TestApp::start().await;
    let (mut officer, code) = (officer(&app).await, code(&app).await);
    let row = |no: u32| format!("{no:010},School {no:03},ประถมศึกษา,{code},5\n");
    let list = format!("{HEADING}{}", (1..=150).map(row).collect::<String>());
    let (page, on) = checked(&mut officer, &list).await;
    assert!(page.text().contains("Page 1 of 2") && page.text().contains("School 100"));
    assert!(!page.text().contains("School 101"));
    let second = officer.get(&format!("{on}?show=opened&page=2")).await;
    assert!(second.text().contains("School 101") && !second.text().contains("School 100"));
    let none = officer.get(&format!("{on}?show=closed&page=9")).await;
    assert!(none.status == 200 && !none.text().contains("School 001"));
}
