//! Files of reports over HTTP: sent by a form, served to whoever may see the report, and to nobody else.

use crate::progress::reporting::{HERE, THERE};
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use axum::http::Method;
use domain::people::role::Role;

/// The smallest PNG that there is: one pixel.
pub const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0cIDATx\xdacPH\x98\x00\x00\x01\xb4\x01\x11\xe2\x97\x9e&\x00\x00\x00\x00IEND\xaeB`\x82";

const ALT: &str = "เด็กนั่งอ่านหนังสือในห้องสมุด";
const HEADERS: [(&str, &str); 2] =
    [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=XX")];

/// Names and bytes of files.
pub type Files<'a> = &'a [(&'a str, &'a [u8])];

/// A form with files, as browsers write it; its boundary is `XX`.
pub fn body(report: &str, alt: &str, files: Files<'_>) -> Vec<u8> {
    let page = format!("/reports/{report}/files");
    let texts = [
        ("report", report),
        ("return_to", &page),
        ("alt", alt),
        ("purpose", "photo"),
        ("consent", "nobody"),
    ];
    let mut body = Vec::new();
    for (name, value) in texts {
        let part =
            format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/svg+xml\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XX--\r\n");
    body
}

impl Browser {
    /// Attaches files; gives where it leads.
    pub async fn attach(&mut self, report: &str, alt: &str, files: Files<'_>) -> Answer {
        self.send(Method::POST, "/do/attach_evidence", &HEADERS, body(report, alt, files)).await
    }
}

/// An app with a report of [`HERE`] that has a picture; its reporter, the report's and the picture's row id.
async fn with_picture() -> (TestApp, Browser, String, i64) {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let report = reporter.reports(&app, "ดำเนินการแล้ว").await;
    let sent = reporter.attach(&report, ALT, &[("../ภาพ 1.svg", PNG)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let desk = app.backend.files(&app.actor(&reporter).await).desk(report.parse().unwrap()).await;
    let id = desk.unwrap().report.content.unwrap().files[0].id;
    (app, reporter, report, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_comes_back_with_headers_that_let_it_do_nothing() {
    let (_app, mut reporter, _, id) = with_picture().await;
    let file = reporter.get(&format!("/files/{id}/any-name.png")).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "image/png"));
    assert_eq!(&file.bytes[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(file.header("cache-control"), "private, no-cache");
    let name = file.header("content-disposition");
    assert_eq!(name, "attachment; filename*=UTF-8''%E0%B8%A0%E0%B8%B2%E0%B8%9E%201.png");
    let small = reporter.get(&format!("/files/{id}/small")).await;
    assert_eq!((small.status.as_u16(), small.header("content-type")), (200, "image/jpeg"));
    let tag = file.header("etag").to_owned();
    let again = [("if-none-match", tag.as_str())];
    let again = reporter.send(Method::GET, &format!("/files/{id}/x.png"), &again, "").await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_served_to_who_may_read_its_report_and_is_unknown_to_others() {
    let (app, mut reporter, report, id) = with_picture().await;
    let mut officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let mut neighbour = app.appointed("manee", Role::Reporter, THERE).await;
    let mut public = app.browser();
    let address = format!("/files/{id}/x.png");
    for (browser, expected) in
        [(&mut public, 404), (&mut neighbour, 404), (&mut officer, 200), (&mut reporter, 200)]
    {
        assert_eq!(browser.get(&address).await.status, expected);
    }
    officer.act("/do/acknowledge_report", &[("id", report)]).await;
    let open = public.get(&address).await;
    assert_eq!((open.status.as_u16(), open.header("cache-control")), (200, "public, no-cache"));
    reporter.post("/do/remove_evidence", &[("id", &id.to_string())]).await;
    assert_eq!(reporter.get(&address).await.status, 404);
    for strange in
        ["/files/x/y.png", "/files/999999/small", "/files/../etc/passwd", "/files/1/..%2f..%2fx"]
    {
        assert_eq!(public.get(strange).await.status, 404, "{strange}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_in_another_coding_or_beyond_all_measure_is_refused() {
    let (app, mut reporter, ..) = with_picture().await;
    let address = "/do/attach_evidence";
    let other = [HEADERS[0], ("content-type", "image/png")];
    assert_eq!(reporter.send(Method::POST, address, &other, "x").await.status, 415);
    let huge = vec![b'a'; 128 * 1024 * 1024 + 1];
    assert_eq!(reporter.send(Method::POST, address, &HEADERS, huge).await.status, 413);
    let broken = reporter.send(Method::POST, address, &HEADERS, "--XX\r\nno").await;
    assert_eq!(broken.status, 400);
    let stranger =
        app.browser().send(Method::POST, address, &HEADERS, body("1", ALT, &[("a", PNG)])).await;
    assert_eq!((stranger.status.as_u16(), stranger.header("location")), (303, "/sign-in"));
    let arriving = app.dir.path().join("files/arriving");
    assert_eq!(std::fs::read_dir(arriving).unwrap().count(), 0, "nothing is left lying");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_is_named_by_the_field_and_nothing_typed_is_lost() {
    let (_app, mut reporter, report, _) = with_picture().await;
    let said = "ภาพที่ยังไม่ได้แนบ";
    let cases: [(&str, Files<'_>, &str); 4] = [
        (
            said,
            &[("ดี.png", PNG), ("เคลื่อนไหว.gif", b"GIF89a")],
            "เคลื่อนไหว.gif: Only JPEG, PNG and WebP",
        ),
        (said, &[("หาย.png", &PNG[..30])], "หาย.png: The file is damaged"),
        (said, &[("", b"")], "Please fill this in."),
        ("", &[("ดี.png", PNG)], "Please fill this in."),
    ];
    for (alt, files, sentence) in cases {
        let sent = reporter.attach(&report, alt, files).await;
        let page = reporter.in_english(sent.header("location")).await;
        let html = page.text();
        assert!(html.contains(sentence) && html.contains(alt), "{sentence}: {html}");
        assert_eq!(html.matches("/small\"").count(), 1, "nothing was attached: {html}");
    }
    // The same picture with other words is not taken in silence.
    let sent = reporter.attach(&report, said, &[("ดี.png", PNG)]).await;
    let page = reporter.in_english(sent.header("location")).await;
    assert!(page.text().contains("This file is attached already."), "{}", page.text());
    assert!(page.text().contains(said));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_was_taken_back_takes_no_file_loses_no_text_and_gives_its_files_away() {
    let (app, mut reporter, report, id) = with_picture().await;
    let page = format!("/reports/{report}/files");
    reporter
        .act("/do/withdraw_report", &[("id", report.clone()), ("reason", "ผิดรายการ".to_owned())])
        .await;
    let sent = reporter.attach(&report, "พิมพ์ไว้ก่อนถอน", &[("b.png", PNG)]).await;
    let refused = reporter.in_english(sent.header("location")).await;
    assert!(refused.text().contains("no longer allows this"), "{}", refused.text());
    assert!(refused.text().contains("พิมพ์ไว้ก่อนถอน") && !refused.text().contains("enctype"));
    let fields = [("id", id.to_string()), ("return_to", page.clone())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let gone = reporter.post_and_follow("/do/remove_evidence", &fields).await;
    assert!(
        gone.text().contains("note--done") && !gone.text().contains("/small\""),
        "{}",
        gone.text()
    );
    let mut neighbour = app.appointed("manee", Role::Reporter, THERE).await;
    assert_eq!(neighbour.get(&page).await.status, 404);
}

/// Two pictures with one text, and the fields of the form in which each gets its own.
async fn with_two() -> (TestApp, Browser, String, [String; 2]) {
    let (app, mut reporter, report, _) = with_picture().await;
    reporter.attach(&report, ALT, &[("ใบงาน.pdf", PDF)]).await;
    let fields: [String; 2] = reporter.fields(&report).await.try_into().unwrap();
    (app, reporter, report, fields)
}

/// The smallest document that is taken.
const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

impl Browser {
    /// Names of the fields for what is to be seen in the files of a report.
    async fn fields(&mut self, report: &str) -> Vec<String> {
        let page = self.get(&format!("/reports/{report}/files")).await;
        let names = page.text().split("name=\"alt-").skip(1);
        names.map(|rest| format!("alt-{}", rest.split('"').next().unwrap())).collect()
    }

    /// Says what is to be seen; gives the page that this leads to, in English.
    async fn describe(&mut self, report: &str, fields: &[(&str, &str)]) -> Answer {
        let page = format!("/reports/{report}/files");
        let fields = [fields, &[("report", report), ("return_to", &page)]].concat();
        let sent = self.post("/do/describe_evidence", &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        self.in_english(sent.header("location")).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_sent_at_once_get_a_text_each_and_a_refused_one_stays_typed() {
    let (_app, mut reporter, report, [one, two]) = with_two().await;
    let page = reporter.in_english(&format!("/reports/{report}/files")).await;
    assert!(page.text().contains("Some files have the same text."), "{}", page.text());
    let wrong = reporter.describe(&report, &[(&one, "ครูอ่านให้ฟัง"), (&two, " ")]).await;
    assert!(wrong.text().contains(">ครูอ่านให้ฟัง</textarea>"), "{}", wrong.text());
    assert!(wrong.text().contains(&format!("id=\"{two}-error\"")), "{}", wrong.text());
    assert_eq!(
        wrong.text().matches(&format!("alt=\"{ALT} (1/2)\"")).count(),
        1,
        "nothing was saved"
    );
    let id = two.trim_start_matches("alt-");
    let page = format!("/reports/{report}/files");
    let off = [("id", id), ("return_to", &page), (&one, "พิมพ์ไว้ก่อน"), (&two, "ของไฟล์ที่เอาออก")];
    let off = reporter.post_and_follow("/do/remove_evidence", &off).await;
    assert!(off.text().contains(">พิมพ์ไว้ก่อน</textarea>"), "{}", off.text());
    assert!(!off.text().contains("ของไฟล์ที่เอาออก"), "{}", off.text());
    reporter.attach(&report, ALT, &[("ใบงาน.pdf", PDF)]).await;
    let two = reporter.fields(&report).await.pop().unwrap();
    let typed = "</textarea><b>ใบงาน";
    let saved = reporter.describe(&report, &[(&one, "ครูอ่านให้ฟัง"), (&two, typed)]).await;
    assert!(saved.text().contains("Saved what is to be seen."), "{}", saved.text());
    assert!(saved.text().contains("alt=\"ครูอ่านให้ฟัง\""), "{}", saved.text());
    assert!(
        !saved.text().contains("Some files have the same text.") && !saved.text().contains("<b>")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_has_said_since_stands_and_what_was_typed_is_shown_beside_it() {
    let (app, mut reporter, report, [one, two]) = with_two().await;
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    director.describe(&report, &[(&one, "ครูอ่านให้ฟัง"), (&two, ALT)]).await;
    let late = reporter.describe(&report, &[(&one, "พิมพ์ช้าไป"), (&two, "ใบงานของเด็ก")]).await;
    assert!(late.text().contains("This has changed while you had it open."), "{}", late.text());
    let (typed, fields) = late.text().split_once("id=\"here\"").unwrap();
    assert!(typed.contains("What you typed, to copy and keep") && typed.contains("พิมพ์ช้าไป"));
    assert!(fields.contains(">ครูอ่านให้ฟัง</textarea>") && fields.contains(">ใบงานของเด็ก</textarea>"));
}
