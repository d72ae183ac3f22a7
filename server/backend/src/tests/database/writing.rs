//! Writes: a failure does not affect other writes, and an acknowledged write is on disk.

use crate::store::{Db, Event, EventKind, Terms, Tx, on};
use crate::tests::{clock, open};
use crate::{Error, Result, migrate};
use serde_json::json;
use sqlx::{query, query_scalar};
use std::time::Duration;
use testing::TestDb;
use testing::on_both_engines;

/// A write with a key: the same key again returns the first answer, with other content a refusal.
async fn put(tx: &mut Tx, key: String, value: &str) -> Result<String> {
    let new = on!(tx, query("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING").bind(&key).bind(value) => execute)?;
    if new == 1 {
        tx.emit(Event::by_system(clock().now(), EventKind::FactsLoaded, &key, json!({})));
    }
    let stored: String =
        on!(tx, query_scalar("SELECT value FROM meta WHERE key = $1").bind(&key) => fetch_one)?;
    if stored == value { Ok(stored) } else { Err(domain::Error::Conflict.into()) }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read(async |conn| Ok(on!(conn, query_scalar(sql) => fetch_one)?)).await.unwrap()
}

const ROWS: &str = "SELECT COUNT(*) FROM meta WHERE key LIKE 'k%'";
const EVENTS: &str = "SELECT COUNT(*) FROM event WHERE entity = 'facts' AND entity_id LIKE 'k%'";

async fn fresh(db: &TestDb) -> Db {
    migrate(db.url(), &clock()).await.unwrap();
    open(db).await
}

on_both_engines! {
    async fn failures_and_panics_in_a_burst_undo_themselves_alone(db: TestDb) {
        let db = fresh(&db).await;
        let burst: Vec<_> = (0..120).map(|number| {
            let db = db.clone();
            tokio::spawn(async move {
                db.write(async move |tx: &mut Tx| {
                    put(tx, format!("k{number}"), "v").await?;
                    match number % 12 {
                        3 => Err(domain::Error::Conflict.into()),
                        7 => panic!("on purpose"),
                        _ => Ok(number),
                    }
                }).await
            })
        }).collect();
        let (mut kept, mut refused, mut panicked) = (0, 0, 0);
        for write in burst {
            match write.await.unwrap() {
                Ok(_) => kept += 1,
                Err(Error::Public(domain::Error::Conflict)) => refused += 1,
                Err(Error::Fault(_)) => panicked += 1,
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!((kept, refused, panicked), (100, 10, 10));
        assert_eq!((count(&db, ROWS).await, count(&db, EVENTS).await), (100, 100));
    }

    async fn one_key_from_64_callers_is_one_row_and_one_answer(db: TestDb) {
        let db = fresh(&db).await;
        let value = |caller: usize| if caller % 8 == 7 { "other" } else { "same" };
        let callers: Vec<_> = (0..64).map(|caller| {
            let db = db.clone();
            tokio::spawn(async move {
                db.write(async move |tx: &mut Tx| put(tx, "k".to_owned(), value(caller)).await).await
            })
        }).collect();
        let mut answers = Vec::new();
        for caller in callers {
            answers.push(caller.await.unwrap());
        }
        let stored: String = db.read(async |conn| Ok(on!(conn, query_scalar("SELECT value FROM meta WHERE key = 'k'") => fetch_one)?)).await.unwrap();
        for (caller, answer) in answers.into_iter().enumerate() {
            match answer {
                Ok(answer) => assert!(answer == stored && value(caller) == stored),
                Err(e) => assert!(matches!(e, Error::Public(domain::Error::Conflict)) && value(caller) != stored, "{e}"),
            }
        }
        assert_eq!((count(&db, ROWS).await, count(&db, EVENTS).await), (1, 1));
    }

    async fn a_violated_constraint_is_the_callers_own(db: TestDb) {
        let db = fresh(&db).await;
        let twice = db.write(async |tx: &mut Tx| {
            on!(tx, query("INSERT INTO meta (key, value) VALUES ('facts/province', '9')") => execute)?;
            Ok(())
        });
        let fine = db.write(async |tx: &mut Tx| put(tx, "k".to_owned(), "v").await);
        let (twice, fine) = tokio::join!(twice, fine);
        assert!(matches!(twice, Err(Error::Store(_))));
        assert_eq!(fine.unwrap(), "v");
    }

    async fn a_caller_that_goes_away_does_not_cut_its_write_short(db: TestDb) {
        let db = fresh(&db).await;
        let (started, has_started) = tokio::sync::oneshot::channel();
        let writing = db.clone();
        let caller = tokio::spawn(async move {
            writing.write(async move |tx: &mut Tx| {
                put(tx, "k1".to_owned(), "v").await?;
                _ = started.send(());
                tokio::time::sleep(Duration::from_millis(100)).await;
                put(tx, "k2".to_owned(), "v").await
            }).await
        });
        has_started.await.unwrap();
        caller.abort();
        db.write(async |tx: &mut Tx| put(tx, "k3".to_owned(), "v").await).await.unwrap();
        for _ in 0..50 {
            if count(&db, ROWS).await == 3 { return; }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the write of the caller that went away is missing");
    }

    async fn a_use_case_that_takes_too_long_writes_nothing(db: TestDb) {
        let db = fresh(&db).await;
        let slow = db.write(async |tx: &mut Tx| {
            put(tx, "k1".to_owned(), "v").await?;
            tokio::time::sleep(Duration::from_secs(3)).await;
            Ok(())
        }).await;
        assert!(matches!(slow, Err(Error::Unavailable(_))));
        db.write(async |tx: &mut Tx| put(tx, "k2".to_owned(), "v").await).await.unwrap();
        assert_eq!((count(&db, ROWS).await, count(&db, EVENTS).await), (1, 1));
    }

    async fn a_read_cannot_write(db: TestDb) {
        let db = fresh(&db).await;
        let refused = db.read(async |conn| Ok(on!(conn, query("DELETE FROM meta") => execute)?)).await;
        assert!(matches!(refused, Err(Error::Store(_))));
    }

    async fn a_closed_store_is_unavailable(db: TestDb) {
        let db = fresh(&db).await;
        db.write(async |tx: &mut Tx| put(tx, "k".to_owned(), "v").await).await.unwrap();
        db.close().await;
        let late = db.write(async |tx: &mut Tx| put(tx, "k2".to_owned(), "v").await).await.unwrap_err();
        assert!(matches!(late.publish(), domain::Error::Unavailable(_)));
    }
}

/// Simulates SQLite's behaviour on a full disk: the writer's transaction is rolled back.
#[tokio::test(flavor = "multi_thread")]
async fn a_torn_transaction_is_said_to_all_of_its_batch_and_the_next_works() {
    let db = TestDb::sqlite();
    let db = fresh(&db).await;
    let tearing = db.write(async |tx: &mut Tx| {
        put(tx, "k1".to_owned(), "v").await?;
        on!(tx, query("ROLLBACK") => execute)?;
        Ok(())
    });
    let beside = db.write(async |tx: &mut Tx| put(tx, "k2".to_owned(), "v").await);
    let (torn, beside) = tokio::join!(tearing, beside);
    assert!(matches!(torn, Err(Error::Unavailable(_))));
    let rows = i64::from(beside.is_ok());
    assert_eq!(count(&db, ROWS).await, rows, "whoever heard Ok has a row, nobody else");
    db.write(async |tx: &mut Tx| put(tx, "k3".to_owned(), "v").await).await.unwrap();
    assert_eq!(count(&db, ROWS).await, rows + 1);
}

/// Values of SQLite's `synchronous`: waiting until the disk has written, and leaving that to a later commit.
const FULL: i64 = 2;
const NORMAL: i64 = 1;

#[tokio::test]
async fn only_what_is_staged_is_committed_without_the_disk_and_what_comes_beside_it_waits() {
    let place = TestDb::sqlite();
    let db = fresh(&place).await;
    let synchronous = async |terms| {
        let ask = async move |tx: &mut Tx| -> Result<i64> {
            Ok(on!(tx, query_scalar("PRAGMA synchronous") => fetch_one)?)
        };
        db.write_on(terms, ask).await.unwrap()
    };
    let (kept, staged) =
        (Terms::within(Duration::from_secs(1)), Terms::staged(Duration::from_secs(1)));
    for _ in 0..2 {
        assert_eq!(synchronous(kept).await, FULL);
        assert_eq!(synchronous(staged).await, NORMAL);
    }
    let (first, second) = tokio::join!(synchronous(staged), synchronous(kept));
    assert_eq!((first, second), (FULL, FULL), "one commit, which answers to both");
}
