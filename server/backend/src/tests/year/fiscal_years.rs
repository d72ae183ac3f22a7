//! Fiscal years: opened by the clock or by hand, once, and never with a gap.

use crate::tests::clock;
use crate::tests::test_db::OpenBackend as _;
use crate::{Clock, Error, Opened, migrate, open_year};
use domain::people::access::Actor;
use domain::year::fiscal_year::FiscalYear;
use testing::on_both_engines;

fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).unwrap()
}

on_both_engines! {
    async fn migrate_opens_every_year_up_to_the_clock(db: TestDb) {
        let now = Clock::fixed("2026-11-23T00:00:00Z".parse().unwrap());
        let migrated = migrate(db.url(), &now).await.unwrap();
        assert_eq!(migrated.years_opened, [year(2568), year(2569), year(2570)]);
        let backend = db.backend(&now).await;
        let board = backend.map(&Actor::Public).board().await.unwrap();
        assert_eq!((board.year, board.items.len(), board.clusters.len()), (year(2570), 21, 18));
        assert!(board.pins.iter().all(|pin| pin.cluster.is_some()));
    }

    async fn a_year_opens_once_and_only_after_the_one_before(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let early = open_year(db.url(), year(2569), &clock()).await;
        assert!(matches!(early, Err(Error::YearBeforeNotOpen(refused)) if refused == year(2569)));
        assert_eq!(open_year(db.url(), year(2568), &clock()).await.unwrap(), Opened::Now(21));
        assert_eq!(open_year(db.url(), year(2568), &clock()).await.unwrap(), Opened::Already);
        assert_eq!(open_year(db.url(), year(2569), &clock()).await.unwrap(), Opened::Now(21));
    }

    async fn on_the_first_of_october_the_map_still_shows_the_open_year(db: TestDb) {
        let now = clock();
        let backend = db.backend(&now).await;
        now.advance(chrono::Duration::days(250));
        assert_eq!(FiscalYear::of(backend.now()), year(2568));
        assert_eq!(backend.map(&Actor::Public).board().await.unwrap().year, year(2567));
        assert_eq!(backend.years().open_due().await.unwrap(), [year(2568)]);
        assert_eq!(backend.years().open_due().await.unwrap(), []);
        assert_eq!(backend.map(&Actor::Public).board().await.unwrap().year, year(2568));
    }
}
