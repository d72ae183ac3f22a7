//! The demo: seeded, marked, and complete.

use super::clock;
use crate::store::{Conn, on};
use crate::tests::test_db::OpenBackend as _;
use crate::{Backend, DEMO_PASSWORD, DEMO_SIGN_INS, check, demo};
use chrono::Duration;
use domain::people::access::Actor;
use domain::progress::pin_status::RealTime;
use sqlx::query_scalar;
use std::collections::BTreeMap;
use testing::TestDb;
use testing::on_both_engines;

async fn count(backend: &Backend, sql: &'static str) -> i64 {
    let read = async |conn: &mut Conn| Ok(on!(conn, query_scalar(sql) => fetch_one)?);
    backend.db().read(read).await.unwrap()
}

/// A digest of all posts, remarks and moves.
async fn fingerprint(backend: &Backend) -> String {
    let sql = "SELECT at || actor || entity || entity_id || verb || payload FROM event
               WHERE entity = 'progress_report' ORDER BY id";
    let read = async |conn: &mut Conn| Ok(on!(conn, query_scalar(sql) => fetch_all)?);
    let rows: Vec<String> = backend.db().read(read).await.unwrap();
    crate::digest::sha256(&rows.concat())
}

on_both_engines! {
    async fn a_demo_has_everything_that_is_to_be_tried_out(db: TestDb) {
        let made = demo(db.url(), &clock(), 7, None).await.unwrap();
        let again = demo(db.url(), &clock(), 8, None).await.unwrap();
        assert_eq!(again.reports, None, "what is there stays");
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let mut statuses: BTreeMap<RealTime, usize> = BTreeMap::new();
        for pin in &board.pins {
            *statuses.entry(pin.status(board.read_at)).or_default() += 1;
        }
        assert_eq!((statuses[&RealTime::Never], statuses[&RealTime::Silent]), (29, 20));
        assert!(statuses[&RealTime::Fresh] > 100 && statuses[&RealTime::Ageing] > 20, "{statuses:?}");
        let bangkok = board.pins.iter().find(|pin| pin.slug.as_str() == "p-bangkok").unwrap();
        let active = bangkok.standings.active_items(board.read_at);
        assert_eq!(usize::try_from(active), Ok(board.items.len()), "one district with every item");
        let all = count(&backend, "SELECT COUNT(*) FROM progress_report").await;
        assert_eq!(made.reports, usize::try_from(all).ok());
        assert!((1000..4000).contains(&all), "{all}");
        for (least, sql) in [
            (200, "SELECT COUNT(*) FROM progress_report WHERE kind = 'on_plan'"),
            (50, "SELECT COUNT(*) FROM progress_report WHERE kind = 'adjusted'"),
            (100, "SELECT COUNT(*) FROM progress_report WHERE kind = 'output'"),
            (20, "SELECT COUNT(*) FROM progress_report WHERE corrects IS NOT NULL"),
            (10, "SELECT COUNT(*) FROM progress_report WHERE state = 'questioned'"),
            (10, "SELECT COUNT(*) FROM progress_report WHERE state = 'answered'"),
            (200, "SELECT COUNT(*) FROM progress_report WHERE state = 'acknowledged'"),
            (200, "SELECT COUNT(*) FROM progress_report WHERE state = 'posted'"),
        ] {
            assert!(count(&backend, sql).await >= least, "{sql}");
        }
        assert_eq!(count(&backend, "SELECT COUNT(*) FROM progress_report WHERE state = 'withdrawn'").await, 1);
        assert_eq!(count(&backend, "SELECT COUNT(*) FROM progress_text WHERE length(text) = 2000").await, 1);
        assert_eq!(count(&backend, "SELECT COUNT(*) FROM progress_text WHERE text NOT LIKE '(ตัวอย่าง)%'").await, 0);
        let late = backend.now().timestamp_micros();
        assert_eq!(count(&backend, "SELECT MAX(at) FROM event").await.max(late), late, "nothing is of tomorrow");
        backend.close().await;
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn what_is_known_of_districts_can_be_saved_as_it_stands(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let mut complete = 0;
        for pin in board.pins.iter().step_by(7) {
            let profile = backend.profiles(&Actor::Public).get(&pin.slug, None).await.unwrap();
            for fact in &profile.facts {
                let again = domain::profile::value::parse(fact.concept.kind, &fact.value);
                assert_eq!(again, Ok(Some(fact.value.clone())), "{} of {}", fact.concept.key, pin.slug);
            }
            complete += usize::from(profile.completeness.percent() > 80);
        }
        assert!((10..35).contains(&complete), "most are nearly complete, some are not: {complete}");
    }

    async fn the_accounts_named_on_the_sign_in_page_exist(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let accounts = backend.accounts_of_operator();
        for (role, name) in DEMO_SIGN_INS {
            let account = accounts.find(&domain::people::account::AccountName::parse(name).unwrap()).await.unwrap();
            assert!(account.has_password && account.disabled_at.is_none(), "{name}");
            let roles: Vec<_> = account.appointments.iter().map(|one| (one.role(), one.is_current(backend.now()))).collect();
            assert_eq!(roles, [(role, true)], "{name}");
        }
        assert!(DEMO_PASSWORD.chars().count() >= domain::people::account::password::SHORTEST);
    }
}

#[tokio::test]
async fn equal_seeds_and_days_give_equal_reports() {
    let mut prints = Vec::new();
    for (seed, day) in [(7, "2024-06-14"), (7, "2024-06-14"), (8, "2024-06-14"), (7, "2026-11-24")]
    {
        let db = TestDb::sqlite();
        demo(db.url(), &clock(), seed, day.parse().ok()).await.unwrap();
        let later = crate::Clock::fixed(
            domain::kernel::bangkok::midnight(day.parse().unwrap()) + Duration::hours(16),
        );
        let backend = Backend::open(db.url(), later).await.unwrap();
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let with =
            |status| board.pins.iter().filter(|pin| pin.status(board.read_at) == status).count();
        assert_eq!((with(RealTime::Never), with(RealTime::Silent)), (29, 20), "{day}");
        prints.push(fingerprint(&backend).await);
    }
    assert_eq!(prints[0], prints[1]);
    assert_ne!(prints[0], prints[2]);
    assert_ne!(prints[0], prints[3]);
}
