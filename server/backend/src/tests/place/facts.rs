//! Loading the shipped facts: once, again, over edits, and a newer shipment.

use crate::database::migrate::migrate_with;
use crate::place::facts::Shipment;
use crate::store::{Tx, on};
use crate::tests::clock;
use crate::{Migrated, Result, migrate};
use sqlx::{query, query_scalar};
use testing::TestDb;
use testing::on_both_engines;

const EDITED: &str = "1011010000";
const UNTOUCHED: &str = "1011020000";
const CONFIRMED: &str = "1010010000";

async fn edit(db: &TestDb) {
    let open = crate::tests::open(db).await;
    let edit = async move |tx: &mut Tx| {
        on!(tx, query("UPDATE district SET website = 'edited.example' WHERE code = '1011010000'") => execute)?;
        on!(tx, query("UPDATE district SET position_source = 'confirmed' WHERE code = '1010010000'") => execute)?;
        Ok(())
    };
    open.write(edit).await.unwrap();
    open.close().await;
}

async fn website(db: &TestDb, code: &'static str) -> Option<String> {
    let open = crate::tests::open(db).await;
    let website = open
        .read(async |conn| -> Result<Option<String>> {
            Ok(on!(conn, query_scalar("SELECT website FROM district WHERE code = $1").bind(code) => fetch_one)?)
        })
        .await;
    open.close().await;
    website.unwrap()
}

/// The next version: every website and the position of every office differ.
fn newer() -> Shipment {
    let mut shipment = Shipment::embedded();
    for set in shipment.sets.iter_mut().filter(|set| set.entity == "district") {
        set.version += 1;
        for fact in set.rows.iter_mut().flat_map(|row| &mut row.facts) {
            match fact.field {
                "website" => fact.value = Some("new.example".to_owned()),
                "position" => fact.value = Some("14.000000,100.000000,listed".to_owned()),
                _ => {}
            }
        }
    }
    shipment
}

on_both_engines! {
    async fn a_second_run_changes_nothing(db: TestDb) {
        let first = migrate(db.url(), &clock()).await.unwrap();
        let shipped: usize = Shipment::embedded().sets.iter().map(|set| set.rows.len()).sum();
        assert_eq!(first.facts.added.len(), shipped);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        assert_eq!(first.migrations.len(), std::fs::read_dir(folder).unwrap().count());
        assert_eq!(migrate(db.url(), &clock()).await.unwrap(), Migrated::default());
    }

    async fn an_edit_is_left_alone_and_named(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        edit(&db).await;
        let again = migrate(db.url(), &clock()).await.unwrap();
        assert_eq!((again.facts.added.len(), again.facts.updated.len()), (0, 0));
        let left: Vec<(&str, &str)> = again.facts.left_alone.iter().map(|d| (d.key.as_str(), d.field)).collect();
        assert_eq!(left, [(CONFIRMED, "position"), (EDITED, "website")]);
        assert_eq!(website(&db, EDITED).await.as_deref(), Some("edited.example"));
    }

    async fn a_newer_shipment_updates_what_nobody_edited(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        edit(&db).await;
        let upgraded = migrate_with(db.url(), &clock(), newer()).await.unwrap();
        let districts = Shipment::embedded().sets[1].rows.len();
        assert_eq!(upgraded.facts.updated.len(), 2 * (districts - 1));
        assert_eq!(website(&db, EDITED).await.as_deref(), Some("edited.example"));
        assert_eq!(website(&db, UNTOUCHED).await.as_deref(), Some("new.example"));
        let left: Vec<(&str, &str)> = upgraded.facts.left_alone.iter().map(|d| (d.key.as_str(), d.field)).collect();
        assert_eq!(left, [(CONFIRMED, "position"), (EDITED, "website")]);
    }

    async fn an_older_binary_does_not_bring_old_facts_back(db: TestDb) {
        migrate_with(db.url(), &clock(), newer()).await.unwrap();
        assert_eq!(migrate(db.url(), &clock()).await.unwrap(), Migrated::default());
        assert_eq!(website(&db, UNTOUCHED).await.as_deref(), Some("new.example"));
    }
}
