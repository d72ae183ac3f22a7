//! Describing each file separately, after several were sent with one text.

use super::attaching::{refused, verbs};
use super::bytes::*;
use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::Error;
use domain::file::text_field;
use domain::kernel::error::Reason;
use domain::kernel::refusal::Refusal;
use domain::people::role::Role;
use testing::on_both_engines;

const TOGETHER: &str = "กิจกรรมวันอ่าน";

/// A report with two files that were sent together, and their row ids.
async fn with_two(backend: &Backend, reporter: &Actor) -> (i64, [i64; 2]) {
    let report = backend.reports(reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
    let files = vec![
        sent(backend, "a.jpg", &jpeg(40, 30)).await,
        sent(backend, "b.png", &png(30, 30)).await,
    ];
    let ids = backend.files(reporter).attach(report, &said(TOGETHER), files).await.unwrap();
    (report, ids.try_into().unwrap())
}

/// Sends the form as rendered for files with these row ids.
async fn say(
    backend: &Backend,
    actor: &Actor,
    report: i64,
    ids: [i64; 2],
    texts: [&str; 2],
) -> domain::Result<()> {
    let names = ids.map(text_field);
    let fields = names.iter().map(String::as_str).zip(texts);
    backend.files(actor).describe(report, fields.chain([("report", "1")])).await
}

/// Row ids and texts of the report's files, in display order.
async fn texts(backend: &Backend, actor: &Actor, report: i64) -> Vec<(i64, String)> {
    let desk = backend.files(actor).desk(report).await.unwrap();
    desk.report.content.unwrap().files.into_iter().map(|file| (file.id, file.alt)).collect()
}

on_both_engines! {
    async fn each_file_gets_a_text_of_its_own_in_its_place(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let (report, ids) = with_two(&backend, &reporter).await;
        say(&backend, &reporter, report, ids, ["  ครูอ่าน\nให้ฟัง ", TOGETHER]).await.unwrap();
        let now = texts(&backend, &reporter, report).await;
        assert_eq!((now[0].1.as_str(), now[1].clone()), ("ครูอ่าน ให้ฟัง", (ids[1], TOGETHER.to_owned())));
        assert_eq!(verbs(&backend).await, ["posted", "attached", "attached", "described"]);
        let file = backend.files(&reporter).get(now[0].0, true).await.unwrap();
        assert!(file.path.is_file() && file.name == "a.jpg");
        assert_eq!(backend.files(&reporter).get(ids[0], true).await, Err(Error::NotFound), "what is said no more");
        // The same form again, as by a second click.
        say(&backend, &reporter, report, ids, ["ครูอ่าน ให้ฟัง", TOGETHER]).await.unwrap();
        assert_eq!(texts(&backend, &reporter, report).await, now);
        assert_eq!(verbs(&backend).await.len(), 4);
        let correction = domain::progress::form::ReportForm { corrects: report.to_string(), ..form("2567/p1") };
        let corrected = backend.reports(&reporter).post(&slug(HERE), &correction).await.unwrap();
        let carried = texts(&backend, &reporter, corrected).await;
        assert_eq!([&carried[0].1, &carried[1].1], ["ครูอ่าน ให้ฟัง", TOGETHER]);
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }

    async fn nobody_writes_over_what_somebody_else_has_said_since(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let director = appoint(&backend, Role::Director, HERE).await;
        let (report, ids) = with_two(&backend, &reporter).await;
        say(&backend, &reporter, report, ids, ["ครูอ่าน", TOGETHER]).await.unwrap();
        // Rendered before that: unchanged fields are left alone, changed ones are saved.
        say(&backend, &director, report, ids, [TOGETHER, "เด็กอ่าน"]).await.unwrap();
        let now = texts(&backend, &reporter, report).await;
        assert_eq!([&now[0].1, &now[1].1], ["ครูอ่าน", "เด็กอ่าน"]);
        let late = say(&backend, &director, report, [ids[0], now[1].0], ["ห้องสมุด", "เด็กฟัง"]).await;
        assert_eq!(late, Err(Error::Conflict));
        assert_eq!(texts(&backend, &reporter, report).await, now, "all of them or none");
        backend.files(&reporter).remove(now[1].0).await.unwrap();
        let gone = say(&backend, &director, report, [now[0].0, now[1].0], ["ห้องสมุด", "เด็กฟัง"]).await;
        assert_eq!(gone, Err(Error::Conflict));
        assert_eq!(texts(&backend, &reporter, report).await, now[..1]);
        backend.close().await;
    }

    async fn only_who_may_attach_says_what_is_seen_and_only_of_this_report(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let (report, ids) = with_two(&backend, &reporter).await;
        let before = texts(&backend, &reporter, report).await;
        let typed = ["ครูอ่าน", "เด็กอ่าน"];
        assert_eq!(say(&backend, &Actor::Public, report, ids, typed).await, Err(Error::Unauthenticated));
        let neighbour = appoint(&backend, Role::Director, THERE).await;
        let theirs = say(&backend, &neighbour, report, ids, typed).await;
        assert!(matches!(theirs, Err(Error::Refused(Refusal::NotYours { .. }))), "{theirs:?}");
        for role in [Role::MonitoringOfficer, Role::Reviewer, Role::Administrator] {
            let officer = appoint(&backend, role, HERE).await;
            assert_eq!(say(&backend, &officer, report, ids, typed).await, Err(Error::Forbidden));
        }
        let second = backend.reports(&reporter).post(&slug(HERE), &form("2567/p2")).await.unwrap();
        assert_eq!(say(&backend, &reporter, second, ids, typed).await, Err(Error::NotFound));
        let empty = say(&backend, &reporter, report, ids, ["ครูอ่าน", " "]).await;
        assert_eq!(empty, Err(refused(&text_field(ids[1]), Reason::Missing)));
        assert_eq!(texts(&backend, &reporter, report).await, before);
        backend.reports(&reporter).withdraw(report, "ผิดรายการ").await.unwrap();
        let late = say(&backend, &reporter, report, ids, typed).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::WrongState(_)))), "{late:?}");
        backend.close().await;
    }
}
