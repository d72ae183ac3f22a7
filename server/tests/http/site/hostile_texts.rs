//! A hundred texts that want to be markup, through every field: each comes back as the text that it is.

use crate::file::evidence::PNG;
use crate::progress::reporting::{HERE, report};
use crate::support::app::{Answer, TestApp};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use backend::NewAccount;
use domain::kernel::percent::percent_encode;
use domain::people::role::Role;
use server::page::inline_scripts;
use std::collections::BTreeSet;

fn corpus() -> Vec<String> {
    let corpus: Vec<String> = serde_json::from_str(include_str!("hostile_texts.json")).unwrap();
    assert!(corpus.len() >= 100);
    corpus
}

/// Elements whose content is text to a browser until they end.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

/// The elements of a page, each as its name and the names of its attributes, as a browser reads them;
/// with where links lead, cut to what decides what happens.
fn shapes(html: &str) -> BTreeSet<String> {
    let (mut shapes, mut rest) = (BTreeSet::new(), html);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (shape, after) = element(rest);
            let name = shape.split(' ').next().unwrap_or_default().to_owned();
            rest = after;
            if RAW.contains(&name.as_str()) {
                let end = rest.to_ascii_lowercase().find(&format!("</{name}"));
                rest = end.map_or("", |end| &rest[end..]);
            }
            shapes.insert(shape);
        }
    }
    shapes
}

/// The element that begins here, and what follows its tag.
fn element(text: &str) -> (String, &str) {
    let ends_name = |c: char| c.is_ascii_whitespace() || ['/', '>', '='].contains(&c);
    let end = text.find(ends_name).unwrap_or(text.len());
    let (mut shape, mut rest) = (text[..end].to_ascii_lowercase(), &text[end..]);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (shape, rest.get(1..).unwrap_or_default());
        }
        let end = rest[1..].find(ends_name).map_or(rest.len(), |end| end + 1);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((after, "")),
                _ => after.split_at(
                    after
                        .find(|c: char| c.is_ascii_whitespace() || c == '>')
                        .unwrap_or(after.len()),
                ),
            };
        }
        shape = shape + " " + &name;
        if ["href", "src", "action", "formaction"].contains(&name.as_str()) {
            let ways = ["https://", "http://", "//", "/", "#", "?"];
            shape += ways.iter().find(|way| value.starts_with(*way)).map_or("=(other)", |way| *way);
        }
    }
}

/// Sends a form without looking at what it leads to.
async fn send(browser: &mut Browser, address: &str, fields: &[(&str, String)]) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(browser.post(address, &fields).await.status, 303, "{address}");
}

/// Sends one text through every field of a report and of what is said about it.
async fn write(app: &TestApp, [reporter, officer, _]: &mut [Browser; 3], text: &str) {
    let t = || text.to_owned();
    let of_kind = |kind: &str, more: Vec<(&'static str, String)>| {
        let mut fields = report(text);
        fields.retain(|(field, _)| *field != "kind");
        [fields, vec![("kind", kind.to_owned())], more].concat()
    };
    let adjusted = vec![("what_changed", t()), ("why", t()), ("story", t())];
    send(reporter, "/do/post_progress", &of_kind("adjusted", adjusted)).await;
    let linked = vec![("link", format!("https://example.org/?{text}"))];
    send(reporter, "/do/post_progress", &of_kind("on_plan", linked)).await;
    let output = vec![("number", "1".to_owned()), ("unit", t())];
    send(reporter, "/do/post_progress", &of_kind("output", output)).await;
    send(reporter, "/do/withdraw_report", &[("id", app.newest().await), ("reason", t())]).await;
    send(reporter, "/do/post_progress", &report(text)).await;
    let id = ("id", app.newest().await);
    send(officer, "/do/question_report", &[id.clone(), ("question", t())]).await;
    send(reporter, "/do/answer_question", &[id.clone(), ("answer", t())]).await;
    send(officer, "/do/acknowledge_report", &[id]).await;
    send(reporter, "/do/post_progress", &report(text)).await;
    attach(app, reporter, text).await;
    reporter.puts("photo-office", [text, "nobody"], (&file_name(text), PNG)).await;
}

/// Says one text of a file, as its description and as its name, and attaches it to the newest report.
async fn attach(app: &TestApp, reporter: &mut Browser, text: &str) -> Answer {
    reporter.attach(&app.newest().await, text, &[(&file_name(text), PNG)]).await
}

/// The text as far as a browser sends it as a file's name.
fn file_name(text: &str) -> String {
    text.replace(['"', '\r', '\n'], "")
}

/// Where an address itself says the text.
const ECHOES: [&str; 6] = [
    "/?q=",
    "/sign-in?return_to=",
    "/sign-in?return_to=/%3Fq=",
    "/invitation?token=",
    "/items/2570/p1?item=",
    "/districts/p-nan-1?correct=",
];

/// Pages that show one text because it was sent there: addresses, refused forms, a display name.
async fn echoes(
    app: &TestApp,
    [reporter, _, stranger]: &mut [Browser; 3],
    text: &str,
) -> Vec<Page> {
    let mut pages = Vec::new();
    for echo in ECHOES {
        let address = format!("{echo}{}", percent_encode(text));
        pages.push((address.clone(), stranger.get(&address).await));
    }
    let wrong: Vec<(&str, String)> = report(text)
        .into_iter()
        .map(|(field, value)| (field, if field == "district" { value } else { text.to_owned() }))
        .chain(
            ["what_changed", "why", "number", "unit", "link", "story", "corrects"]
                .map(|field| (field, text.to_owned())),
        )
        .collect();
    pages.push(("a refused report".into(), reporter.act("/do/post_progress", &wrong).await));
    let unknown = [("id", "0".to_owned()), ("answer", text.to_owned())];
    pages.push(("a refused answer".into(), reporter.act("/do/answer_question", &unknown).await));
    let sent = reporter.attach(&app.newest().await, text, &[(&file_name(text), b"GIF89a")]).await;
    pages.push(("a refused file".into(), reporter.get(sent.header("location")).await));
    let sent = reporter.puts("photo-office", [text, text], (&file_name(text), b"GIF89a")).await;
    pages.push(("a refused photo".into(), sent));
    let sent = stranger.sign_in(text, "x").await;
    pages.push(("a refused name".into(), stranger.get(sent.header("location")).await));
    let named = NewAccount {
        name: format!("person-{:08x}", rand::random::<u32>()),
        display_name: text.to_owned(),
        appointments: Vec::new(),
    };
    if let Ok(link) = app.backend.accounts_of_operator().create(named).await {
        let session =
            app.backend.sessions().accept_invitation(&link.token, PASSWORD, text).await.unwrap();
        let mut person = app.browser();
        person.hold(&session.token);
        pages.push(("a display name".into(), person.get("/account").await));
    }
    pages
}

/// Where a page was found, and the page.
type Page = (String, Answer);

/// Every page of everybody once these texts have gone through every field.
async fn pages(texts: &[String]) -> Vec<Page> {
    let app = TestApp::start().await;
    let reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let officer = app.appointed("malee", Role::MonitoringOfficer, "").await;
    let mut people = [reporter, officer, app.browser()];
    let mut pages = Vec::new();
    for text in texts {
        write(&app, &mut people, text).await;
    }
    for browser in &mut people {
        let files = format!("/reports/{}/files", app.newest().await);
        let district = "/districts/p-nan-1";
        let edit = format!("{district}/edit");
        for address in ["/", district, &edit, "/items/2570/p1", "/waiting", &files] {
            pages.push((address.to_owned(), browser.get(address).await));
        }
    }
    let app = TestApp::start().await;
    let reporter = app.appointed("somchai", Role::Reporter, HERE).await;
    let mut people = [reporter, app.browser(), app.browser()];
    send(&mut people[0], "/do/post_progress", &report("ดำเนินการแล้ว")).await;
    for text in texts {
        pages.extend(echoes(&app, &mut people, text).await);
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_becomes_markup_on_any_page() {
    let calm = pages(&["ข้อความธรรมดา".to_owned(), "https://example.org/x".to_owned()]).await;
    let known: BTreeSet<String> = calm.iter().flat_map(|(_, page)| shapes(page.text())).collect();
    let scripts: BTreeSet<String> =
        calm.iter().flat_map(|(_, page)| inline_scripts::hashes(page.text())).collect();
    let hostile = pages(&corpus()).await;
    assert!(hostile.len() > 900, "{} pages", hostile.len());
    for (place, page) in hostile {
        assert!(page.status.as_u16() < 500, "{place}: {} {}", page.status, page.text());
        let strange: Vec<String> = shapes(page.text()).difference(&known).cloned().collect();
        assert!(strange.is_empty(), "{place}: {strange:?}");
        assert!(
            inline_scripts::hashes(page.text()).iter().all(|hash| scripts.contains(hash)),
            "{place}"
        );
    }
}

#[test]
fn the_reader_of_markup_finds_what_a_browser_would() {
    let html = "<a href=\"/x\"><textarea a>x</textarea><IMG src=x onerror=alert(1)>&lt;b&gt;";
    let found: Vec<String> = shapes(html).into_iter().collect();
    assert_eq!(found, ["a href/", "img src=(other) onerror", "textarea a"]);
    assert!(shapes("<p title=\"\" onclick=\"x\">").contains("p title onclick"));
}
