//! Attaching to a report, detaching, reuse, and visibility.

use super::bytes::*;
use super::*;
use crate::store::{Conn, on};
use crate::tests::test_db::OpenBackend as _;
use domain::Error;
use domain::file::FileRefusal;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::refusal::Refusal;
use domain::people::role::Role;
use sqlx::query_scalar;
use testing::on_both_engines;

/// The form error with one invalid field.
pub fn refused(field: &str, reason: Reason) -> Error {
    Error::Invalid(vec![FieldError::new(field, reason)])
}

/// The moves of reports, in order.
pub async fn verbs(backend: &Backend) -> Vec<String> {
    let sql = "SELECT verb FROM event WHERE entity = 'progress_report' ORDER BY id";
    let read = async |conn: &mut Conn| Ok(on!(conn, query_scalar(sql) => fetch_all)?);
    backend.db().read(read).await.unwrap()
}

on_both_engines! {
    async fn a_file_is_attached_once_however_often_it_is_sent(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let (one, two) = (jpeg(40, 30), pdf(&[CATALOG]));
        let send = async || vec![sent(&backend, "ภาพ 1.JPG", &one).await, sent(&backend, "แผน.pdf", &two).await];
        let ids = backend.files(&reporter).attach(report, &said("เด็กอ่านหนังสือ"), send().await).await.unwrap();
        let again = backend.files(&reporter).attach(report, &said("เด็กอ่านหนังสือ"), send().await).await.unwrap();
        assert_eq!(ids, again);
        assert_eq!(verbs(&backend).await, ["posted", "attached", "attached"]);
        let other = backend.files(&reporter).attach(report, &said("อย่างอื่น"), send().await).await.unwrap_err();
        assert_eq!(other.error, refused("file", Reason::File(FileRefusal::AlreadyThere)));
        let files = files_for(&backend, &reporter).await.unwrap();
        let seen: Vec<(&str, &str, &str)> =
            files.iter().map(|file| (file.alt.as_str(), file.name.as_str(), file.purpose.key())).collect();
        assert_eq!(seen, [("เด็กอ่านหนังสือ", "ภาพ 1", "photo"), ("เด็กอ่านหนังสือ", "แผน", "document")]);
        assert_eq!(files[0].size, Some((40, 30)));
        backend.files(&reporter).remove(ids[0]).await.unwrap();
        assert_eq!(files_for(&backend, &reporter).await.unwrap().len(), 1);
        let anew = backend.files(&reporter).attach(report, &said("อย่างอื่น"), vec![sent(&backend, "a", &one).await]).await;
        assert_ne!(anew.unwrap(), [ids[0]], "what was taken off is attached anew");
        assert_eq!(verbs(&backend).await[3..], ["detached", "attached"]);
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }

    async fn all_of_it_is_attached_or_nothing(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let files = vec![sent(&backend, "a.jpg", &jpeg(40, 30)).await, sent(&backend, "b.gif", b"GIF89a").await];
        let answer = backend.files(&reporter).attach(report, &said("ภาพ"), files).await.unwrap_err();
        assert_eq!(answer.error, refused("file", Reason::File(FileRefusal::UnknownFormat)));
        assert_eq!(answer.file.as_deref(), Some("b.gif"));
        assert_eq!(files_for(&backend, &reporter).await.unwrap(), []);
        let mut many = Vec::new();
        for _ in 0..6 {
            many.push(sent(&backend, "a.jpg", &jpeg(40, 30)).await);
        }
        let answer = backend.files(&reporter).attach(report, &said("ภาพ"), many).await.unwrap_err();
        assert_eq!(answer.error, refused("file", Reason::File(FileRefusal::TooMany(5))));
        let none = backend.files(&reporter).attach(report, &said("ภาพ"), vec![]).await.unwrap_err();
        assert_eq!(none.error, refused("file", Reason::Missing));
        let silent = backend.files(&reporter).attach(report, &said(""), vec![]).await.unwrap_err();
        assert_eq!(silent.error, refused("alt", Reason::Missing));
        backend.close().await;
    }

    async fn a_file_is_used_again_without_being_sent_and_counts_once(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let picture = png(60, 60);
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let (here, there) = (slug(HERE), slug(THERE));
        let first = backend.reports(&reporter).post(&here, &form("2567/p1")).await.unwrap();
        let second = backend.reports(&reporter).post(&here, &form("2567/p2")).await.unwrap();
        let upload = vec![sent(&backend, "a.png", &picture).await];
        let id = backend.files(&reporter).attach(first, &said("ภาพ"), upload).await.unwrap()[0];
        let desk = backend.files(&reporter).desk(second).await.unwrap();
        assert_eq!(desk.earlier.iter().map(|file| file.id).collect::<Vec<_>>(), [id]);
        let used = desk.room.0;
        let again = AttachForm { again: id.to_string(), ..said("ภาพเดิม") };
        backend.files(&reporter).attach(second, &again, vec![]).await.unwrap();
        let desk = backend.files(&reporter).desk(second).await.unwrap();
        assert_eq!((desk.earlier.len(), desk.room.0), (0, used), "the same bytes, once");
        assert_eq!(lying(&db).len(), 2);
        // Another district's file cannot be reused.
        let neighbour = appoint(&backend, Role::Reporter, THERE).await;
        let theirs = backend.reports(&neighbour).post(&there, &form("2567/p1")).await.unwrap();
        let stolen = backend.files(&neighbour).attach(theirs, &again, vec![]).await.unwrap_err();
        assert_eq!(stolen.error, refused("again", Reason::Unknown));
        backend.close().await;
    }

    async fn the_files_of_a_district_take_no_more_than_its_quota(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let first = vec![sent(&backend, "a.jpg", &jpeg(300, 300)).await];
        backend.files(&reporter).attach(report, &said("ภาพ"), first).await.unwrap();
        let used = backend.files(&reporter).desk(report).await.unwrap().room.0;
        let small = backend.clone().with_files(db.dir().join("files"), used);
        let more = vec![sent(&small, "b.jpg", &jpeg(40, 30)).await];
        let full = small.files(&reporter).attach(report, &said("ภาพ"), more).await.unwrap_err();
        assert_eq!(full.error, refused("file", Reason::File(FileRefusal::NoRoom(0))));
        assert_eq!(files_for(&backend, &reporter).await.unwrap().len(), 1);
        let same = vec![sent(&small, "a.jpg", &jpeg(300, 300)).await];
        small.files(&reporter).attach(report, &said("ภาพ"), same).await.unwrap();
        backend.close().await;
    }

    async fn a_file_is_seen_by_who_may_read_the_text_of_its_report(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let upload = vec![sent(&backend, "a.jpg", &jpeg(40, 30)).await];
        let id = backend.files(&reporter).attach(report, &said("ภาพ"), upload).await.unwrap()[0];
        let neighbour = appoint(&backend, Role::Reporter, THERE).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let reviewer = appoint(&backend, Role::Reviewer, HERE).await;
        let administrator = appoint(&backend, Role::Administrator, HERE).await;
        let people = [Actor::Public, neighbour, administrator, reviewer, officer.clone(), reporter.clone()];
        let see = async || {
            let mut seen = String::new();
            for actor in &people {
                let found = backend.files(actor).get(id, false).await;
                assert_eq!(found.is_ok(), backend.files(actor).get(id, true).await.is_ok());
                assert_eq!(found.is_ok(), files_for(&backend, actor).await.is_some_and(|files| files.len() == 1));
                seen.push(if found.is_ok() { '+' } else { '-' });
            }
            seen
        };
        assert_eq!(see().await, "---+++");
        assert!(!backend.files(&officer).get(id, false).await.unwrap().is_public);
        backend.reports(&officer).acknowledge(report).await.unwrap();
        assert_eq!(see().await, "++++++");
        assert!(backend.files(&Actor::Public).get(id, false).await.unwrap().is_public);
        let correction = domain::progress::form::ReportForm { corrects: report.to_string(), ..form("2567/p1") };
        backend.reports(&reporter).post(&slug(HERE), &correction).await.unwrap();
        assert_eq!(backend.files(&Actor::Public).get(id, false).await, Err(Error::NotFound));
        backend.close().await;
    }

    async fn only_the_district_attaches_and_only_to_a_report_that_counts(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let report = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let attach = async |actor: &Actor| {
            let upload = vec![sent(&backend, "a.jpg", &jpeg(40, 30)).await];
            backend.files(actor).attach(report, &said("ภาพ"), upload).await.map_err(|answer| answer.error)
        };
        assert_eq!(attach(&Actor::Public).await, Err(Error::Unauthenticated));
        let neighbour = appoint(&backend, Role::Director, THERE).await;
        assert!(matches!(attach(&neighbour).await, Err(Error::Refused(Refusal::NotYours { .. }))));
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        assert_eq!(attach(&officer).await, Err(Error::Forbidden));
        let id = attach(&reporter).await.unwrap()[0];
        let taken = backend.files(&neighbour).remove(id).await;
        assert!(matches!(taken, Err(Error::Refused(Refusal::NotYours { .. }))));
        backend.reports(&reporter).withdraw(report, "ผิดรายการ").await.unwrap();
        assert!(matches!(attach(&reporter).await, Err(Error::Refused(Refusal::WrongState(_)))));
        assert!(!backend.files(&reporter).desk(report).await.unwrap().report.may_attach);
        // A person in a picture may withdraw consent, whatever the state of the report.
        backend.files(&reporter).remove(id).await.unwrap();
        assert_eq!(backend.files(&Actor::Public).get(id, false).await, Err(Error::NotFound));
        backend.close().await;
    }

    async fn a_corrected_report_keeps_its_files_and_each_is_in_one_place(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let old = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let upload = vec![sent(&backend, "a.jpg", &jpeg(40, 30)).await, sent(&backend, "b.png", &png(30, 30)).await];
        let ids = backend.files(&reporter).attach(old, &said("เด็กอ่านหนังสือ"), upload).await.unwrap();
        let correction = domain::progress::form::ReportForm { corrects: old.to_string(), ..form("2567/p1") };
        let new = backend.reports(&reporter).post(&slug(HERE), &correction).await.unwrap();
        assert_eq!(backend.reports(&reporter).post(&slug(HERE), &correction).await, Ok(new), "sent again");
        let files = async |id| backend.files(&reporter).desk(id).await.unwrap().report.content.unwrap().files;
        let carried = files(new).await;
        assert_eq!(carried.iter().map(|file| file.alt.as_str()).collect::<Vec<_>>(), ["เด็กอ่านหนังสือ"; 2]);
        assert_eq!(carried.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(files(old).await, []);
        assert_eq!(backend.files(&reporter).get(ids[0], false).await, Err(Error::NotFound));
        assert!(backend.files(&reporter).get(carried[0].id, false).await.is_ok());
        assert_eq!(verbs(&backend).await[3..], ["corrected", "posted", "attached"]);
        backend.close().await;
        assert_eq!(crate::check(db.url()).await.unwrap(), []);
    }
}
