//! Accounts from a file: the dry run says what the import does.

use super::clock;
use crate::{Change, ImportReport, NewAccount, on_both_engines};
use domain::Error;
use domain::error::{FieldError, Reason};

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
        let dry = accounts.import(FILE, false).await.unwrap();
        assert_eq!(changes(&dry), [Change::Created, Change::Created, Change::Appointed, Change::Appointed]);
        assert_eq!((dry.is_applied, dry.links.len(), dry.rows[0].line), (false, 0, 2));
        assert_eq!(accounts.list("").await.unwrap(), before);

        let done = accounts.import(FILE, true).await.unwrap();
        assert_eq!((done.is_applied, &done.rows), (true, &dry.rows));
        let mut names: Vec<&str> = done.links.iter().map(|link| link.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["malee", "somchai.j"]);
        for link in &done.links {
            assert_eq!(backend.invited(&link.token).await.as_ref(), Ok(&link.name));
        }
        let after = accounts.list("").await.unwrap();
        assert_eq!(after.iter().map(|one| one.appointments.len()).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!(after[0].display_name.as_str(), "คนเดิม");

        let again = accounts.import(FILE, true).await.unwrap();
        assert!(changes(&again).iter().all(|change| *change == Change::Unchanged));
        assert_eq!(accounts.list("").await.unwrap(), after);
        let longer = FILE.replace("2567-09-30\nmalee", "2567-12-31\nmalee");
        let changed = accounts.import(&longer, true).await.unwrap();
        assert_eq!(changes(&changed)[0], Change::Changed);
        let somchai = &accounts.list("somchai").await.unwrap()[0];
        assert_eq!(somchai.appointments[0].until().unwrap().to_string(), "2024-12-31");
    }

    async fn a_line_that_cannot_be_taken_holds_back_the_whole_file(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let wrong = format!("{FILE}x,คน,ZZ,p-atlantis,เมื่อวาน,\n");
        let report = accounts.import(&wrong, true).await.unwrap();
        assert!(!report.is_applied && report.links.is_empty());
        let field = FieldError::new;
        assert_eq!(report.rows.last().unwrap().change, Change::Refused(vec![
            field("name", Reason::TooShort(3)), field("role", Reason::Unknown),
            field("district", Reason::Unknown), field("from", Reason::BadForm),
        ]));
        assert_eq!(accounts.list("").await.unwrap(), []);
    }

    async fn what_is_no_such_table_is_refused_as_a_file(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let accounts = backend.accounts_of_operator();
        let header = "name,display_name,role,district,from,until\n";
        let long = format!("{header}{}", "a,b,DR,p-nan-1,,\n".repeat(1001));
        for (file, reason) in [
            ("", Reason::Missing), (header, Reason::Missing), ("name;role\nx;y\n", Reason::BadForm),
            ("name,role\nx,DR\n", Reason::BadForm), (&format!("{header}a,b\n"), Reason::BadForm), (&long, Reason::TooLong(1000)),
        ] {
            let refused = accounts.import(file, false).await.map(|report| report.rows);
            assert_eq!(refused, Err(Error::Invalid(vec![FieldError::new("file", reason)])), "{file:.40}");
        }
    }

    async fn a_thousand_lines_are_one_import(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let lines: Vec<String> =
            (0..1000).map(|no| format!("user{no},คนที่ {no},DR,p-nan-1,2566-10-01,2567-09-30\n")).collect();
        let lines = lines.concat();
        let file = format!("name,display_name,role,district,from,until\n{lines}");
        let done = backend.accounts_of_operator().import(&file, true).await.unwrap();
        assert!(done.is_applied && done.links.len() == 1000);
    }
}
