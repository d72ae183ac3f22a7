//! Counting once, following the log, and stale results while the database is unavailable.

use super::*;
use crate::tests::test_db::OpenBackend as _;
use domain::Error;
use domain::kernel::id::AccountId;
use domain::overview::{Note, Picture};
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use std::sync::Arc;
use testing::on_both_engines;

pub(super) fn appointed(role: Role, backend: &Backend) -> Actor {
    let district = role.is_of_a_district().then(|| Slug::parse("p-nan-1").expect("a slug"));
    let from = backend.now().date_naive() - chrono::Duration::days(1);
    let one = Appointment::new(role, district, Vec::new(), from, None).expect("it fits");
    AccountActor::new(AccountId::new(1), vec![one], backend.now()).into()
}

on_both_engines! {
    async fn what_follows_the_log_is_what_is_read_anew(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let before = overview(&backend, &[]).await;
        let (reporter, officer) = (appointed(Role::Reporter, &backend), appointed(Role::MonitoringOfficer, &backend));
        let form = |corrects: String| ReportForm {
            item: "2567/p1".into(), kind: "output".into(), text: "ดำเนินการแล้ว".into(),
            key: crate::new_client_key().to_string(), corrects, ..ReportForm::default()
        };
        let slug = Slug::parse("p-nan-1").unwrap();
        let first = backend.reports(&reporter).post(&slug, &form(String::new())).await.unwrap();
        let second = backend.reports(&reporter).post(&slug, &form(first.to_string())).await.unwrap();
        let third = backend.reports(&reporter).post(&slug, &form(String::new())).await.unwrap();
        backend.reports(&reporter).withdraw(third, "ผิดรายการ").await.unwrap();
        assert!(backend.reports(&officer).acknowledge(second).await.is_err(), "nobody acknowledges their own");
        let after = overview(&backend, &[]).await;
        let place = after.counted.scene.district(&slug).unwrap();
        assert_eq!(after.counted.standings.newest(place).map(|newest| newest.report), Some(second));
        assert_eq!(after.picture().waiting_total(), before.picture().waiting_total() + 1);
        let anew = overview(&Backend::open(db.url(), clock()).await.unwrap(), &[]).await;
        assert_eq!(after.counted.standings, anew.counted.standings);
    }

    async fn many_readers_share_one_count_until_something_happens(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let ask = |item: &'static str| {
            let backend = backend.clone();
            tokio::spawn(async move { overview(&backend, &[("item", item)]).await.counted })
        };
        let asked: Vec<_> = ["p1", "p2", "a1", "b2"].iter().cycle().take(200).map(|item| ask(item)).collect();
        let mut counted = Vec::new();
        for one in asked {
            counted.push(one.await.unwrap());
        }
        assert!(counted.iter().all(|one| Arc::ptr_eq(one, &counted[0])), "one count for two hundred readers");
        backend.positions().wrote(&[crate::store::Topic::Reports].into());
        assert!(Arc::ptr_eq(&counted[0], &overview(&backend, &[]).await.counted), "nothing has happened");
        let signs_in = crate::store::Event::by_system(backend.now(), crate::store::EventKind::AccountSignedIn, &1, serde_json::json!({}));
        backend.db().write(async move |tx: &mut crate::store::Tx| { tx.emit(signs_in); Ok(()) }).await.unwrap();
        backend.head().wait_for(|head| *head > counted[0].position).await.unwrap();
        let after = overview(&backend, &[]).await.counted;
        assert!(Arc::ptr_eq(&after, &counted[0]), "accounts are not counted");
        let before = backend.position();
        let year = domain::year::fiscal_year::FiscalYear::new(2568).unwrap();
        let now = backend.now();
        backend.db().write(async move |tx: &mut crate::store::Tx| crate::year::fiscal_years::open(tx, year, now).await).await.unwrap();
        backend.head().wait_for(|head| *head > before).await.unwrap();
        assert!(!Arc::ptr_eq(&counted[0].standings, &overview(&backend, &[]).await.counted.standings));
    }

    async fn while_the_database_is_away_the_last_good_numbers_stand_in(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let before = overview(&backend, &[]).await;
        backend.positions().wrote(&[crate::store::Topic::Reports].into());
        backend.close().await;
        let after = overview(&backend, &[("kind", "primary")]).await;
        assert!(after.is_stale && Arc::ptr_eq(&before.counted, &after.counted));
        let never_counted = backend.overview(&executive(&backend)).view(&[("weeks".into(), "52".into())]).await;
        assert!(matches!(never_counted, Err(Error::Unavailable(_))));
    }

    async fn before_the_first_report_there_is_an_empty_country(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let overview = overview(&backend, &[]).await;
        let picture = Picture::of(&overview.counted.scene, &overview.counted.standings, &overview.chosen);
        let districts = i32::try_from(overview.counted.scene.districts.len()).unwrap();
        assert_eq!(picture.statuses, [0, 0, 0, districts]);
        assert_eq!((picture.waiting_total(), picture.silent.len(), picture.movers.len()), (0, 0, 0));
    }

    async fn what_no_view_has_is_named_and_another_day_is_explained(db: TestDb) {
        db.fill_with_demo(&clock()).await;
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let odd = overview(&backend, &[("item", "p99"), ("cluster", "x"), ("weeks", "3"), ("on", "2999-01-01")]).await;
        assert_eq!(odd.ignored, ["weeks", "item", "cluster"]);
        assert!(matches!(odd.note, Some(Note::Ahead(_))));
        assert_eq!(odd.standpoint, overview(&backend, &[]).await.standpoint);
    }

    async fn it_is_for_who_is_signed_in_with_a_role(db: TestDb) {
        let backend = db.backend(&clock()).await;
        assert_eq!(backend.overview(&Actor::Public).view(&[]).await, Err(Error::Unauthenticated));
        let nobody = AccountActor::new(AccountId::new(1), Vec::new(), backend.now()).into();
        assert_eq!(backend.overview(&nobody).view(&[]).await, Err(Error::Forbidden));
        for role in Role::ALL {
            assert!(backend.overview(&appointed(role, &backend)).view(&[]).await.is_ok(), "{role:?}");
        }
    }
}
