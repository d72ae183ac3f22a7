//! Thousands of concurrent readers of the overview: while reports come in they share a count of each version,
//! and while the database does not answer they share its error.

use super::keeping::appointed;
use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::overview::Standings;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use std::sync::Arc;
use std::time::{Duration, Instant};
use testing::on_both_engines;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Number of reports that come in meanwhile.
const VERSIONS: usize = 10;
/// Number of readers after each.
const OPENS: usize = 500;
/// No pool has more connections.
const CONNECTIONS: usize = 16;

/// Posts a report for a district.
pub(in crate::tests) async fn post(backend: &Backend) {
    let form = ReportForm {
        item: "2567/p1".into(),
        kind: "on_plan".into(),
        text: "ดำเนินการแล้ว".into(),
        key: crate::new_client_key().to_string(),
        ..ReportForm::default()
    };
    let (reporter, slug) = (appointed(Role::Reporter, backend), Slug::parse("p-nan-1").unwrap());
    backend.reports(&reporter).post(&slug, &form).await.unwrap();
}

/// Opens the overview for many concurrent readers.
fn open(backend: &Backend, opening: &mut JoinSet<domain::Result<Overview>>, times: usize) {
    for _ in 0..times {
        let backend = backend.clone();
        opening.spawn(async move { backend.overview(&executive(&backend)).view(&[]).await });
    }
}

/// Blocks all other reads until the returned semaphore is closed.
pub(in crate::tests) async fn hold_every_connection(backend: &Backend) -> Arc<Semaphore> {
    let (begun, over) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    for _ in 0..CONNECTIONS {
        let (backend, begun, over) = (backend.clone(), Arc::clone(&begun), Arc::clone(&over));
        tokio::spawn(async move {
            let hold = async |_: &mut crate::store::Conn| {
                begun.add_permits(1);
                _ = over.acquire().await;
                Ok(())
            };
            backend.db().read(hold).await
        });
    }
    begun.acquire_many(2).await.unwrap().forget();
    // All connections are held when none has been opened for a while: a slow machine opens them one by one.
    loop {
        let held = begun.available_permits();
        tokio::time::sleep(Duration::from_millis(500)).await;
        if begun.available_permits() == held {
            break;
        }
    }
    over
}

on_both_engines! {
    async fn thousands_share_a_count_of_each_version(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let mut opening = JoinSet::new();
        for _ in 0..VERSIONS {
            open(&backend, &mut opening, OPENS);
            post(&backend).await;
        }
        let mut counts: Vec<Arc<Standings>> = Vec::new();
        while let Some(one) = opening.join_next().await {
            let standings = one.unwrap().expect("nobody is refused").counted.standings.clone();
            if !counts.iter().any(|one| Arc::ptr_eq(one, &standings)) {
                counts.push(standings);
            }
        }
        assert!(counts.len() <= VERSIONS + 1, "{} counts for {VERSIONS} reports", counts.len());
    }

    async fn who_waits_for_a_silent_database_waits_once(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let before = overview(&backend, &[]).await;
        backend.positions().wrote(&[crate::store::Topic::Reports].into());
        let over = hold_every_connection(&backend).await;
        let (asked, mut opening) = (Instant::now(), JoinSet::new());
        open(&backend, &mut opening, 100);
        for one in opening.join_all().await {
            let shown = one.expect("the last good numbers");
            assert!(shown.is_stale && Arc::ptr_eq(&shown.counted, &before.counted));
        }
        assert!(asked.elapsed() < Duration::from_secs(15), "{:?}", asked.elapsed());
        over.close();
        let after = overview(&backend, &[]).await;
        assert!(!after.is_stale, "right by itself");
    }
}
