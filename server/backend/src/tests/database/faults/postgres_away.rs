//! The PostgreSQL server drops connections, stops and restarts.

use super::ledger::{Ledger, keys};
use super::*;
use crate::Backend;
use crate::store::on;
use crate::tests::test_db::OpenBackend as _;
use domain::people::access::Actor;
use domain::people::role::Role;
use sqlx::{Connection as _, PgConnection, query, query_scalar};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use testing::{Cluster, TestDb};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

/// Number of concurrent posters: more than there are connections.
const POSTERS: usize = 24;

/// Drops every connection of the program, including its listener's and its sequencer's.
async fn cut_all(db: &TestDb) {
    let mut operator = PgConnection::connect(db.url()).await.unwrap();
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE application_name = 'pakmud' AND datname = current_database()";
    query(sql).execute(&mut operator).await.unwrap();
    operator.close().await.unwrap();
}

async fn stop_and_start(cluster: Cluster, backend: &Backend, actor: &Actor) -> Cluster {
    let cluster = spawn_blocking(move || {
        cluster.order("stop");
        cluster
    })
    .await
    .unwrap();
    let read = backend.districts(actor).page(&slug(HERE), &[]).await;
    assert!(matches!(read, Err(domain::Error::Unavailable(_))), "{read:?}");
    assert!(!backend.ready().await);
    sleep(Duration::from_secs(1)).await;
    spawn_blocking(move || {
        cluster.order("start");
        cluster
    })
    .await
    .unwrap()
}

/// Posts without a pause, those in doubt first, until `over`; returns the errors, and the longest wait.
async fn post_until(
    over: &AtomicBool,
    ledger: &mut Ledger,
    backend: &Backend,
    actor: &Actor,
) -> (Vec<domain::Error>, Duration) {
    let (mut refused, mut slowest) = (Vec::new(), Duration::ZERO);
    while !over.load(Ordering::Relaxed) {
        let mut keys = [ledger.in_doubt(), keys(POSTERS)].concat();
        keys.truncate(POSTERS);
        let asked = Instant::now();
        refused.extend(ledger.post(backend, actor, &keys).await);
        slowest = slowest.max(asked.elapsed());
        sleep(Duration::from_millis(5)).await;
    }
    (refused, slowest)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_cuts_connections_and_goes_away_costs_answers_but_no_promise() {
    let Some((db, cluster)) = TestDb::postgres_of_its_own().await else { return };
    let backend = db.backend(&clock()).await;
    let actor = appoint(&backend, Role::Reporter, HERE).await;
    let (mut ledger, over) = (Ledger::default(), Arc::new(AtomicBool::new(false)));
    let breaking = async {
        for _ in 0..5 {
            sleep(Duration::from_millis(150)).await;
            cut_all(&db).await;
        }
        let cluster = stop_and_start(cluster, &backend, &actor).await;
        sleep(Duration::from_millis(300)).await;
        over.store(true, Ordering::Relaxed);
        cluster
    };
    let posting = post_until(&over, &mut ledger, &backend, &actor);
    let (_cluster, (refused, slowest)) = tokio::join!(breaking, posting);
    assert!(!refused.is_empty(), "nothing was cut");
    assert!(
        refused.iter().all(|error| matches!(error, domain::Error::Unavailable(_))),
        "{refused:?}"
    );
    assert!(slowest < Duration::from_secs(9), "nobody hangs: {slowest:?}");
    let doubtful = ledger.in_doubt();
    assert_eq!(ledger.post(&backend, &actor, &doubtful).await, [], "without a restart it goes on");
    let events: i64 = backend
        .db()
        .read(async |conn| Ok(on!(conn, query_scalar("SELECT COUNT(*) FROM event") => fetch_one)?))
        .await
        .unwrap();
    let mut head = backend.head();
    timeout(Duration::from_secs(20), head.wait_for(|head| *head == events)).await.unwrap().unwrap();
    backend.close().await;
    let sums = ledger.settle(db.url()).await;
    println!("{sums}; {} refused meanwhile, longest wait {slowest:?}", refused.len());
    sums.demand_kept();
}
