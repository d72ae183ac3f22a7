//! The content of the map and of a district's page.

use crate::place::facts::Shipment;
use crate::store::{Tx, on};
use crate::tests::clock;
use crate::tests::test_db::OpenBackend as _;
use crate::year::fiscal_years;
use domain::Error;
use domain::people::access::Actor;
use domain::place::district::Slug;
use domain::year::fiscal_year::FiscalYear;
use std::sync::Arc;
use testing::on_both_engines;

on_both_engines! {
    async fn the_board_holds_every_shipped_district_in_the_order_of_the_dictionary(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let shipment = Shipment::embedded();
        let count = |entity: &str| shipment.sets.iter().find(|set| set.entity == entity).unwrap().rows.len();
        assert_eq!(board.pins.len(), count("district"));
        assert_eq!(board.provinces.len(), count("province"));
        assert_eq!(board.items.len(), count("policy_item"));
        assert_eq!(board.year.number(), 2567);
        assert_eq!(board.read_at, backend.now());
        assert!(board.pins.iter().all(|pin| pin.cluster.is_some_and(|no| board.clusters.contains(&no))));
        assert_eq!(board.provinces[0].name_th, "กระบี่");
        let place = |slug| board.pins.iter().position(|pin| pin.slug.as_str() == slug).unwrap();
        assert!(place("p-khon-kaen-1") < place("p-khon-kaen-2"));
        assert!(board.pins[place("p-khon-kaen-2")].name_th.ends_with("เขต\u{a0}2"));
    }

    async fn a_district_page_names_where_each_value_comes_from(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let slug = Slug::parse("p-samut-prakan-1").unwrap();
        let edit = async move |tx: &mut Tx| {
            on!(tx, sqlx::query("UPDATE district SET website = 'new.example' WHERE slug = 'p-samut-prakan-1'") => execute)?;
            Ok(())
        };
        backend.db().write(edit).await.unwrap();
        let page = backend.districts(&Actor::Public).page(&slug, &[]).await.unwrap().page;
        let source = |field: &str| page.origins.iter().find(|origin| origin.field == field).map(|origin| origin.source.as_str());
        assert_eq!(source("website"), Some("edited"));
        assert_eq!(source("position"), Some("office_list"));
        assert_eq!(source("seat_amphoe_th"), Some("seat_estimate"));
        assert_eq!(source("cluster"), Some("office_list"));
        assert_eq!(page.nearest.len(), 6);
        assert!(page.nearest.is_sorted_by(|a, b| a.distance_km <= b.distance_km));
        assert!(page.cluster_mates.iter().all(|mate| mate.slug != slug) && !page.cluster_mates.is_empty());
    }

    async fn an_unknown_slug_is_not_found(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let page = backend.districts(&Actor::Public).page(&Slug::parse("p-atlantis").unwrap(), &[]).await;
        assert_eq!(page.err(), Some(Error::NotFound));
    }

    async fn the_sources_and_the_catalogue_are_as_shipped(db: TestDb) {
        let backend = db.backend(&clock()).await;
        assert_eq!(backend.districts(&Actor::Public).sources().await.unwrap(), Shipment::embedded().sources);
        let year = backend.map(&Actor::Public).board().await.unwrap().year;
        let items = backend.years().catalogue(&Actor::Public, year).await.unwrap();
        let keys: Vec<String> = items.iter().map(domain::year::catalogue::PolicyItem::key).collect();
        assert_eq!(keys.join(" "), "p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 a1 a2 a3 a4 a5 a6 b1 b2 b3 b4 b5");
        assert!(backend.ready().await);
    }

    async fn the_board_is_read_once_until_something_happens_or_the_day_ends(db: TestDb) {
        let now = clock();
        let backend = db.backend(&now).await;
        let first = backend.map(&Actor::Public).board().await.unwrap();
        now.advance(chrono::Duration::minutes(1));
        assert!(Arc::ptr_eq(&first, &backend.map(&Actor::Public).board().await.unwrap()));
        assert_eq!(first.read_at, backend.now() - chrono::Duration::minutes(1));
        let (next, at) = (FiscalYear::new(2568).unwrap(), first.read_at);
        let open = async move |tx: &mut Tx| fiscal_years::open(tx, next, at).await;
        backend.db().write(open).await.unwrap();
        backend.head().wait_for(|head| *head > first.position).await.unwrap();
        let second = backend.map(&Actor::Public).board().await.unwrap();
        assert!(second.position > first.position && second.read_at == backend.now());
        now.advance(chrono::Duration::days(1));
        assert_eq!(backend.map(&Actor::Public).board().await.unwrap().read_at, backend.now());
    }
}
