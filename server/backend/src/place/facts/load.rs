//! Loads a shipment into the database, field by field, in a few set-based statements.

use super::merge::merge;
use super::{FIRST_YEAR, Loaded, Row, Set, Shipment};
use crate::Result;
use crate::store::place::Fields;
use crate::store::place::shipped_fact::ShippedFact;
use crate::store::place::{cluster, district, province, shipped_fact, source};
use crate::store::profile::fact;
use crate::store::year::{fiscal_year, policy_item};
use crate::store::{Conn, Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::year::fiscal_year::FiscalYear;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// The facts shipped last, by entity and key, then by field.
type Last = HashMap<(String, String), BTreeMap<String, ShippedFact>>;

/// Loads facts newer than the loaded ones, and all missing rows. A second run changes nothing.
pub(crate) async fn load(tx: &mut Tx, shipment: &Shipment, now: DateTime<Utc>) -> Result<Loaded> {
    let versions = shipped_fact::loaded(tx).await?;
    let mut last = Last::new();
    for fact in shipped_fact::all(tx).await? {
        last.entry((fact.entity.clone(), fact.entity_key.clone()))
            .or_default()
            .insert(fact.field.clone(), fact);
    }
    // The sources of imported catalogues follow them.
    if !source::all(tx).await?.starts_with(&shipment.sources) {
        source::put(tx, &shipment.sources).await?;
    }
    if let Some(year) = FiscalYear::new(FIRST_YEAR) {
        fiscal_year::open(tx, year, now).await?;
    }
    let mut loaded = Loaded::default();
    for set in &shipment.sets {
        let before = versions.get(set.entity).copied();
        // A newer version of the product was here: its facts are kept.
        if before.is_none_or(|version| version <= set.version) {
            load_set(tx, set, before, &last, now, &mut loaded).await?;
        }
    }
    Ok(loaded)
}

async fn load_set(
    tx: &mut Tx,
    set: &Set,
    before: Option<i64>,
    last: &Last,
    now: DateTime<Utc>,
    loaded: &mut Loaded,
) -> Result<()> {
    let current: HashMap<String, Fields> = current(tx, set.entity).await?.into_iter().collect();
    let taken_over = match set.entity {
        "district" => fact::taken_over(tx).await?,
        _ => Vec::new(),
    };
    let (mut rows, mut facts) = (Vec::new(), Vec::new());
    let (mut added, mut updated) = (0, 0);
    for row in &set.rows {
        let remembered = last.get(&(set.entity.to_owned(), row.key.clone()));
        let values = remembered
            .into_iter()
            .flatten()
            .map(|(field, fact)| (field.as_str(), fact.value.as_deref()));
        let own: Vec<&str> = taken_over
            .iter()
            .filter(|(code, _)| *code == row.key)
            .map(|(_, field)| field.as_str())
            .collect();
        let merged = merge(set.entity, row, current.get(&row.key), &values.collect(), &own);
        if merged.added {
            added += 1;
            loaded.added.push(format!("{} {}", set.entity, row.key));
        }
        updated += merged.updated.len();
        loaded.updated.extend(merged.updated);
        loaded.left_alone.extend(merged.left_alone);
        rows.extend(merged.write);
        facts.extend(news(set, row, remembered));
    }
    if !rows.is_empty() {
        put(tx, set.entity, &rows).await?;
    }
    if !facts.is_empty() {
        shipped_fact::put(tx, &facts).await?;
    }
    if added + updated > 0 || before != Some(set.version) {
        shipped_fact::set_loaded(tx, set.entity, set.version).await?;
        let payload = json!({ "version": set.version, "added": added, "updated": updated });
        tx.emit(Event::by_system(now, EventKind::FactsLoaded, &set.entity, payload));
    }
    Ok(())
}

/// The facts of a row that differ from what was shipped last.
fn news(
    set: &Set,
    row: &Row,
    remembered: Option<&BTreeMap<String, ShippedFact>>,
) -> Vec<ShippedFact> {
    let known = |field: &str| remembered.and_then(|facts| facts.get(field));
    let is_news = |fact: &&super::Fact| match known(fact.field) {
        Some(last) => last.value != fact.value || last.source != fact.source,
        None => fact.value.is_some(),
    };
    let shipped = |fact: &super::Fact| ShippedFact {
        entity: set.entity.to_owned(),
        entity_key: row.key.clone(),
        field: fact.field.to_owned(),
        value: fact.value.clone(),
        source: fact.source.to_owned(),
        version: set.version,
    };
    row.facts.iter().filter(is_news).map(shipped).collect()
}

/// The current rows of an entity, by key.
pub(crate) async fn current(conn: &mut Conn, entity: &str) -> Result<Vec<(String, Fields)>> {
    let Some(first_year) = FiscalYear::new(FIRST_YEAR) else { return Ok(Vec::new()) };
    match entity {
        "province" => province::as_facts(conn).await,
        "district" => district::as_facts(conn).await,
        "cluster_membership" => cluster::as_facts(conn, FIRST_YEAR).await,
        "policy_item" => policy_item::as_facts(conn, first_year).await,
        other => unreachable!("no set of {other} ships"),
    }
}

async fn put(tx: &mut Tx, entity: &str, rows: &[Fields]) -> Result<()> {
    match entity {
        "province" => province::put(tx, rows).await,
        "district" => district::put(tx, rows).await,
        "cluster_membership" => cluster::put(tx, rows).await,
        "policy_item" => policy_item::put(tx, rows).await,
        other => unreachable!("no set of {other} ships"),
    }
}
