//! Lists uploaded in a browser: stored for their sender, applied as shown, their columns remembered.

use super::{HEADING, codes, file, year};
use crate::store::on;
use crate::tests::clock;
use crate::tests::people::sign_in::account;
use crate::tests::test_db::OpenBackend as _;
use crate::{Backend, SchoolFile, SchoolImports, TypedAppointment};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::people::access::Actor;
use domain::school::{ChangeKind, Column};
use testing::on_both_engines;

async fn actor(backend: &Backend, name: &str, role: &str) -> Actor {
    let appointment = TypedAppointment { role: role.into(), ..TypedAppointment::default() };
    let session = account(backend, name, vec![appointment]).await;
    backend.sessions().find(&session.token).await.unwrap().expect("a session").actor
}

async fn imports(backend: &Backend, name: &str) -> SchoolImports {
    backend.school_imports(&actor(backend, name, "ME").await).expect("may import")
}

fn refused(field: &str, reason: Reason) -> Error {
    Error::Invalid(vec![FieldError::new(field, reason)])
}

async fn list(backend: &Backend, students: u32) -> String {
    let (a, ..) = codes(backend).await;
    format!(
        "{HEADING}0000000001,หนึ่ง,ประถมศึกษา,{a},ก,{students}\n0000000002,สอง,ประถมศึกษา,{a},ก,20\n"
    )
}

on_both_engines! {
    async fn a_list_is_applied_as_it_was_shown_to_its_sender_and_named_after_them(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let (imports, other) = (imports(&backend, "sender").await, imports(&backend, "other").await);
        let sent = list(&backend, 10).await;
        let id = imports.keep(file(&sent), year(2567)).await.unwrap();
        let shown = imports.check(id).await.unwrap();
        let report = shown.report.clone().unwrap().unwrap();
        assert_eq!((report.count(ChangeKind::Opened), report.unchanged), (2, 0));
        assert_eq!((shown.file_name.as_str(), shown.year), ("schools.csv", year(2567)));
        assert_eq!(other.check(id).await.unwrap_err(), Error::NotFound);
        assert_eq!(other.apply(id, &shown.digest).await, Err(Error::NotFound));
        assert_eq!(imports.apply(id, "").await, Err(Error::Conflict), "nothing that was not shown");
        assert!(imports.list().await.unwrap().is_empty(), "a check changes nothing");

        let done = imports.apply(id, &shown.digest).await.unwrap();
        let lists = imports.list().await.unwrap();
        assert_eq!(done.applied, Some(lists[0].id));
        assert_eq!((lists[0].applied_by.as_deref(), lists[0].counts), (Some("คนลองระบบ"), [2, 0, 0, 0]));
        assert_eq!(imports.apply(id, &shown.digest).await, Err(Error::NotFound), "applied once");
        let original = imports.original(lists[0].id).await.unwrap();
        assert_eq!((original.name.as_str(), original.bytes), ("schools.csv", sent.clone().into_bytes()));

        let again = imports.keep(file(&sent), year(2567)).await.unwrap();
        let shown = imports.check(again).await.unwrap();
        assert_eq!(shown.report.unwrap().unwrap().unchanged, 2, "the same again is nothing");
        assert_eq!(imports.apply(again, &shown.digest).await.unwrap().applied, None);
        imports.undo(lists[0].id).await.unwrap();
        assert!(imports.list().await.unwrap()[0].undone_at.is_some());
        assert!(imports.original(lists[0].id).await.is_ok(), "the file of an undone list stays");
        assert_eq!(imports.original(0).await.unwrap_err(), Error::NotFound);
    }

    async fn what_would_be_done_by_now_is_shown_again_before_it_is_done(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let imports = imports(&backend, "sender").await;
        let id = imports.keep(file(&list(&backend, 10).await), year(2567)).await.unwrap();
        let shown = imports.check(id).await.unwrap();
        let others = backend.school_imports_of_operator();
        others.import(file(&list(&backend, 11).await), year(2567), true).await.unwrap();
        assert_eq!(imports.apply(id, &shown.digest).await, Err(Error::Conflict));
        let shown = imports.check(id).await.unwrap();
        let report = shown.report.unwrap().unwrap();
        let difference = &report.changes[0].differences[0];
        assert_eq!((difference.column, difference.before.as_str(), difference.after.as_str()), (Column::Students, "11", "10"));
        assert!(imports.apply(id, &shown.digest).await.unwrap().applied.is_some());
    }

    async fn a_column_is_named_once_and_remembered_for_later_files(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let imports = imports(&backend, "sender").await;
        let (a, ..) = codes(&backend).await;
        let unknown = format!("เลขที่,ชื่อโรงเรียน,ช่วงชั้น,รหัสเขต,หมายเหตุ\n0000000001,หนึ่ง,ประถมศึกษา,{a},x\n");
        let id = imports.keep(file(&unknown), year(2567)).await.unwrap();
        let shown = imports.check(id).await.unwrap();
        assert_eq!(shown.report, Ok(None));
        let heading = shown.heading.unwrap();
        assert_eq!(heading.lacking(), [Column::Code, Column::Levels]);
        assert_eq!(heading.cells[0], ("เลขที่".to_owned(), None));
        for (columns, reason) in [
            (&["code", "name", "code", "district", ""][..], Reason::Taken),
            (&["code", "name"], Reason::Unknown),
            (&["code", "name", "levels", "district", "colour"], Reason::Unknown),
        ] {
            assert_eq!(imports.name_columns(id, columns).await, Err(refused("column", reason)));
        }
        imports.name_columns(id, &["code", "name", "levels", "district", ""]).await.unwrap();
        let shown = imports.check(id).await.unwrap();
        assert_eq!(shown.report.unwrap().unwrap().changes.len(), 1);
        let next = unknown.replace("0000000001", "0000000002");
        let report = backend.school_imports_of_operator().import(file(&next), year(2567), false).await.unwrap();
        assert_eq!(report.changes.len(), 1, "for everybody, and for later files");
        let headings: i64 = backend.read(async |conn| {
            Ok(on!(conn, sqlx::query_scalar("SELECT COUNT(*) FROM school_heading") => fetch_one)?)
        }).await.unwrap();
        assert_eq!(headings, 2, "what was known already is not remembered");
    }

    async fn a_file_that_cannot_be_read_is_refused_at_once_and_an_old_one_forgotten(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let imports = imports(&backend, "sender").await;
        for (bytes, reason) in [
            (&b""[..], Reason::Missing),
            (b"PK\x03\x04 and no more", Reason::BadForm),
            (b"\x1f\x8b\x08broken", Reason::BadForm),
        ] {
            let file = SchoolFile { name: "x".into(), bytes: bytes.to_vec() };
            assert_eq!(imports.keep(file, year(2567)).await, Err(refused("file", reason)));
        }
        let id = imports.keep(file("school_id,name_th,levels,district_code\n"), year(2567)).await.unwrap();
        let shown = imports.check(id).await.unwrap();
        assert_eq!(shown.report, Err(refused("file", Reason::Missing)));
        let next = imports.keep(file("a\n"), year(2567)).await.unwrap();
        assert_eq!(imports.check(id).await.unwrap_err(), Error::NotFound, "one for each sender");
        clock.advance(chrono::Duration::hours(25));
        assert_eq!(imports.check(next).await.unwrap_err(), Error::NotFound);
    }

    async fn who_may_not_import_is_told_so(db: TestDb) {
        let backend = db.backend(&clock()).await;
        for role in ["RV", "EX", "BO"] {
            let actor = actor(&backend, &format!("holder-{role}"), role).await;
            assert_eq!(backend.school_imports(&actor).err(), Some(Error::Forbidden), "{role}");
        }
        assert_eq!(backend.school_imports(&Actor::Public).err(), Some(Error::Unauthenticated));
        for role in ["ML", "AD"] {
            let actor = actor(&backend, &format!("holder-{role}"), role).await;
            assert!(backend.school_imports(&actor).is_ok(), "{role}");
        }
    }
}
