//! Keeping accounts in the browser, as an administrator without JavaScript does it.

use crate::support::app::{Answer, TestApp, database_file};
use crate::support::browser::Browser;
use crate::support::people::PASSWORD;
use domain::kernel::percent::percent_encode;
use domain::people::role::Role;

/// A new reporter, as typed.
const SOMCHAI: [(&str, &str); 6] = [
    ("name", "Somchai.J"),
    ("display_name", "สมชาย ตัวอย่าง"),
    ("role", "DR"),
    ("district", "สพป.น่าน เขต ๑"),
    ("from", "2569-10-01"),
    ("until", "2570-09-30"),
];

/// The secrets of the links that an answer shows.
pub fn tokens(answer: &Answer) -> Vec<String> {
    let parts = answer.text().split("/invitation?token=").skip(1);
    parts.map(|part| part.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// The value of a hidden field.
pub fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.text().split_once(&mark).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn english(browser: &mut Browser) {
    browser.get("/help?lang=en").await;
}

/// Creates the reporter and gives the address of the account's page.
async fn created(app: &TestApp, admin: &mut Browser) -> (String, Answer) {
    let answer = admin.post("/do/create_account", &SOMCHAI).await;
    assert_eq!(answer.status, 200, "{}", answer.header("location"));
    let found = app.backend.accounts_of_operator().list("somchai.j").await.unwrap();
    (format!("/admin/accounts/{}", found[0].id), answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_begins_on_the_list_of_accounts() {
    let app = TestApp::start().await;
    app.signed_in("admin", Some(Role::Administrator)).await;
    let mut admin = app.browser();
    let sent = admin.sign_in("admin", PASSWORD).await;
    assert_eq!(sent.header("location"), "/admin/accounts");
    assert!(
        admin.get("/").await.text().contains("href=\"/admin/accounts\""),
        "the bar leads there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_searched_by_name_and_district_and_says_when_it_is_cut() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    english(&mut admin).await;
    created(&app, &mut admin).await;
    let search = async |admin: &mut Browser, typed: &str| {
        admin.get(&format!("/admin/accounts?q={}", percent_encode(typed))).await
    };
    for typed in ["somchai", "สมชาย", "น่าน เขต 1", "p-nan-1"] {
        let page = search(&mut admin, typed).await;
        assert!(
            page.text().contains("Accounts: 1") && page.text().contains("No password yet"),
            "{typed}"
        );
        assert!(!page.text().contains(">admin</a>"), "{typed}");
    }
    assert!(search(&mut admin, "<b>nobody").await.text().contains("No account matches."));
    let line = |no| format!("user{no},คน,EX,,,\n");
    let lines: String = (0..250).map(line).collect();
    let table = format!("name,display_name,role,district,from,until\n{lines}");
    let step = backend::Step::Apply { renew_links: false };
    app.backend.accounts_of_operator().import(&table, step).await.unwrap();
    let page = admin.get("/admin/accounts").await;
    assert!(page.text().contains("Showing 200 of 252 accounts"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_account_comes_with_a_link_that_is_shown_once_and_leads_to_its_work() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    let (page, answer) = created(&app, &mut admin).await;
    let [token] = tokens(&answer).try_into().unwrap();
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert_eq!((answer.header("location"), answer.header("etag")), ("", ""));
    let record = admin.get(&page).await;
    assert!(record.text().contains("สมชาย ตัวอย่าง") && !record.text().contains(&token));
    assert!(record.text().contains("1 ต.ค. 2569 – 30 ก.ย. 2570"), "years are Buddhist ones");

    let again = admin.post("/do/create_account", &SOMCHAI).await;
    assert!(again.header("location").starts_with("/admin/accounts/new?form="), "sent once more");
    let refused = admin.get(again.header("location")).await;
    assert!(refused.text().contains("มีผู้ใช้ชื่อนี้แล้ว") && tokens(&refused).is_empty());
    for file in [database_file(app.dir.path()), app.dir.path().join("pakmud.sqlite-wal")] {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(token.len()).any(|part| part == token.as_bytes()));
    }
    let fields = [("token", token.as_str()), ("new_password", PASSWORD)];
    let accepted = app.browser().post("/do/accept_invitation", &fields).await;
    assert_eq!(accepted.header("location"), "/districts/p-nan-1#report");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_account_says_why_by_each_field_and_loses_nothing() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    english(&mut admin).await;
    let fields = [
        ("name", "ab"),
        ("display_name", "เจ้าหน้าที่"),
        ("role", "BO"),
        ("district", "เขตที่ไม่มี"),
        ("items", "2567/p1"),
        ("items", "2567/a3"),
        ("from", "1/10/2569"),
        ("until", "2570-09-30"),
    ];
    let page = admin.post_and_follow("/do/create_account", &fields).await;
    for said in [
        "too short",
        "no such value",
        "written year-month-day",
        "value=\"ab\"",
        "value=\"เจ้าหน้าที่\"",
        "value=\"เขตที่ไม่มี\"",
        "value=\"1/10/2569\"",
        "value=\"2567/a3\" checked",
    ] {
        assert!(
            page.text().to_lowercase().contains(&said.to_lowercase()),
            "{said}: {}",
            page.text()
        );
    }
    assert_eq!(app.backend.accounts_of_operator().list("").await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appointment_is_added_changed_and_ended_and_its_holder_signs_in_anew() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    english(&mut admin).await;
    let holder = app.signed_in("malee", Some(Role::Executive)).await;
    let found = app.backend.accounts_of_operator().list("malee").await.unwrap();
    let page = format!("/admin/accounts/{}", found[0].id);
    let record = admin.get(&page).await;
    let (id, version) = (hidden(&record, "id"), hidden(&record, "version"));
    let bureau = [
        ("id", id.as_str()),
        ("version", &version),
        ("which", ""),
        ("role", "BO"),
        ("items", "2567/p1"),
        ("items", "2567/p2"),
        ("from", "2026-10-01"),
        ("until", ""),
    ];
    let added = admin.post_and_follow("/do/appoint_account", &bureau).await;
    assert!(added.text().contains("2567/p1, 2567/p2 · since 1 Oct 2026"), "{}", added.text());
    assert!(!holder.is_signed_in().await);

    let change = admin.get(&format!("{page}?change=BO%2F%2F2026-10-01")).await;
    assert!(change.text().contains("Change or end an appointment"));
    assert_eq!(hidden(&change, "which"), "BO//2026-10-01");
    assert!(change.text().contains("value=\"2567/p2\" checked"), "items of another year stay");
    let version = hidden(&change, "version");
    let ended = [
        ("id", id.as_str()),
        ("version", &version),
        ("which", "BO//2026-10-01"),
        ("role", "BO"),
        ("items", "2567/p1"),
        ("from", "2026-10-01"),
        ("until", "2569-11-01"),
    ];
    let page = admin.post_and_follow("/do/appoint_account", &ended).await;
    assert!(page.text().contains("1 Oct 2026 – 1 Nov 2026") && page.text().contains("Ended"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_on_an_old_version_is_refused_with_both_texts_in_sight() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    english(&mut admin).await;
    let (page, _) = created(&app, &mut admin).await;
    let key = "DR/p-nan-1/2026-10-01";
    let form = admin.get(&format!("{page}?change={}", percent_encode(key))).await;
    let (id, version) = (hidden(&form, "id"), hidden(&form, "version"));
    let until = |until, version| {
        [
            ("id", id.as_str()),
            ("version", version),
            ("which", key),
            ("role", "DR"),
            ("district", "p-nan-1"),
            ("from", "2026-10-01"),
            ("until", until),
        ]
    };
    admin.post("/do/appoint_account", &until("2027-03-31", &version)).await;
    let late = admin.post_and_follow("/do/appoint_account", &until("2027-06-30", &version)).await;
    assert!(late.text().contains("This has changed while you had it open."), "{}", late.text());
    assert!(late.text().contains("As it stands: ") && late.text().contains("31 Mar 2027"));
    assert!(late.text().contains("value=\"2027-06-30\""), "what was typed");
    let newest = hidden(&late, "version");
    let done = admin.post_and_follow("/do/appoint_account", &until("2027-06-30", &newest)).await;
    assert!(done.text().contains("30 Jun 2027") && !done.text().contains("31 Mar 2027"));

    let mut moved = until("2027-06-30", &newest);
    moved[2].1 = "EX//2020-01-01";
    let gone = admin.post_and_follow("/do/appoint_account", &moved).await;
    assert!(
        gone.text().contains("is no longer there") && gone.text().contains("value=\"p-nan-1\"")
    );
    assert_eq!(hidden(&gone, "which"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_account_is_for_another_administrator() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    english(&mut admin).await;
    let own = &app.backend.accounts_of_operator().list("admin").await.unwrap()[0];
    let sentence = "You cannot change your own account; another administrator can.";
    let page = admin.get(&format!("/admin/accounts/{}", own.id)).await;
    assert!(page.text().contains(sentence) && !page.text().contains("action=\"/do/disable"));
    let fields = [("id", own.id.to_string()), ("version", own.version.to_string())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for form in ["appoint_account", "disable_account", "enable_account", "issue_link"] {
        let role = [fields[0], fields[1], ("role", "DR"), ("district", "p-nan-1"), ("which", "")];
        let page = admin.post_and_follow(&format!("/do/{form}"), &role).await;
        assert!(page.text().contains("role=\"alert\"") || form == "appoint_account", "{form}");
        assert!(page.text().contains(sentence) && tokens(&page).is_empty(), "{form}");
    }
    let after = &app.backend.accounts_of_operator().list("admin").await.unwrap()[0];
    assert_eq!(after, own);
}

#[tokio::test(flavor = "multi_thread")]
async fn disabling_shuts_the_holder_out_at_once_and_enabling_lets_in_again() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    english(&mut admin).await;
    let holder = app.signed_in("malee", Some(Role::Executive)).await;
    let id = app.backend.accounts_of_operator().list("malee").await.unwrap()[0].id.to_string();
    let page = admin.get(&format!("/admin/accounts/{id}")).await;
    let old = hidden(&page, "version");
    let disabled =
        admin.post_and_follow("/do/disable_account", &[("id", &id), ("version", &old)]).await;
    assert!(disabled.text().contains("The account is disabled."));
    assert!(disabled.text().contains("Disabled since 20 Nov 2026"));
    assert!(!holder.is_signed_in().await);
    assert!(!disabled.text().contains("action=\"/do/issue_link\""));
    let late = admin.post_and_follow("/do/enable_account", &[("id", &id), ("version", &old)]).await;
    assert!(late.text().contains("This has changed while you had it open."));
    let version = hidden(&late, "version");
    let enabled =
        admin.post_and_follow("/do/enable_account", &[("id", &id), ("version", &version)]).await;
    assert!(enabled.text().contains("The account is open again"));
    assert_eq!(app.browser().sign_in("malee", PASSWORD).await.header("location"), "/overview");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_is_shown_once_and_the_same_form_again_voids_it_not() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    let (page, first) = created(&app, &mut admin).await;
    let version = hidden(&admin.get(&page).await, "version");
    let id = page.rsplit('/').next().unwrap();
    let fields = [("id", id), ("version", version.as_str())];
    let answer = admin.post("/do/issue_link", &fields).await;
    let [token] = tokens(&answer).try_into().unwrap();
    assert_eq!(
        (answer.status.as_u16(), answer.header("cache-control")),
        (200, "private, no-store")
    );
    let again = admin.post_and_follow("/do/issue_link", &fields).await;
    assert!(again.text().contains("role=\"alert\"") && tokens(&again).is_empty());
    let use_up = async |token: &str| {
        let fields = [("token", token), ("new_password", PASSWORD)];
        app.browser().post("/do/accept_invitation", &fields).await.header("location").to_owned()
    };
    assert!(use_up(&tokens(&first)[0]).await.starts_with("/invitation?"), "the older one is void");
    assert_eq!(use_up(&token).await, "/districts/p-nan-1#report");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_not_there_is_not_found() {
    let app = TestApp::start().await;
    let mut admin = app.signed_in("admin", Some(Role::Administrator)).await;
    for address in
        ["/admin/accounts/0", "/admin/accounts/x", "/admin/accounts/99999999999999999999"]
    {
        assert_eq!(admin.get(address).await.status, 404, "{address}");
    }
}
