//! What the product shipped last for each field, and which version of each set is loaded.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Tx, on};
use serde::Serialize;
use sqlx::{FromRow, query, query_as};
use std::collections::BTreeMap;

const ALL: &str = "SELECT entity, entity_key, field, value, source, version FROM shipped_fact";

const OF_KEY: &str = "
    SELECT entity, entity_key, field, value, source, version FROM shipped_fact WHERE entity = $1 AND entity_key = $2";

const PUT: &str = given!(
    "INSERT INTO shipped_fact (entity, entity_key, field, value, source, version)
     SELECT it ->> 'entity', it ->> 'entity_key', it ->> 'field', it ->> 'value', it ->> 'source',
            CAST(it ->> 'version' AS BIGINT)
     FROM given WHERE true
     ON CONFLICT (entity, entity_key, field) DO UPDATE
        SET value = excluded.value, source = excluded.source, version = excluded.version"
);

const LOADED: &str = "SELECT key, value FROM meta WHERE key LIKE 'facts/%'";

const SET_LOADED: &str = "
    INSERT INTO meta (key, value) VALUES ($1, $2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE meta.value <> excluded.value";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[ALL, OF_KEY, PUT, LOADED, SET_LOADED];

/// A field's value as the product shipped it last.
#[derive(Debug, Clone, FromRow, Serialize)]
pub(crate) struct ShippedFact {
    pub entity: String,
    pub entity_key: String,
    pub field: String,
    pub value: Option<String>,
    pub source: String,
    pub version: i64,
}

/// Everything that was shipped.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<ShippedFact>> {
    Ok(on!(conn, query_as::<_, ShippedFact>(ALL) => fetch_all)?)
}

/// What was shipped for one entity.
pub(crate) async fn of_key(
    conn: &mut Conn,
    entity: &str,
    entity_key: &str,
) -> Result<Vec<ShippedFact>> {
    Ok(on!(conn, query_as::<_, ShippedFact>(OF_KEY).bind(entity).bind(entity_key) => fetch_all)?)
}

/// Remembers what is shipped now.
pub(crate) async fn put(tx: &mut Tx, facts: &[ShippedFact]) -> Result<()> {
    let (json, count) = given::rows(facts);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}

/// The version of each loaded set, by the set's name.
pub(crate) async fn loaded(conn: &mut Conn) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, String)> = on!(conn, query_as(LOADED) => fetch_all)?;
    let version = |(key, value): (String, String)| {
        Some((key.strip_prefix("facts/")?.to_owned(), value.parse().ok()?))
    };
    Ok(rows.into_iter().filter_map(version).collect())
}

/// Remembers that `version` of a set is loaded.
pub(crate) async fn set_loaded(tx: &mut Tx, set: &str, version: i64) -> Result<()> {
    on!(tx, query(SET_LOADED).bind(format!("facts/{set}")).bind(version.to_string()) => execute)?;
    Ok(())
}
