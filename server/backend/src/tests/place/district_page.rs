//! A district's page: one use case, one snapshot.

use crate::tests::clock;
use crate::tests::progress::{HERE, appoint, form, slug};
use crate::tests::test_db::OpenBackend as _;
use chrono::Duration;
use domain::kernel::bangkok;
use domain::people::access::Actor;
use domain::people::role::Role;
use testing::on_both_engines;

on_both_engines! {
    async fn all_that_a_districts_page_shows_is_read_from_one_snapshot(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let executive = appoint(&backend, Role::Executive, HERE).await;
        backend.reports(&reporter).post(&slug(HERE), &form("2567/p1")).await.unwrap();
        let posted_on = bangkok::date(backend.now());
        clock.advance(Duration::days(2));
        for actor in [Actor::Public, reporter, executive] {
            for on in [String::new(), posted_on.to_string()] {
                let query = [("on".to_owned(), on.clone())];
                let page = backend.districts(&actor).page(&slug(HERE), &query).await.unwrap();
                // An overview is cached only once this process knows the log's position.
                backend.head().wait_for(|head| *head >= page.board.position).await.unwrap();
                backend.districts(&actor).page(&slug(HERE), &query).await.unwrap();
                let before = backend.snapshots();
                let page = backend.districts(&actor).page(&slug(HERE), &query).await.unwrap();
                assert_eq!(backend.snapshots() - before, 1, "{actor:?} on {on:?}");
                assert_eq!(page.day.past().is_some(), !on.is_empty());
                let is_told = page.overview.is_some() || page.then.is_some() || on.is_empty();
                assert!(is_told, "{actor:?} sees where the district stood on {on:?}");
            }
        }
    }

    async fn the_overview_of_a_districts_page_is_of_the_same_moment_as_its_map(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let reporter = appoint(&backend, Role::Reporter, HERE).await;
        let executive = appoint(&backend, Role::Executive, HERE).await;
        for item in ["2567/p1", "2567/p2", "2567/p3"] {
            backend.reports(&reporter).post(&slug(HERE), &form(item)).await.unwrap();
            let page = backend.districts(&executive).page(&slug(HERE), &[]).await.unwrap();
            let reported = page.lines.iter().filter(|line| line.newest().is_some()).count();
            let overview = page.overview.expect("an executive sees the overview");
            let place = overview.scene().district(&slug(HERE)).unwrap();
            let items = 0..overview.scene().items.len();
            let counted = items.filter(|item| overview.standings().newest_on(place, *item).is_some());
            assert_eq!(counted.count(), reported, "after {item}");
        }
    }
}
