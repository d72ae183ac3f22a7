//! Lists of schools: previewed, applied as one change, undone as one.

mod uploads;

use super::clock;
use super::overview::post;
use crate::store::{Conn, on};
use crate::tests::people::sign_in::account;
use crate::tests::test_db::OpenBackend as _;
use crate::{Backend, SchoolFile, SchoolReport};
use ChangeKind::{Changed, Closed, Moved, Opened};
use domain::Error;
use domain::kernel::refusal::Refusal;
use domain::people::access::Actor;
use domain::place::district::Slug;
use domain::school::{
    AcademicYear, ChangeKind, Column, Fault, RegisterQuery, School, SchoolFilter, SchoolList,
    SchoolStep,
};
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use testing::on_both_engines;

const HEADING: &str = "school_id,name_th,levels,district_code,amphoe_th,students\n";

fn year(number: i32) -> AcademicYear {
    AcademicYear::new(number).expect("a year")
}

fn file(text: &str) -> SchoolFile {
    SchoolFile { name: "schools.csv".into(), bytes: text.as_bytes().to_vec() }
}

/// A generated list of `count` schools, spread over the existing districts.
async fn synthetic(backend: &Backend, count: usize) -> String {
    let board = backend.map(&Actor::Public).board().await.expect("a board");
    let mut list = String::from(HEADING);
    for no in 0..count {
        let district = &board.pins[no % board.pins.len()].code;
        let amphoe = no % 7;
        writeln!(
            list,
            "{no:010},บ้านตัวอย่าง {no},อนุบาล-ประถมศึกษา,{district},อำเภอ {amphoe},{}",
            no % 900
        )
        .expect("text grows");
    }
    list
}

async fn codes(backend: &Backend) -> (String, String, Slug, Slug) {
    let board = backend.map(&Actor::Public).board().await.expect("a board");
    let (one, two) = (&board.pins[0], &board.pins[1]);
    (one.code.clone(), two.code.clone(), one.slug.clone(), two.slug.clone())
}

async fn apply(backend: &Backend, list: &str, of: i32) -> SchoolReport {
    backend.school_imports_of_operator().import(file(list), year(of), true).await.expect("a list")
}

async fn listed(backend: &Backend, slug: &Slug) -> SchoolList {
    backend
        .schools(&Actor::Public)
        .of_district(slug, SchoolFilter::default())
        .await
        .expect("a list")
        .list
}

/// Number of schools of the country found by a search.
async fn found(backend: &Backend, words: &str) -> u32 {
    let query = RegisterQuery::search(words, 1, 1);
    backend.schools(&Actor::Public).find(&query).await.expect("schools").total
}

/// Numbers of opened, moved, changed, unchanged, closed schools.
fn counts(report: &SchoolReport) -> [usize; 5] {
    let [opened, moved, changed, closed] = ChangeKind::ALL.map(|kind| report.count(kind));
    [opened, moved, changed, report.unchanged, closed]
}

on_both_engines! {
    async fn all_29_579_schools_come_in_and_go_again(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let list = synthetic(&backend, 29_579).await;
        let dry = backend.school_imports_of_operator().import(file(&list), year(2566), false).await.unwrap();
        assert_eq!((counts(&dry), dry.applied), ([29_579, 0, 0, 0, 0], None));
        let (_, _, here, _) = codes(&backend).await;
        assert_eq!(listed(&backend, &here).await.total, 0, "a dry run changes nothing");
        let done = apply(&backend, &list, 2566).await;
        let total = listed(&backend, &here).await.total;
        assert!(total > 100, "{total}");
        assert_eq!(counts(&apply(&backend, &list, 2566).await), [0, 0, 0, 29_579, 0], "the same again is nothing");
        assert_eq!(backend.school_imports_of_operator().list().await.unwrap().len(), 1);
        backend.school_imports_of_operator().undo(done.applied.unwrap()).await.unwrap();
        assert_eq!(listed(&backend, &here).await.total, 0);
    }

    async fn years_open_move_change_and_close_schools_and_are_undone_one_by_one(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let (a, b, here, there) = codes(&backend).await;
        let old = format!("{HEADING}0000000001,หนึ่ง,ประถมศึกษา,{a},ก,10\n0000000002,สอง,ประถมศึกษา,{a},ก,20\n\
            0000000003,สาม,ประถมศึกษา,{a},ข,\n0000000009,เก้า,ประถมศึกษา,,,\n");
        let new = format!("{HEADING}0000000001,หนึ่ง,ประถมศึกษา,{b},ก,10\n0000000002,สอง,ประถมศึกษา,{a},ก,21\n\
            0000000004,สี่,ประถมศึกษา,{a},ข,5\n");
        let first = apply(&backend, &old, 2565).await.applied.unwrap();
        let before = listed(&backend, &here).await;
        assert_eq!((before.total, before.students), (3, 30));
        let done = apply(&backend, &new, 2566).await;
        assert_eq!(counts(&done), [1, 1, 1, 0, 1], "the school without a district is not spoken of");
        let after = listed(&backend, &here).await;
        assert_eq!((after.total, after.students, after.closed.len()), (2, 26, 1));
        assert_eq!((after.closed[0].0.name.as_str(), after.closed[0].1), ("สาม", year(2566)));
        assert_eq!(listed(&backend, &there).await.total, 1, "one district a year");
        let refused = backend.school_imports_of_operator().undo(first).await;
        assert_eq!(refused, Err(Error::Refused(Refusal::NotNewestList)));
        let late = backend.school_imports_of_operator().import(file(&old), year(2565), true).await;
        assert_eq!(late, Err(Error::Refused(Refusal::LaterList(2566))));
        backend.school_imports_of_operator().undo(done.applied.unwrap()).await.unwrap();
        assert_eq!(listed(&backend, &here).await, before);
        backend.school_imports_of_operator().undo(first).await.unwrap();
        assert_eq!(listed(&backend, &here).await.total, 0);
    }

    async fn a_school_keeps_what_every_list_said_of_it_until_that_is_undone(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let (a, b, ..) = codes(&backend).await;
        let line = |no: u32, district: &str, students: u32| {
            format!("{no:010},หนึ่ง,ประถมศึกษา,{district},ก,{students}\n")
        };
        let lists = [
            (2564, [line(1, &a, 10), line(2, &a, 5), line(3, &b, 7)]),
            (2565, [line(1, &a, 12), line(2, &a, 5), line(3, &b, 7)]),
            (2566, [line(1, &b, 12), line(2, &a, 5), line(3, &b, 7)]),
            (2567, [line(4, &b, 1), line(2, &a, 5), line(3, &b, 7)]),
            (2568, [line(1, &b, 14), line(2, &a, 5), line(3, &b, 7)]),
        ];
        let mut imports = Vec::new();
        for (of, lines) in lists {
            let done = apply(&backend, &format!("{HEADING}{}", lines.concat()), of).await;
            imports.push(done.applied.unwrap());
        }
        let told = async |code: &str| {
            let history = backend.schools(&Actor::Public).get(code).await.unwrap();
            let step = |one: &SchoolStep| {
                let School { district, students, .. } = one.change.school.clone();
                (one.year.number(), one.change.kind, district.unwrap(), students.unwrap())
            };
            (history.steps.iter().map(step).collect::<Vec<_>>(), history.newest.number())
        };
        let all = [
            (2564, Opened, a.clone(), 10),
            (2565, Changed, a.clone(), 12),
            (2566, Moved, b.clone(), 12),
            (2567, Closed, b.clone(), 12),
            (2568, Opened, b.clone(), 14),
        ];
        assert_eq!(told("0000000001").await, (all.to_vec(), 2568));
        assert_eq!(told("0000000002").await, (vec![(2564, Opened, a.clone(), 5)], 2568), "nothing was ever new");
        for (import, left) in imports.iter().rev().zip((0..5).rev()) {
            backend.school_imports_of_operator().undo(*import).await.unwrap();
            let school = backend.schools(&Actor::Public).get("0000000001").await;
            match school {
                Ok(school) => assert_eq!(school.steps.len(), left),
                Err(error) => assert_eq!((error, left), (Error::NotFound, 0)),
            }
        }
        for code in ["0000000009", "", "1' OR '1'='1", "%"] {
            assert_eq!(backend.schools(&Actor::Public).get(code).await, Err(Error::NotFound), "{code}");
        }
    }

    async fn the_register_is_what_counts_whoever_applies_and_undoes(db: TestDb) {
        let (backend, other) = (db.backend(&clock()).await, db.backend(&clock()).await);
        assert_eq!((found(&backend, "").await, found(&other, "").await), (0, 0));
        let first = synthetic(&backend, 50).await;
        apply(&backend, &first, 2565).await;
        assert_eq!(found(&backend, "").await, 50, "at once");
        assert_eq!(found(&backend, "ตัวอย่าง 49 อำเภอ").await, 1);
        let newest = apply(&backend, &synthetic(&backend, 60).await, 2566).await.applied.unwrap();
        assert_eq!(found(&backend, "โรงเรียนบานตัวอยาง").await, 60);
        backend.school_imports_of_operator().undo(newest).await.unwrap();
        assert_eq!(found(&backend, "").await, 50);
        for _ in 0..200 {
            if found(&other, "").await == 50 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("another process heard nothing of it");
    }

    async fn whoever_reports_while_a_list_comes_in_is_answered_between_its_lines(db: TestDb) {
        let backend = db.backend(&clock()).await;
        account(&backend, "dr-first", Vec::new()).await;
        let list = synthetic(&backend, 3_000).await;
        let importing = backend.clone();
        let importing = tokio::spawn(async move { apply(&importing, &list, 2567).await });
        let staged = async || -> i64 {
            let sql = "SELECT COUNT(*) FROM school_version";
            let read = async |conn: &mut Conn| Ok(on!(conn, sqlx::query_scalar(sql) => fetch_one)?);
            backend.db().read(read).await.unwrap()
        };
        let mut seen = BTreeSet::new();
        while !importing.is_finished() {
            post(&backend).await;
            seen.insert(staged().await);
        }
        assert_eq!(counts(&importing.await.unwrap()), [3_000, 0, 0, 0, 0]);
        let between = seen.iter().filter(|lines| (1..3_000).contains(*lines)).count();
        assert!(between >= 10, "a report was answered at {between} points of the list");
    }

    async fn one_line_that_is_refused_holds_the_whole_list_back(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let (a, _, here, _) = codes(&backend).await;
        let list = format!("{HEADING}0000000001,หนึ่ง,ประถมศึกษา,{a},ก,10\n0000000001,สอง,ประถมศึกษา,{a},ก,20\n\
            0000000003,สาม,ประถมศึกษา,9999999999,ข,-1\n0000000004,สี่,ประถมศึกษา,9999999999,ข,1\n");
        let report = apply(&backend, &list, 2566).await;
        let faults: Vec<_> = report.refused.iter().map(|refused| (refused.line, refused.faults.clone())).collect();
        assert_eq!(faults, [
            (3, vec![(Column::Code, Fault::Twice(2))]),
            (4, vec![(Column::Students, Fault::BadCount)]),
            (5, vec![(Column::District, Fault::UnknownDistrict)]),
        ]);
        assert_eq!((report.applied, listed(&backend, &here).await.total), (None, 0));
    }

    async fn a_broken_file_is_refused_or_read_and_never_half_applied(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let (_, _, here, _) = codes(&backend).await;
        let list = synthetic(&backend, 40).await;
        let mut runner = TestRunner::new(Config { cases: 60, ..Config::default() });
        let changes = proptest::collection::vec((0..list.len(), proptest::num::u8::ANY), 1..30);
        for _ in 0..60 {
            let mut bytes = list.clone().into_bytes();
            let tree = proptest::strategy::Strategy::new_tree(&changes, &mut runner).expect("changes");
            for (at, byte) in proptest::strategy::ValueTree::current(&tree) {
                bytes[at] = byte;
            }
            let broken = SchoolFile { name: "x".into(), bytes };
            if let Ok(SchoolReport { applied: Some(import), .. }) =
                backend.school_imports_of_operator().import(broken, year(2566), true).await
            {
                backend.school_imports_of_operator().undo(import).await.unwrap();
            }
            assert_eq!(listed(&backend, &here).await.total, 0);
        }
    }
}

/// The real list, if its path is given.
#[tokio::test]
async fn the_real_list_is_read_without_a_fault() {
    let Some(path) = testing::schools() else { return };
    let db = testing::TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let bytes = std::fs::read(path).expect("the list can be read");
    let file = SchoolFile { name: "schools.csv.gz".into(), bytes };
    let report = backend.school_imports_of_operator().import(file, year(2565), true).await.unwrap();
    assert_eq!((report.refused.as_slice(), counts(&report)[0]), (&[][..], 29_579));
}
