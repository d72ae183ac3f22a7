//! The machine's clock jumps: events keep their order, and none is later than now.

use super::ledger::{Ledger, keys};
use super::*;
use crate::store::on;
use crate::tests::test_db::OpenBackend as _;
use chrono::Duration;
use domain::kernel::bangkok::age_days;
use domain::people::access::Actor;
use domain::people::role::Role;
use domain::progress::pin_status::RealTime;
use sqlx::query_scalar;
use testing::on_both_engines;

on_both_engines! {
    async fn a_clock_that_jumps_changes_no_order_and_makes_nothing_younger_than_now(db: TestDb) {
        let time = clock();
        let backend = db.backend(&time).await;
        let actor = appoint(&backend, Role::Reporter, HERE).await;
        let mut ledger = Ledger::default();
        let mut posted = Vec::new();
        for jump in [Duration::zero(), Duration::hours(-1), Duration::days(2), Duration::hours(-50)] {
            time.advance(jump);
            for key in keys(3) {
                assert_eq!(ledger.post(&backend, &actor, std::slice::from_ref(&key)).await, []);
                posted.push(key);
            }
            let board = backend.map(&Actor::Public).board().await.unwrap();
            let pin = board.pin(&slug(HERE)).unwrap();
            assert_eq!(pin.status(backend.now()), RealTime::Fresh, "after {jump}");
            assert_eq!(age_days(pin.newest.unwrap(), backend.now()), 0);
            assert_eq!(pin.standings.active_items(backend.now()), 1);
        }
        let lines = backend.districts(&actor).page(&slug(HERE), &[]).await.unwrap().lines;
        assert_eq!(lines[0].reports.len(), posted.len());
        backend.close().await;
        ledger.settle(db.url()).await.demand_kept();
        let in_order: Vec<String> = crate::Backend::open(db.url(), clock()).await.unwrap().db().read(async |conn| {
            let sql = "SELECT r.client_key FROM event_place p JOIN event e ON e.id = p.event_id
                       JOIN progress_report r ON CAST(r.id AS TEXT) = e.entity_id
                       WHERE e.entity = 'progress_report' ORDER BY p.position";
            Ok(on!(conn, query_scalar(sql) => fetch_all)?)
        }).await.unwrap();
        assert_eq!(in_order, posted);
    }
}
