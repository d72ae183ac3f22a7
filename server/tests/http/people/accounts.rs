//! Signing in and out and setting a password, as a browser without JavaScript meets it.

use crate::support::app::{Answer, TestApp, database_file};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use backend::Token;
use domain::kernel::percent::percent_encode;
use domain::people::role::Role;

const OTHER_PASSWORD: &str = "ก๋วยเตี๋ยวเรืออยุธยา";

async fn page_of(browser: &mut Browser, sent: &Answer) -> String {
    assert_eq!(sent.status, 303, "{}", sent.text());
    let on = sent.header("location").to_owned();
    browser
        .get(&format!("{on}{}lang=en", if on.contains('?') { '&' } else { '?' }))
        .await
        .text()
        .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_leads_on_with_a_cookie_that_no_script_reads() {
    let app = TestApp::start().await;
    app.signed_in("somchai", Some(Role::Reporter)).await;
    let mut browser = app.browser();
    let fields =
        [("name", "Somchai"), ("password", PASSWORD), ("return_to", "/districts/p-nan-1?lang=en")];
    let sent = browser.post("/do/sign_in", &fields).await;
    assert_eq!(
        (sent.status.as_u16(), sent.header("location")),
        (303, "/districts/p-nan-1?lang=en")
    );
    let session = &browser.cookies["session"];
    assert!(
        sent.cookies().contains(&format!("session={session}; Path=/; HttpOnly; SameSite=Lax")),
        "{:?}",
        sent.cookies()
    );
    assert_eq!(sent.header("cache-control"), "no-store");
    let page = browser.get("/").await;
    assert!(page.text().contains("คุณsomchai"), "the bar names who is signed in");
    let out = browser.post("/do/sign_out", &[]).await;
    assert_eq!((out.status.as_u16(), out.header("location")), (303, "/"));
    assert!(browser.cookies.is_empty() && !browser.get("/").await.text().contains("คุณsomchai"));
}

#[tokio::test(flavor = "multi_thread")]
async fn on_https_the_session_is_bound_to_the_host() {
    let app = TestApp::start_at("https://map.example.org").await;
    let link = app.invite("somchai", None).await;
    let mut browser = app.browser();
    let fields = [("token", link.token.reveal()), ("new_password", PASSWORD)];
    let sent = browser.post("/do/accept_invitation", &fields).await;
    assert!(sent.cookies()[0].starts_with("__Host-session="), "{:?}", sent.cookies());
    assert!(
        sent.cookies()[0].ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{:?}",
        sent.cookies()
    );
    assert_eq!(browser.get("/account").await.status, 200);
    let token = browser.cookies.remove("__Host-session").unwrap();
    browser.cookies.insert("session".into(), token);
    assert_eq!(browser.get("/account").await.status, 303, "the weaker name counts for nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_name_is_answered_as_a_wrong_password_is() {
    let app = TestApp::start().await;
    app.signed_in("somchai", None).await;
    let mut pages = Vec::new();
    for (name, password) in
        [("somchai", "wrong"), ("nobodyx", PASSWORD), ("somchai", ""), ("ไม่มีใคร", "x")]
    {
        let mut browser = app.browser();
        let sent = browser.sign_in(name, password).await;
        assert!(
            sent.header("location").starts_with("/sign-in?form="),
            "{}",
            sent.header("location")
        );
        assert_eq!(sent.cookies().len(), 1, "only the cookie of the form");
        assert!(browser.cookies["form"].len() == 43 && !browser.cookies.contains_key("session"));
        let page = page_of(&mut browser, &sent).await;
        assert!(page.contains("The name or the password is not right."), "{page}");
        assert!(page.contains(&format!("value=\"{name}\"")), "what was typed comes back");
        let id = sent.header("location").split("form=").nth(1).unwrap();
        pages.push(page.replace(name, "NAME").replace(&percent_encode(id), "ID").replace(id, "ID"));
    }
    let without_reference = |page: &String| page.split("Reference").next().unwrap().to_owned();
    pages = pages.iter().map(without_reference).collect();
    pages.dedup();
    assert_eq!(pages.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_comes_back_nowhere_and_is_kept_nowhere() {
    let app = TestApp::start().await;
    let link = app.invite("somchai", None).await;
    let typed = ["Zebra-One-Typed", "Zebra-Two-Typed", "Zebra-Three-Typed"];
    let mut browser = app.browser();
    let fields = [("token", link.token.reveal()), ("new_password", "Zebra-Two")];
    let refused = browser.post("/do/accept_invitation", &fields).await;
    let page = page_of(&mut browser, &refused).await;
    assert!(page.contains("A password needs at least 12 characters.") && !page.contains("Zebra"));
    browser.post("/do/accept_invitation", &[fields[0], ("new_password", typed[2])]).await;
    let mut pages = Vec::new();
    let sent = browser.sign_in("somchai", typed[0]).await;
    pages.push(page_of(&mut browser, &sent).await);
    let sent = browser.sign_in("somchai", typed[2]).await;
    assert_eq!(sent.header("location"), "/");
    let changes = [("current_password", typed[1]), ("new_password", typed[0])];
    let sent = browser.post("/do/change_password", &changes).await;
    pages.push(page_of(&mut browser, &sent).await);
    for page in pages {
        assert!(page.contains("role=\"alert\"") && !page.contains("Zebra"), "{page}");
    }
    for file in [database_file(app.dir.path()), app.dir.path().join("pakmud.sqlite-wal")] {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"Zebra"));
        let token = link.token.reveal().as_bytes();
        assert!(!bytes.windows(token.len()).any(|part| part == token));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_form_came_back_with_is_shown_to_its_sender_alone() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let sent = browser.sign_in("somchai.secret", "x").await;
    let address = sent.header("location").to_owned();
    assert!(browser.get(&address).await.text().contains("somchai.secret"));
    let mut stranger = app.browser();
    stranger.sign_in("stranger", "x").await;
    for other in [&mut stranger, &mut app.browser()] {
        let page = other.get(&address).await;
        assert!(page.status == 200 && !page.text().contains("somchai.secret"));
        assert_eq!(page.header("cache-control"), "private, no-store");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_tries_are_told_how_long_to_wait() {
    let app = TestApp::start().await;
    app.signed_in("somchai", None).await;
    let mut browser = app.browser();
    for _ in 0..5 {
        browser.sign_in("somchai", "wrong").await;
    }
    let sent = browser.sign_in("somchai", PASSWORD).await;
    let page = page_of(&mut browser, &sent).await;
    assert!(page.contains("Too many tries. Please try again in 4 seconds."), "{page}");
    assert!(!browser.cookies.contains_key("session"));
    app.clock.advance(chrono::Duration::seconds(4));
    assert_eq!(browser.sign_in("somchai", PASSWORD).await.header("location"), "/");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_planted_before_signing_in_is_worth_nothing_after() {
    let app = TestApp::start().await;
    app.signed_in("somchai", None).await;
    let planted = Token::parse(&"A".repeat(43)).unwrap();
    let mut victim = app.browser();
    victim.hold(&planted);
    victim.sign_in("somchai", PASSWORD).await;
    let mut thief = app.browser();
    thief.hold(&planted);
    assert!(victim.is_signed_in().await && !thief.is_signed_in().await);

    let stranger = app.signed_in("stranger", None).await;
    let mut victim = stranger.clone();
    victim.sign_in("somchai", PASSWORD).await;
    assert_ne!(victim.cookies["session"], stranger.cookies["session"]);
    assert!(victim.is_signed_in().await && !stranger.is_signed_in().await, "the old one ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_session_dies_with_the_password_and_with_signing_out_everywhere() {
    let app = TestApp::start().await;
    let mut owner = app.signed_in("somchai", None).await;
    let thief = owner.clone();
    let mut phone = app.browser();
    phone.sign_in("somchai", PASSWORD).await;
    let fields = [("current_password", PASSWORD), ("new_password", OTHER_PASSWORD)];
    let page = owner.post_and_follow("/do/change_password", &fields).await;
    assert!(page.status == 200 && page.text().contains("role=\"status\""), "says that it is done");
    assert!(
        owner.is_signed_in().await && !thief.is_signed_in().await && !phone.is_signed_in().await
    );
    assert!(phone.sign_in("somchai", PASSWORD).await.header("location").starts_with("/sign-in?"));
    assert_eq!(phone.sign_in("somchai", OTHER_PASSWORD).await.header("location"), "/");
    let thief = phone.clone();
    let sent = owner.post("/do/sign_out_everywhere", &[]).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/"));
    assert!(owner.cookies.is_empty() && !thief.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_here_leaves_other_devices_signed_in_but_no_copy_of_this_session() {
    let app = TestApp::start().await;
    let mut here = app.signed_in("somchai", None).await;
    let copy = here.clone();
    let mut there = app.browser();
    there.sign_in("somchai", PASSWORD).await;
    here.post("/do/sign_out", &[("return_to", "/help")]).await;
    assert!(!copy.is_signed_in().await && there.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_sets_a_password_once() {
    let app = TestApp::start().await;
    let link = app.invite("somchai", None).await;
    let mut browser = app.browser();
    let fields = [("token", link.token.reveal()), ("new_password", PASSWORD)];
    let sent = browser.post("/do/accept_invitation", &fields).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/"));
    assert!(browser.is_signed_in().await);
    let unknown = "B".repeat(43);
    for token in [link.token.reveal(), &unknown, "", "../../etc", "//evil.example"] {
        let mut late = app.browser();
        let fields = [("token", token), ("new_password", OTHER_PASSWORD)];
        let sent = late.post("/do/accept_invitation", &fields).await;
        assert!(sent.header("location").starts_with("/invitation?"), "{}", sent.header("location"));
        assert!(page_of(&mut late, &sent).await.contains("role=\"alert\""));
        assert!(!late.cookies.contains_key("session"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_page_of_ours_is_returned_to() {
    let app = TestApp::start().await;
    app.signed_in("somchai", None).await;
    for (return_to, on) in [
        ("/?q=%E0%B8%81", "/?q=%E0%B8%81"),
        ("/account", "/account"),
        ("", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nset-cookie: a=b", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("account", "/"),
        (" /account", "/"),
        ("/do/sign_out", "/"),
        ("/\u{202e}", "/"),
    ] {
        let fields = [("name", "somchai"), ("password", PASSWORD), ("return_to", return_to)];
        let sent = app.browser().post("/do/sign_in", &fields).await;
        assert_eq!((sent.status.as_u16(), sent.header("location")), (303, on), "{return_to:?}");
    }
    let fields = [("name", "somchai"), ("password", "wrong"), ("return_to", "/?kind=primary&q=x")];
    let mut browser = app.browser();
    let sent = browser.post("/do/sign_in", &fields).await;
    let page = page_of(&mut browser, &sent).await;
    assert!(
        page.contains("value=\"/?kind=primary&amp;q=x\""),
        "a second try leads there too: {page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_needs_an_account_leads_to_signing_in_and_back() {
    let app = TestApp::start().await;
    app.signed_in("somchai", None).await;
    let asked = app.browser().get("/account").await;
    assert_eq!(
        (asked.status.as_u16(), asked.header("location")),
        (303, "/sign-in?return_to=%2Faccount")
    );
    let mut browser = app.browser();
    let page = browser.get(asked.header("location")).await;
    assert!(page.status == 200 && page.text().contains("value=\"/account\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_of_no_session_is_anonymous_and_taken_back() {
    let app = TestApp::start().await;
    let anonymous = app.anonymous().get("/").await;
    let mut over = app.signed_in("somchai", None).await;
    app.backend.sessions().end(&Token::parse(&over.cookies["session"]).unwrap()).await.unwrap();
    let mut forged = app.browser();
    forged.cookies.insert("session".into(), "x".into());
    for browser in [&mut over, &mut forged] {
        for address in ["/", "/nowhere"] {
            let mut again = browser.clone();
            let page = again.get(address).await;
            assert_eq!(page.cookies(), ["session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]);
            assert_eq!(page.header("cache-control"), "private, no-store");
            assert!(again.cookies.is_empty());
        }
        assert!(browser.get("/").await.bytes == app.anonymous().get("/").await.bytes);
    }
    assert_eq!(anonymous.cookies(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_without_account_get_no_cookie() {
    let app = TestApp::start().await;
    let mut addresses = app.page_addresses().await;
    addresses
        .extend(["/sign-in", "/invitation?token=x", "/healthz", "/account"].map(str::to_owned));
    for address in addresses {
        assert_eq!(app.anonymous().get(&address).await.cookies(), [""; 0], "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_somebody_signed_in_are_kept_nowhere_and_never_given_to_others() {
    let app = TestApp::start().await;
    let mut browser = app.signed_in("somchai", Some(Role::Director)).await;
    for address in
        app.page_addresses().await.iter().map(String::as_str).chain(["/sign-in", "/account"])
    {
        for _ in 0..2 {
            let page = browser.get(address).await;
            assert_eq!(
                (page.header("cache-control"), page.header("etag")),
                ("private, no-store", ""),
                "{address}"
            );
            assert!(page.text().contains("คุณsomchai"), "{address}");
        }
        assert!(!app.anonymous().get(address).await.text().contains("คุณsomchai"), "{address}");
    }
}
