//! Accounts from a file: the dry run says what the import does.

use super::sign_in::account;
use crate::tests::clock;
use crate::tests::test_db::OpenBackend as _;
use crate::{Change, ImportReport, NewAccount, Step, TypedAppointment};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use testing::on_both_engines;

const APPLY: Step = Step::Apply { renew_links: false };

const FILE: &str = "\u{feff}name,display_name,role,district,from,until
somchai.j,สมชาย ใจดี,DR,p-nan-1,2566-10-01,2567-09-30
malee,มาลี,dd,1055010000,2566-10-01,
malee,,ML,,2023-10-01,
known,,DR,p-nan-1,2566-10-01,2567-09-30
";

fn changes(report: &ImportReport) -> Vec<Change> {
    report.rows.iter().map(|row| row.change.clone()).collect()
}

on_both_engines! {
    async fn the_dry_run_says_what_the_import_does(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let new = NewAccount { name: "known".into(), display_name: "คนเดิม".into(), appointments: vec![] };
        accounts.create(new).await.unwrap();
        let before = accounts.list("").await.unwrap();
        let dry = accounts.import(FILE, Step::Check).await.unwrap();
        assert_eq!(changes(&dry), [Change::Created, Change::Created, Change::Appointed, Change::Appointed]);
        assert_eq!((dry.is_applied, dry.links.len(), dry.rows[0].line), (false, 0, 2));
        assert_eq!(accounts.list("").await.unwrap(), before);

        let done = accounts.import(FILE, APPLY).await.unwrap();
        assert_eq!((done.is_applied, &done.rows), (true, &dry.rows));
        let mut names: Vec<&str> = done.links.iter().map(|link| link.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["malee", "somchai.j"]);
        for link in &done.links {
            assert_eq!(backend.sessions().invited(&link.token).await.as_ref(), Ok(&link.name));
        }
        let after = accounts.list("").await.unwrap();
        assert_eq!(after.iter().map(|one| one.appointments.len()).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(after[0].display_name.as_str(), "คนเดิม");

        let again = accounts.import(FILE, APPLY).await.unwrap();
        assert!(changes(&again).iter().all(|change| *change == Change::Unchanged));
        assert_eq!(accounts.list("").await.unwrap(), after);
        let longer = FILE.replace("2567-09-30\nmalee", "2567-12-31\nmalee");
        let changed = accounts.import(&longer, APPLY).await.unwrap();
        assert_eq!(changes(&changed)[0], Change::Changed);
        let somchai = &accounts.list("somchai").await.unwrap()[0];
        assert_eq!(somchai.appointments[0].until().unwrap().to_string(), "2024-12-31");
    }

    async fn a_line_that_cannot_be_taken_holds_back_the_whole_file(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let wrong = format!("{FILE}x,คน,ZZ,p-atlantis,เมื่อวาน,\n");
        let report = accounts.import(&wrong, APPLY).await.unwrap();
        assert!(!report.is_applied && report.links.is_empty());
        let field = FieldError::new;
        assert_eq!(report.rows.last().unwrap().change, Change::Refused(vec![
            field("name", Reason::TooShort(3)), field("role", Reason::Unknown),
            field("district", Reason::Unknown), field("from", Reason::BadDay),
        ]));
        assert_eq!(accounts.list("").await.unwrap(), []);
    }

    async fn what_is_no_such_table_is_refused_as_a_table(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let header = "name,display_name,role,district,from,until\n";
        let long = format!("{header}{}", "a,b,DR,p-nan-1,,\n".repeat(2501));
        for (table, reason) in [
            ("", Reason::Missing), (" \n", Reason::Missing), (header, Reason::Missing), ("name;role\nx;y\n", Reason::BadHeading),
            ("name,role\nx,DR\n", Reason::BadHeading), (&format!("{header}a,b,DR,,,\n\na,b\n"), Reason::BadLine(4)),
            (&long, Reason::TooManyLines(2500)),
        ] {
            let refused = accounts.import(table, Step::Check).await.map(|report| report.rows);
            assert_eq!(refused, Err(Error::Invalid(vec![FieldError::new("table", reason)])), "{table:.40}");
        }
    }

    async fn what_is_copied_from_a_spreadsheet_is_taken_too(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let empty = ",,,,,\n";
        let commas = format!("Name,Display_Name,Role,District,From,Until\nsomchai,สมชาย,DR,สพป.น่าน เขต ๑,๒๕๖๖-๑๐-๐๑,\n{empty}");
        for table in [commas.replace(',', "\t"), commas.replace(',', ";"), commas] {
            let report = accounts.import(&table, Step::Check).await.unwrap();
            assert_eq!(changes(&report), [Change::Created], "{table}");
        }
    }

    async fn a_disabled_account_and_the_own_one_are_not_touched(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let operator = backend.accounts_of_operator();
        let new = NewAccount { name: "closed".into(), display_name: "ปิด".into(), appointments: vec![] };
        let closed = operator.create(new).await.unwrap().account;
        operator.disable(closed, operator.get(closed).await.unwrap().version).await.unwrap();
        let admin = TypedAppointment { role: "AD".into(), ..TypedAppointment::default() };
        let session = account(&backend, "admin", vec![admin]).await;
        let actor = backend.sessions().find(&session.token).await.unwrap().unwrap().actor;
        let table = "name,display_name,role,district,from,until\nclosed,,EX,,,\nadmin,,ML,,,\n";
        let report = backend.accounts(&actor).unwrap().import(table, APPLY).await.unwrap();
        let refused = |reason| Change::Refused(vec![FieldError::new("name", reason)]);
        assert_eq!(changes(&report), [refused(Reason::DisabledAccount), refused(Reason::OwnAccount)]);
    }

    async fn who_has_no_password_yet_gets_another_link_only_where_it_is_asked_for(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let new = NewAccount { name: "known".into(), display_name: "คนเดิม".into(), appointments: vec![] };
        accounts.create(new).await.unwrap();
        let first = accounts.import(FILE, APPLY).await.unwrap();
        assert_eq!((first.links.len(), first.without_password), (2, 1));
        backend.sessions().accept_invitation(&first.links[0].token, "ข้าวเหนียวมะม่วง", "").await.unwrap();
        let again = accounts.import(FILE, APPLY).await.unwrap();
        assert_eq!((again.links.len(), again.without_password), (0, 2));
        assert!(backend.sessions().invited(&first.links[1].token).await.is_ok());
        let renewed = accounts.import(FILE, Step::Apply { renew_links: true }).await.unwrap();
        assert_eq!(renewed.links.len(), 2);
        assert_eq!(backend.sessions().invited(&first.links[1].token).await, Err(Error::NotFound));
        for link in &renewed.links {
            assert_eq!(backend.sessions().invited(&link.token).await.as_ref(), Ok(&link.name));
        }
    }

    async fn two_thousand_lines_are_one_import(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let lines: Vec<String> =
            (0..2000).map(|no| format!("user{no},คนที่ {no},DR,p-nan-1,2566-10-01,2567-09-30\n")).collect();
        let lines = lines.concat();
        let file = format!("name,display_name,role,district,from,until\n{lines}");
        let done = backend.accounts_of_operator().import(&file, APPLY).await.unwrap();
        assert!(done.is_applied && done.links.len() == 2000);
    }
}
