//! The log is append-only, its chain verifies, and all readers see it in one order without gaps.

use crate::store::{Db, Event, EventKind, Tx, on};
use crate::tests::{clock, open, run};
use crate::{Rule, check, migrate, open_year};
use domain::year::fiscal_year::FiscalYear;
use serde_json::json;
use sqlx::{query, query_scalar};
use std::time::Duration;
use testing::TestDb;
use testing::on_both_engines;
use tokio::time::timeout;

/// Writes one event.
async fn happen(db: &Db, number: usize) {
    let at = clock().now();
    db.write(async move |tx: &mut Tx| {
        tx.emit(Event::by_system(at, EventKind::FactsLoaded, &number, json!({ "number": number })));
        Ok(())
    })
    .await
    .unwrap();
}

async fn places(db: &Db) -> Vec<i64> {
    db.read(async |conn| Ok(on!(conn, query_scalar("SELECT position FROM event_place ORDER BY position") => fetch_all)?)).await.unwrap()
}

on_both_engines! {
    async fn an_event_is_seen_at_its_place_soon_after_the_answer(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let db = open(&db).await;
        let mut head = db.head();
        let before = *head.borrow_and_update();
        happen(&db, 1).await;
        timeout(Duration::from_secs(20), head.wait_for(|head| *head == before + 1)).await.unwrap().unwrap();
        db.close().await;
    }

    async fn loading_facts_and_opening_years_leave_events(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        open_year(db.url(), FiscalYear::new(2568).unwrap(), &clock()).await.unwrap();
        let db = open(&db).await;
        let verbs: Vec<String> = db.read(async |conn| {
            Ok(on!(conn, query_scalar("SELECT entity || ' ' || entity_id || ' ' || verb FROM event ORDER BY id") => fetch_all)?)
        }).await.unwrap();
        assert_eq!(verbs, [
            "facts province loaded", "facts district loaded", "facts cluster_membership loaded", "facts policy_item loaded",
            "fiscal_year 2568 opened",
        ]);
        assert_eq!(*db.head().borrow(), 5);
    }

    async fn nobody_changes_or_removes_an_event(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let open = open(&db).await;
        for statement in [
            "UPDATE event SET actor = 'nobody'",
            "DELETE FROM event",
            "UPDATE event_place SET hash = ''",
            "DELETE FROM event_place",
        ] {
            let refused = open.write(async move |tx: &mut Tx| {
                on!(tx, query(statement) => execute)?;
                Ok(())
            }).await;
            assert!(refused.is_err(), "{statement}");
        }
        open.close().await;
        assert_eq!(check(db.url()).await.unwrap(), []);
    }

    async fn another_processs_events_are_noticed(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let here = open(&db).await;
        let mut head = here.head();
        let before = *head.borrow_and_update();
        let there = open(&db).await;
        happen(&there, 1).await;
        there.close().await;
        timeout(Duration::from_secs(20), head.wait_for(|head| *head == before + 1)).await.unwrap().unwrap();
    }

    async fn two_openings_write_one_gapless_chain(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let (here, there) = (open(&db).await, open(&db).await);
        let before = *here.head().borrow();
        let writers: Vec<_> = (0..200).map(|number| {
            let db = if number % 2 == 0 { here.clone() } else { there.clone() };
            tokio::spawn(async move { happen(&db, number).await })
        }).collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let mut head = here.head();
        timeout(Duration::from_secs(20), head.wait_for(|head| *head == before + 200)).await.unwrap().unwrap();
        assert_eq!(places(&here).await, (1..=before + 200).collect::<Vec<_>>());
        here.close().await;
        there.close().await;
        assert_eq!(check(db.url()).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_rewritten_event_breaks_the_chain_where_it_stands() {
    let db = TestDb::sqlite();
    migrate(db.url(), &clock()).await.unwrap();
    run(&db, "DROP TRIGGER event_refuses_update").await;
    run(&db, "UPDATE event SET payload = '{}' WHERE id = 2").await;
    let found: Vec<(Rule, String)> =
        check(db.url()).await.unwrap().into_iter().map(|f| (f.rule, f.row)).collect();
    assert_eq!(found, [(Rule::Chain, "event_place 2".to_owned())]);
}
