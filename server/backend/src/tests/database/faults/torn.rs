//! A statement in the middle of a batch fails in a way that rolls back the others: the disk is full, the
//! file is read-only.

use super::ledger::{Ledger, keys};
use super::*;
use crate::store::{Tx, on};
use crate::tests::test_db::OpenBackend as _;
use domain::people::role::Role;
use sqlx::query;
use testing::TestDb;

/// Posts before and after a write that changes the behaviour of the connection, all in one batch.
async fn spoilt_by(spoil: &'static str) {
    let db = TestDb::sqlite();
    let backend = db.backend(&clock()).await;
    let actor = appoint(&backend, Role::Reporter, HERE).await;
    let (mut ledger, keys) = (Ledger::default(), keys(80));
    let (first, rest) = keys.split_at(20);
    assert_eq!(ledger.post(&backend, &actor, first).await, []);
    let spoiling = backend.db().write(async move |tx: &mut Tx| {
        on!(tx, query(spoil) => execute)?;
        Ok(())
    });
    let (_, refused) = tokio::join!(spoiling, ledger.post(&backend, &actor, rest));
    assert!(!refused.is_empty(), "{spoil}");
    assert!(
        refused.iter().all(|error| matches!(error, domain::Error::Unavailable(_))),
        "{refused:?}"
    );
    assert_eq!(ledger.post(&backend, &actor, &keys).await, [], "without a restart it goes on");
    backend.close().await;
    let sums = ledger.settle(db.url()).await;
    sums.demand_kept();
    assert_eq!(sums.acknowledged, 80);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fills_in_the_middle_of_a_batch_is_acknowledged_to_nobody_of_it() {
    // Not below the size of the file: the next new page fails with SQLITE_FULL.
    spoilt_by("PRAGMA max_page_count = 1").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_can_only_be_read_is_acknowledged_to_nobody() {
    spoilt_by("PRAGMA query_only = ON").await;
}
