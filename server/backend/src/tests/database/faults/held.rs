//! Another program locks the SQLite file for a long time.

use super::ledger::{Ledger, keys};
use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::people::access::Actor;
use domain::people::role::Role;
use sqlx::{Connection as _, SqliteConnection, query};
use std::time::{Duration, Instant};
use testing::TestDb;

/// More than one batch: those after the first must not wait for another turn.
const CALLERS: usize = 250;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_another_program_holds_the_file_writers_are_told_to_come_back_and_readers_go_on() {
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let actor = appoint(&backend, Role::Reporter, HERE).await;
    let mut other = SqliteConnection::connect(db.url()).await.unwrap();
    query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let (mut ledger, keys) = (Ledger::default(), keys(CALLERS));
    let begun = Instant::now();
    let reading = async {
        let mut slowest = Duration::ZERO;
        while begun.elapsed() < Duration::from_secs(4) {
            let asked = Instant::now();
            backend.districts(&actor).page(&slug(HERE), &[]).await.unwrap();
            backend.map(&Actor::Public).board().await.unwrap();
            slowest = slowest.max(asked.elapsed());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        slowest
    };
    let (refused, slowest) = tokio::join!(ledger.post(&backend, &actor, &keys), reading);
    let waited = begun.elapsed();
    assert_eq!(refused.len(), CALLERS);
    assert!(
        refused.iter().all(|error| matches!(error, domain::Error::Unavailable(_))),
        "{refused:?}"
    );
    assert!(waited < Duration::from_secs(9), "all were told within one wait: {waited:?}");
    assert!(slowest < Duration::from_secs(2), "readers do not wait for the writer: {slowest:?}");
    query("COMMIT").execute(&mut other).await.unwrap();
    assert_eq!(ledger.post(&backend, &actor, &keys).await, []);
    backend.close().await;
    let sums = ledger.settle(db.url()).await;
    sums.demand_kept();
    assert_eq!(sums.acknowledged, CALLERS);
}
