//! Photos of the office and of who leads it over HTTP: sent by a form, seen by everybody, and gone.

use crate::file::evidence::PNG;
use crate::progress::reporting::{HERE, THERE};
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use axum::http::Method;
use backend::Erasure;
use domain::people::role::Role;
use domain::place::district::Slug;
use serde_json::Value;

const HEADERS: [(&str, &str); 2] =
    [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=XX")];
const ALT: &str = "อาคารสองชั้น มีต้นไม้ใหญ่ด้านหน้า";
const NAME: &str = "ผอ. ตัวอย่าง";

/// Name and bytes of a file.
type File<'a> = (&'a str, &'a [u8]);

/// A form with a file, as browsers write it.
fn body(texts: &[(&str, &str)], (name, bytes): File<'_>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in texts {
        let part =
            format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--XX--\r\n");
    body
}

impl Browser {
    /// Sends a photo of [`HERE`]; gives the page that it leads to, in English.
    pub async fn puts(&mut self, of: &str, said: [&str; 2], file: File<'_>) -> Answer {
        let [alt, consent] = said;
        let texts = [("district", HERE), ("form_of", of), ("alt", alt), ("consent", consent)];
        let sent = self.send(Method::POST, "/do/put_photo", &HEADERS, body(&texts, file)).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let on = sent.header("location").to_owned();
        assert!(on.starts_with(&format!("/districts/{HERE}/edit?form=")), "{on}");
        self.in_english(&on).await
    }

    /// Takes one off; gives the page that it leads to, in English.
    async fn takes_off(&mut self, of: &str) -> Answer {
        let sent = self.post("/do/remove_photo", &[("district", HERE), ("form_of", of)]).await;
        let on = sent.header("location").to_owned();
        self.in_english(&on).await
    }
}

/// A reporter of [`HERE`], whose director is entered.
async fn start() -> (TestApp, Browser) {
    let app = TestApp::start().await;
    let mut reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let person = [("district", HERE), ("form_of", "person-new"), ("post", "director")];
    let fields = [&person[..], &[("person_name", NAME)]].concat();
    reporter.post("/do/record_person", &fields).await;
    (app, reporter)
}

/// The public's page of [`HERE`] in English.
async fn public_page(app: &TestApp) -> String {
    app.anonymous().get(&format!("/districts/{HERE}?lang=en")).await.text().to_owned()
}

/// The address of the picture with this alternative text.
fn picture(page: &str, alt: &str) -> Option<String> {
    let image = page.split("<img ").skip(1).find(|image| image.contains(&format!("alt=\"{alt}\"")));
    let (_, rest) = image?.split_once("src=\"")?;
    Some(rest.split('"').next()?.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_of_the_office_and_its_director_are_seen_by_everybody() {
    let (app, mut reporter) = start().await;
    let before = public_page(&app).await;
    assert!(
        before.contains("<svg viewBox=\"0 0 56 56\"") && !before.contains("/small\""),
        "{before}"
    );
    let page = reporter.puts("photo-office", [ALT, "nobody"], ("a.png", PNG)).await;
    assert!(page.text().contains("Saved") && page.text().contains(ALT), "{}", page.text());
    let page = reporter.puts("photo-1", ["", "given"], ("b.png", PNG)).await;
    assert!(page.text().contains("Saved"), "{}", page.text());
    let after = public_page(&app).await;
    let face = picture(&after, &format!("Photo of {NAME}, Director")).expect("the director's");
    let office = picture(&after, ALT).expect("the office's");
    assert!(!after.contains("<svg viewBox=\"0 0 56 56\""), "{after}");
    for address in [&face, &office] {
        let file = app.anonymous().get(address).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "image/jpeg"));
        assert_eq!(file.header("cache-control"), "public, no-cache");
    }
    let page = reporter.takes_off("photo-1").await;
    assert!(page.text().contains("The photo is off."), "{}", page.text());
    assert_eq!(app.anonymous().get(&face).await.status, 404);
    assert!(!public_page(&app).await.contains(&face));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_photo_is_named_by_its_field_and_nothing_typed_is_lost() {
    let (app, mut reporter) = start().await;
    let large = [PNG, &vec![0; 10 * 1024 * 1024]].concat();
    let cases: [([&str; 2], File<'_>, &str); 4] = [
        ([ALT, "given"], ("แผน.pdf", b"%PDF-1.7\n"), "แผน.pdf: Only JPEG, PNG and WebP pictures"),
        ([ALT, "given"], ("ใหญ่.png", &large), "ใหญ่.png: The file is too large: at most 10 MB"),
        ([ALT, "given"], ("", b""), "Please fill this in."),
        (["", "given"], ("a.png", PNG), "id=\"photo-office-alt-error\""),
    ];
    for (said, file, sentence) in cases {
        let page = reporter.puts("photo-office", said, file).await;
        let html = page.text();
        assert!(html.contains(sentence) && html.contains(said[0]), "{sentence}: {html}");
        let form = html.split("id=\"photo-office-file\"").nth(1).unwrap_or_default();
        let chosen = form.split("value=\"given\"").nth(1).unwrap_or_default();
        assert!(chosen.split('>').next().unwrap().contains("checked"), "{html}");
    }
    let page = reporter.puts("photo-1", ["", ""], ("a.png", PNG)).await;
    assert!(page.text().contains("<details open class=\"more\">"), "{}", page.text());
    assert!(page.text().contains("Please fill this in."), "{}", page.text());
    assert!(!public_page(&app).await.contains("/small\""), "nothing was put up");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_office_puts_up_nothing_and_takes_nothing_off() {
    let (app, mut reporter) = start().await;
    reporter.puts("photo-office", [ALT, "nobody"], ("a.png", PNG)).await;
    let mut neighbour = app.appointed("manee", Role::Director, THERE).await;
    neighbour.puts("photo-office", ["ภาพปลอม", "nobody"], ("b.png", PNG)).await;
    neighbour.takes_off("photo-office").await;
    for strange in ["photo-office-2", "person-1", "", "photo-7"] {
        reporter.puts(strange, [ALT, "given"], ("a.png", PNG)).await;
    }
    let page = public_page(&app).await;
    assert!(picture(&page, ALT).is_some() && !page.contains("ภาพปลอม"), "{page}");
    let texts = [("district", HERE), ("form_of", "photo-office"), ("consent", "nobody")];
    let form = body(&texts, ("a", PNG));
    let stranger = app.browser().send(Method::POST, "/do/put_photo", &HEADERS, form).await;
    assert_eq!((stranger.status.as_u16(), stranger.header("location")), (303, "/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_is_seen_nowhere() {
    let (app, mut reporter) = start().await;
    reporter.puts("photo-1", ["", "given"], ("a.png", PNG)).await;
    let page = public_page(&app).await;
    let face = picture(&page, &format!("Photo of {NAME}, Director")).expect("the director's");
    let here = Slug::parse(HERE).unwrap();
    app.backend.profiles_of_operator().erase(&here, Erasure::Person(1)).await.unwrap();
    assert_eq!(app.anonymous().get(&face).await.status, 404);
    assert_eq!(reporter.get(&face).await.status, 404);
    let page = public_page(&app).await;
    assert!(!page.contains(&face) && page.contains("(name erased)"), "{page}");
    let edit = reporter.in_english(&format!("/districts/{HERE}/edit")).await;
    assert!(!edit.text().contains("value=\"photo-1\""), "no form for whom nothing is known of");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_open_data_name_the_photos_that_stand_on_the_public_page() {
    let (app, mut reporter) = start().await;
    let code =
        app.board().await.pins.iter().find(|pin| pin.slug.as_str() == HERE).unwrap().code.clone();
    let detail = async || app.anonymous().get(&format!("/api/v1/districts/{code}")).await.json();
    let before = detail().await;
    assert_eq!((&before["photo"], &before["leaders"][0]["photo"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&before["leaders"][0]["post"], &before["leaders"][0]["name"]),
        (&"director".into(), &NAME.into())
    );
    let mobile = [("no", "1"), ("version", "1"), ("person_mobile", "0898761234")];
    let person =
        [("district", HERE), ("form_of", "person-1"), ("post", "director"), ("person_name", NAME)];
    reporter.post("/do/record_person", &[&person[..], &mobile].concat()).await;
    reporter.puts("photo-office", ["ภาพเก่า", "nobody"], ("a.png", PNG)).await;
    reporter.puts("photo-office", [ALT, "nobody"], ("a.png", PNG)).await;
    reporter.puts("photo-1", ["", "given"], ("b.png", PNG)).await;
    let all = detail().await;
    let (office, face) = (&all["photo"], &all["leaders"][0]["photo"]);
    let alt = format!("ภาพถ่าย ผู้อำนวยการเขต {NAME}");
    assert_eq!((&office["alt"], &face["alt"]), (&ALT.into(), &alt.into()));
    assert!(
        office["width"].as_u64() > Some(0) && office["small_height"].as_u64() > Some(0),
        "{all}"
    );
    let page = public_page(&app).await;
    for photo in [office, face] {
        for key in ["url", "small_url"] {
            let path = photo[key].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap();
            assert_eq!(app.anonymous().get(path).await.status, 200, "{path}");
        }
        let small = photo["small_url"].as_str().unwrap().strip_prefix("http://localhost:3000");
        assert!(page.contains(small.unwrap()), "{photo}");
    }
    let text = all.to_string();
    assert!(
        !text.contains("ภาพเก่า") && !text.contains("8761234") && !text.contains("876-1234"),
        "{text}"
    );
    let fields: Vec<&String> = all["leaders"][0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["from", "name", "photo", "post", "until"]);
    reporter.takes_off("photo-office").await;
    let here = Slug::parse(HERE).unwrap();
    app.backend.profiles_of_operator().erase(&here, Erasure::Person(1)).await.unwrap();
    let after = detail().await;
    assert_eq!((&after["photo"], &after["leaders"]), (&Value::Null, &Value::Array(Vec::new())));
}

#[tokio::test(flavor = "multi_thread")]
async fn as_of_a_day_that_is_over_the_photo_of_that_day_stands() {
    let (app, mut reporter) = start().await;
    reporter.puts("photo-office", [ALT, "nobody"], ("a.png", PNG)).await;
    let old = picture(&public_page(&app).await, ALT).expect("the first");
    app.clock.advance(chrono::Duration::hours(12));
    app.clock.advance(chrono::Duration::hours(12));
    let mut director = app.appointed("malee", Role::Director, HERE).await;
    director.puts("photo-office", ["ทาสีใหม่", "nobody"], ("b.png", PNG)).await;
    let on = format!("/districts/{HERE}?on=2026-11-20");
    for browser in [&mut director, &mut app.browser()] {
        let then = browser.in_english(&on).await;
        assert_eq!(picture(then.text(), ALT), Some(old.clone()), "{}", then.text());
        assert!(picture(then.text(), "ทาสีใหม่").is_none());
        assert_eq!(browser.get(&old).await.status, 200);
    }
    assert!(picture(&public_page(&app).await, "ทาสีใหม่").is_some());
    director.takes_off("photo-office").await;
    assert_eq!(picture(app.browser().in_english(&on).await.text(), ALT), None, "of no day");
    assert_eq!(app.anonymous().get(&old).await.status, 404);
}
