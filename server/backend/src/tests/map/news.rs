//! The news read from the log, and the board updated by it.

use crate::Backend;
use crate::store::{Event, EventKind, Topic, Tx, on};
use crate::tests::clock;
use crate::tests::overview::rush::hold_every_connection;
use crate::tests::progress::{HERE, THERE, appoint, form, slug};
use crate::tests::test_db::OpenBackend as _;
use crate::year::fiscal_years;
use domain::map::board::MapBoard;
use domain::map::news::ReportRef;
use domain::people::access::{AccountActor, Actor};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::year::fiscal_year::FiscalYear;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use testing::on_both_engines;

const ITEMS: [&str; 4] = ["2567/p1", "2567/p2", "2567/a1", "2567/b5"];

fn report(district: &str, item: &str) -> ReportRef {
    let item = domain::year::item_name::ItemName::parse(item).expect("an item");
    ReportRef { district: slug(district), item }
}

/// Waits until all earlier events have a position.
async fn settled(backend: &Backend) -> i64 {
    let mut head = backend.head();
    loop {
        let before = *head.borrow_and_update();
        if tokio::time::timeout(Duration::from_millis(700), head.changed()).await.is_err() {
            return before;
        }
    }
}

/// An account that reports for all of these districts.
async fn reporter_of(backend: &Backend, districts: &[Slug]) -> Actor {
    let one = appoint(backend, Role::Reporter, HERE).await;
    let (id, now) = (one.account().expect("an account").id(), backend.now());
    let of = |district: &Slug| {
        let from = now.date_naive() - chrono::Duration::days(1);
        Appointment::new(Role::Reporter, Some(district.clone()), Vec::new(), from, None)
    };
    AccountActor::new(id, districts.iter().map(|one| of(one).expect("it fits")).collect(), now)
        .into()
}

/// The content of a board, independent of the time of reading.
fn shown(board: &MapBoard) -> MapBoard {
    MapBoard { position: 0, read_at: chrono::DateTime::default(), ..board.clone() }
}

on_both_engines! {
    async fn news_tell_what_happened_after_a_position(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let start = settled(&backend).await;
        let post = async |item| backend.reports(&reporter).post(&slug(HERE), &form(item)).await.unwrap();
        let (first, _) = (post("2567/p1").await, post("2567/a1").await);
        let posted = settled(&backend).await;
        let news = backend.news().since(start).await.unwrap().unwrap();
        assert_eq!((news.position, news.pins.len()), (posted, 1));
        assert_eq!(news.pins[0].newest, Some(backend.now()));
        assert_eq!(news.reports, [report(HERE, "2567/p1"), report(HERE, "2567/a1")]
            .into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        backend.reports(&officer).acknowledge(first).await.unwrap();
        let acknowledged = settled(&backend).await;
        let news = backend.news().since(posted).await.unwrap().unwrap();
        assert_eq!((news.pins, news.reports), (vec![], vec![report(HERE, "2567/p1")]));
        let news = backend.news().since(acknowledged).await.unwrap().unwrap();
        assert_eq!((news.position, news.pins, news.reports), (acknowledged, vec![], vec![]));
    }

    async fn a_question_is_told_to_who_may_read_it(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let officer = appoint(&backend, Role::MonitoringOfficer, HERE).await;
        let id = backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let before = settled(&backend).await;
        backend.reports(&officer).question(id, "กี่คน").await.unwrap();
        backend.reports(&reporter).answer(id, "สิบคน").await.unwrap();
        settled(&backend).await;
        let news = backend.news().since(before).await.unwrap().unwrap();
        assert_eq!((news.pins, news.reports), (vec![], vec![]), "not for everybody");
        let stranger = appoint(&backend, Role::Reporter, THERE).await;
        let bureau = appoint(&backend, Role::BureauOfficer, HERE).await;
        let reviewer = appoint(&backend, Role::Reviewer, HERE).await;
        for (actor, hears) in [
            (reporter, true), (officer, true), (bureau, true), (stranger, false), (reviewer, false), (Actor::Public, false),
        ] {
            let private = backend.news().private_since(&actor, before).await.unwrap();
            let expected = if hears { vec![report(HERE, "2567/p1")] } else { Vec::new() };
            assert_eq!(private.reports, expected, "{actor:?}");
        }
    }

    async fn what_pins_cannot_say_is_not_told_as_news(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let before = backend.position();
        assert_eq!(backend.news().since(before + 1000).await, Ok(None), "the log is another one");
        let (next, now) = (FiscalYear::new(2568).unwrap(), backend.now());
        backend.db().write(async move |tx| fiscal_years::open(tx, next, now).await).await.unwrap();
        settled(&backend).await;
        assert_eq!(backend.news().since(before).await, Ok(None), "a year was opened");
        assert!(backend.news().since(backend.position()).await.unwrap().is_some());
    }

    async fn an_event_that_a_newer_version_wrote_makes_clients_reload_and_the_board_be_read_anew(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let first = backend.map(&Actor::Public).searchable().await.unwrap();
        for unknown in [
            "INSERT INTO event (at, actor, entity, entity_id, verb, payload) VALUES (1, 'system', 'visit', '1', 'planned', '{}')",
            "INSERT INTO event (at, actor, entity, entity_id, verb, payload) VALUES (1, 'system', 'profile', 'x', 'merged', '{}')",
        ] {
            let before = settled(&backend).await;
            let work = async move |tx: &mut Tx| Ok(on!(tx, sqlx::query(unknown) => execute)?);
            backend.db().write(work).await.unwrap();
            let after = settled(&backend).await;
            assert_eq!(after, before + 1);
            assert_eq!(backend.news().since(before).await, Ok(None), "{unknown}");
            assert!(backend.news().since(after).await.unwrap().is_some());
        }
        let second = backend.map(&Actor::Public).searchable().await.unwrap();
        assert!(!Arc::ptr_eq(&first.1, &second.1) && shown(&first.0) == shown(&second.0), "read from the beginning");
    }

    async fn a_board_that_follows_is_a_board_read_from_the_beginning(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let start = backend.map(&Actor::Public).board().await.unwrap();
        let districts: Vec<Slug> = start.pins.iter().take(5).map(|pin| pin.slug.clone()).collect();
        let reporter = reporter_of(&backend, &districts).await;
        let mut told = (*start).clone();
        let mut ids: Vec<(&Slug, String)> = Vec::new();
        for step in 0..24_usize {
            time.advance(chrono::Duration::minutes(1));
            let (district, item) = (&districts[step * 3 % 5], ITEMS[step * 7 % 4]);
            let mut posted = form(item);
            let earlier = ids.iter().position(|(of, _)| *of == district);
            let corrected = earlier.filter(|_| step % 6 == 5).map(|at| ids.remove(at).1);
            posted.corrects = corrected.unwrap_or_default();
            let id = backend.reports(&reporter).post(district, &posted).await.unwrap();
            ids.push((district, id.to_string()));
            if step % 4 == 3 {
                backend.reports(&reporter).withdraw(id, "ผิด").await.unwrap();
                ids.pop();
            }
            let followed = backend.map(&Actor::Public).board().await.unwrap();
            let fresh = Backend::open(db.url(), time.clone()).await.unwrap();
            assert_eq!(shown(&followed), shown(&fresh.map(&Actor::Public).board().await.unwrap()), "step {step}");
        }
        settled(&backend).await;
        told.apply(&backend.news().since(start.position).await.unwrap().unwrap());
        assert_eq!(shown(&told), shown(&backend.map(&Actor::Public).board().await.unwrap()));
        assert!(told.pins != start.pins);
    }

    async fn the_index_is_made_once_for_as_long_as_no_name_changes(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let (_, first) = backend.map(&Actor::Public).searchable().await.unwrap();
        backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let (board, second) = backend.map(&Actor::Public).searchable().await.unwrap();
        assert!(Arc::ptr_eq(&first, &second) && board.pin(&slug(HERE)).unwrap().report.is_some());
    }

    async fn what_was_made_of_a_stand_in_is_not_right_once_the_database_answers(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let first = backend.map(&Actor::Public).board().await.unwrap();
        backend.positions().wrote(&[Topic::Reports].into());
        let over = hold_every_connection(&backend).await;
        let made = backend.stamp(Topic::PUBLIC);
        let standing_in = backend.map(&Actor::Public).board().await.unwrap();
        assert!(Arc::ptr_eq(&first, &standing_in) && made.reaches(backend.stamp(Topic::PUBLIC)));
        over.close();
        backend.map(&Actor::Public).board().await.unwrap();
        assert!(!made.reaches(backend.stamp(Topic::PUBLIC)));
        let made = backend.stamp(Topic::PUBLIC);
        backend.map(&Actor::Public).board().await.unwrap();
        assert!(made.reaches(backend.stamp(Topic::PUBLIC)), "once");
    }

    async fn a_sign_in_leaves_the_board_as_it_is_and_a_report_does_not(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let (before, board) = (settled(&backend).await, backend.map(&Actor::Public).board().await.unwrap());
        let signs_in = Event::by_system(backend.now(), EventKind::AccountSignedIn, &1, serde_json::json!({}));
        backend.db().write(async move |tx: &mut Tx| { tx.emit(signs_in); Ok(()) }).await.unwrap();
        assert!(settled(&backend).await > before);
        assert!(Arc::ptr_eq(&board, &backend.map(&Actor::Public).board().await.unwrap()));
        backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        assert!(!Arc::ptr_eq(&board, &backend.map(&Actor::Public).board().await.unwrap()));
    }

    async fn of_many_who_ask_at_once_one_reads(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let asked = (0..200).map(|_| {
            let backend = backend.clone();
            tokio::spawn(async move { backend.map(&Actor::Public).board().await.unwrap() })
        });
        let mut boards = Vec::new();
        for board in asked.collect::<Vec<_>>() {
            boards.push(board.await.unwrap());
        }
        assert!(boards.iter().all(|board| Arc::ptr_eq(board, &boards[0])));
    }

    async fn whoever_wrote_reads_it_at_once_however_many_others_read(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let readers: Vec<_> = (0..4).map(|_| {
            let backend = backend.clone();
            tokio::spawn(async move { loop { backend.map(&Actor::Public).board().await.unwrap(); tokio::task::yield_now().await; } })
        }).collect();
        for item in (1..=10).map(|no| format!("2567/p{no}")) {
            backend.reports(&reporter).post(&slug(HERE), &form(&item)).await.unwrap();
            let board = backend.map(&Actor::Public).board().await.unwrap();
            let place = board.place_of(report(HERE, &item).item).unwrap();
            assert!(board.pin(&slug(HERE)).unwrap().standings.get(place).is_some(), "{item}");
        }
        readers.iter().for_each(tokio::task::JoinHandle::abort);
    }

    async fn two_processes_that_write_at_once_tell_the_same_without_gaps(db: TestDb) {
        let here = db.backend(&clock()).await;
        let there = Backend::open(db.url(), clock()).await.unwrap();
        let start = here.map(&Actor::Public).board().await.unwrap();
        let districts: Vec<Slug> = start.pins.iter().take(12).map(|pin| pin.slug.clone()).collect();
        let reporter = reporter_of(&here, &districts).await;
        let after = settled(&here).await;
        let mut wanted = BTreeSet::new();
        let mut writers = Vec::new();
        for (number, district) in districts.iter().enumerate() {
            for item in ITEMS {
                wanted.insert(report(district.as_str(), item));
                let (backend, reporter) = (if number % 2 == 0 { &here } else { &there }.clone(), reporter.clone());
                let (district, form) = (district.clone(), form(item));
                writers.push(tokio::spawn(async move { backend.reports(&reporter).post(&district, &form).await.unwrap() }));
            }
        }
        let end = after + i64::try_from(wanted.len()).unwrap();
        let (one, two) = tokio::join!(listen(&here, &start, after, end), listen(&there, &start, after, end));
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!((&one.0, &two.0), (&wanted, &wanted));
        let fresh = Backend::open(db.url(), clock()).await.unwrap();
        let fresh = shown(&fresh.map(&Actor::Public).board().await.unwrap());
        assert_eq!((shown(&one.1), shown(&two.1)), (fresh.clone(), fresh));
    }
}

/// Follows the log from one position to another: returns the reports in the news, and the updated board.
async fn listen(
    backend: &Backend,
    board: &MapBoard,
    mut position: i64,
    end: i64,
) -> (BTreeSet<ReportRef>, MapBoard) {
    let (mut head, mut board, mut reports) = (backend.head(), board.clone(), BTreeSet::new());
    while position < end {
        let waited =
            tokio::time::timeout(Duration::from_secs(30), head.wait_for(|head| *head > position));
        _ = waited.await.expect("something happens").expect("the store is open");
        let news = backend.news().since(position).await.unwrap().unwrap();
        assert!(news.position > position, "the log goes on");
        let told = i64::try_from(news.reports.len()).unwrap();
        assert_eq!(told, news.position - position, "one report for each position");
        position = news.position;
        board.apply(&news);
        reports.extend(news.reports);
    }
    (reports, board)
}
