//! Use case of the operator: opening a fiscal year, or updating an open one, with the catalogue of a file.

use super::catalogue_file::{self, CatalogueFile, CatalogueFileFault, Content};
use super::fiscal_years::{self, Opened};
use crate::digest::sha256_of;
use crate::store::engine::address::Address;
use crate::store::engine::migrations;
use crate::store::place::shipped_fact::ShippedFact;
use crate::store::place::{shipped_fact, source};
use crate::store::year::{catalogue_item, fiscal_year};
use crate::store::{Conn, Db, Event, EventKind, Tx};
use crate::{Clock, Error, Result};
use chrono::{DateTime, Utc};
use domain::year::fiscal_year::FiscalYear;
use domain::year::new_catalogue::{
    CatalogueItem, Comparability, ItemChange, PlannedItem, RefusedItem, check, plan,
};
use serde_json::json;
use std::collections::BTreeMap;

/// The result of loading a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogueReport {
    /// The file cannot be read.
    Unreadable(CatalogueFileFault),
    /// Rows are refused; nothing was changed.
    Refused(Vec<RefusedItem>),
    /// The planned change of each item.
    Planned {
        /// Whether the year is opened for it.
        opens: bool,
        /// The items of the file, then the removed ones.
        items: Vec<PlannedItem>,
        /// Whether the plan was applied.
        is_applied: bool,
    },
}

/// The changes to make, decided from the rows and the database.
enum Decision {
    Refused(Vec<RefusedItem>),
    Planned(Vec<CatalogueItem>, Vec<PlannedItem>),
}

/// Opens `year` in the database at `url` with the catalogue of a file, or updates the open year with it: in one
/// transaction, or not at all. With `dry_run` it only returns the plan.
/// Refuses if the previous year is not open.
pub async fn load_catalogue(
    url: &str,
    year: FiscalYear,
    file: CatalogueFile,
    dry_run: bool,
    clock: &Clock,
) -> Result<CatalogueReport> {
    let digest = sha256_of(&file.bytes);
    let content = match catalogue_file::read(file, year) {
        Ok(content) => content,
        Err(fault) => return Ok(CatalogueReport::Unreadable(fault)),
    };
    let address = Address::parse(url)?;
    address.look()?;
    migrations::demand_current(&address).await.map_err(|e| address.explain(e))?;
    let db = Db::open(&address).await.map_err(|e| address.explain(e))?;
    let load = Load { year, content, digest, now: clock.now() };
    let done = if dry_run {
        db.read(async |conn: &mut Conn| load.look(conn).await).await
    } else {
        db.write(async move |tx: &mut Tx| load.apply(tx).await).await
    };
    db.close().await;
    done.map_err(|e| address.explain(e))
}

struct Load {
    year: FiscalYear,
    content: Content,
    /// Digest of the file.
    digest: String,
    now: DateTime<Utc>,
}

impl Load {
    /// Plans the changes.
    async fn look(&self, conn: &mut Conn) -> Result<CatalogueReport> {
        let years = fiscal_year::all(conn).await?;
        let opens = !years.contains(&self.year);
        if opens && !years.contains(&self.year.previous()) {
            return Err(Error::YearBeforeNotOpen(self.year));
        }
        Ok(match self.decide(conn, opens).await? {
            Decision::Refused(rows) => CatalogueReport::Refused(rows),
            Decision::Planned(_, items) => {
                CatalogueReport::Planned { opens, items, is_applied: false }
            }
        })
    }

    async fn decide(&self, conn: &mut Conn, opens: bool) -> Result<Decision> {
        let before = catalogue_item::of_year(conn, self.year.previous()).await?;
        let new = match check(&self.content.items, self.year, &before) {
            Ok(new) => new,
            Err(refused) => return Ok(Decision::Refused(refused)),
        };
        let current = if opens {
            before.into_iter().map(copied).collect()
        } else {
            catalogue_item::of_year(conn, self.year).await?
        };
        let usage = catalogue_item::usage(conn, self.year).await?;
        Ok(match plan(&current, &new, usage) {
            Ok(items) => Decision::Planned(new, items),
            Err(refused) => Decision::Refused(refused),
        })
    }

    async fn apply(self, tx: &mut Tx) -> Result<CatalogueReport> {
        // Planned first: a refused catalogue opens no year.
        let opens = match self.look(tx).await? {
            CatalogueReport::Planned { opens, .. } => opens,
            refused => return Ok(refused),
        };
        if opens && fiscal_years::open(tx, self.year, self.now).await? == Opened::Already {
            return Err(Error::Unavailable(1));
        }
        let Decision::Planned(new, items) = self.decide(tx, false).await? else {
            return Err(Error::Unavailable(1));
        };
        self.write(tx, &new, &items).await?;
        Ok(CatalogueReport::Planned { opens, items, is_applied: true })
    }

    /// Writes the changes, with their source and event; nothing if there are none.
    async fn write(&self, tx: &mut Tx, new: &[CatalogueItem], items: &[PlannedItem]) -> Result<()> {
        let changed: BTreeMap<&str, &PlannedItem> = items
            .iter()
            .filter(|item| !item.changes.is_empty())
            .map(|item| (item.key.as_str(), item))
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        for (key, _) in changed.iter().filter(|(_, item)| item.changes == [ItemChange::Removed]) {
            catalogue_item::remove(tx, self.year, key).await?;
        }
        let put: Vec<&CatalogueItem> =
            new.iter().filter(|item| changed.contains_key(item.key().as_str())).collect();
        catalogue_item::put(tx, self.year, &put).await?;
        source::put_one(tx, i64::from(self.year.number()), &self.content.source).await?;
        shipped_fact::put(tx, &self.facts(&put)).await?;
        let count = |change| items.iter().filter(|item| item.changes.contains(&change)).count();
        let payload = json!({
            "sha256": self.digest,
            "added": count(ItemChange::Added),
            "replaced": count(ItemChange::Replaced),
            "removed": count(ItemChange::Removed),
            "titles": count(ItemChange::TitleChanged),
            "predecessors": count(ItemChange::PredecessorChanged),
        });
        tx.emit(Event::by_system(self.now, EventKind::CatalogueLoaded, &self.year, payload));
        Ok(())
    }

    /// The sources of the values of these items.
    fn facts(&self, items: &[&CatalogueItem]) -> Vec<ShippedFact> {
        let fields = |item: &CatalogueItem| {
            let [group_th, group_en] = item.group_titles.clone();
            let [title_th, title_en] = item.titles.clone();
            [
                ("group_th", group_th),
                ("group_en", group_en),
                ("title_th", title_th),
                ("title_en", title_en),
            ]
        };
        let facts = |item: &&CatalogueItem| {
            let key = format!("{}/{}", self.year, item.key());
            fields(item).map(|(field, value)| ShippedFact {
                entity: "policy_item".to_owned(),
                entity_key: key.clone(),
                field: field.to_owned(),
                value: Some(value),
                source: self.content.source.key.clone(),
                version: 1,
            })
        };
        items.iter().flat_map(facts).collect()
    }
}

/// The item as opening a year copies it.
fn copied(item: CatalogueItem) -> CatalogueItem {
    let predecessor = Some(item.key());
    CatalogueItem { predecessor, comparability: Comparability::Same, ..item }
}
