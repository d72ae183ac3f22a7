//! The items of a year's catalogue with their predecessors, for reading in another catalogue.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use domain::year::catalogue::Track;
use domain::year::fiscal_year::FiscalYear;
use domain::year::new_catalogue::{CatalogueItem, Comparability, Usage};
use serde_json::{Value, json};
use sqlx::{FromRow, query, query_as, query_scalar};

/// An item's key within its year, as SQL: of the row with this alias.
macro_rules! key {
    ($alias:literal) => {
        concat!(
            "CASE ",
            $alias,
            ".track WHEN 'policy' THEN 'p' ELSE lower(",
            $alias,
            ".group_key) END || CAST(",
            $alias,
            ".no AS TEXT)"
        )
    };
}

const OF_YEAR: &str = concat!(
    "SELECT i.id, i.track, i.group_key, i.group_th, i.group_en, i.no, i.title_th, i.title_en, i.comparability,
            CASE WHEN p.id IS NULL THEN NULL ELSE ",
    key!("p"),
    " END AS predecessor
     FROM policy_item i LEFT JOIN policy_item p ON p.id = i.predecessor_id
     WHERE i.fiscal_year = $1 ORDER BY i.track, i.group_key, i.no"
);

/// Whether a report or an item of another year refers to one of the year's.
const IS_IN_USE: &str = "
    SELECT COUNT(*) FROM (
        SELECT 1 FROM policy_item i WHERE i.fiscal_year = $1
          AND (EXISTS (SELECT 1 FROM progress_report r WHERE r.policy_item_id = i.id)
               OR EXISTS (SELECT 1 FROM policy_item n WHERE n.predecessor_id = i.id)) LIMIT 1) used";

const PUT: &str = given!(
    "INSERT INTO policy_item (fiscal_year, track, group_key, group_th, group_en, no, title_th, title_en,
                              predecessor_id, comparability)
     SELECT CAST(it ->> 'year' AS BIGINT), it ->> 'track', it ->> 'group_key', it ->> 'group_th', it ->> 'group_en',
            CAST(it ->> 'no' AS BIGINT), it ->> 'title_th', it ->> 'title_en', p.id, it ->> 'comparability'
     FROM given LEFT JOIN policy_item p ON p.fiscal_year = CAST(it ->> 'year' AS BIGINT) - 1 AND ",
    key!("p"),
    " = it ->> 'predecessor' WHERE true
     ON CONFLICT (fiscal_year, track, group_key, no) DO UPDATE SET group_th = excluded.group_th,
        group_en = excluded.group_en, title_th = excluded.title_th, title_en = excluded.title_en,
        predecessor_id = excluded.predecessor_id, comparability = excluded.comparability,
        version = policy_item.version + 1"
);

const REMOVE: &str =
    concat!("DELETE FROM policy_item AS i WHERE i.fiscal_year = $1 AND ", key!("i"), " = $2");

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[OF_YEAR, IS_IN_USE, PUT, REMOVE];

#[derive(FromRow)]
struct Row {
    id: i64,
    track: String,
    group_key: String,
    group_th: String,
    group_en: String,
    no: i64,
    title_th: String,
    title_en: String,
    comparability: String,
    predecessor: Option<String>,
}

impl TryFrom<Row> for CatalogueItem {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("policy_item {}", row.id), column, value)
        };
        let comparability = Comparability::from_key(&row.comparability);
        Ok(Self {
            track: Track::from_key(&row.track).ok_or_else(|| bad("track", &row.track))?,
            no: i32::try_from(row.no).map_err(|_| bad("no", &row.no))?,
            comparability: comparability.ok_or_else(|| bad("comparability", &row.comparability))?,
            group_key: row.group_key,
            group_titles: [row.group_th, row.group_en],
            titles: [row.title_th, row.title_en],
            predecessor: row.predecessor,
        })
    }
}

/// The year's items: policies first, then quick wins by group. None of a year that is not open.
pub(crate) async fn of_year(conn: &mut Conn, year: FiscalYear) -> Result<Vec<CatalogueItem>> {
    let rows: Vec<Row> = on!(conn, query_as(OF_YEAR).bind(i64::from(year.number())) => fetch_all)?;
    Ok(rows.into_iter().map(CatalogueItem::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Whether the year's items may still be exchanged.
pub(crate) async fn usage(conn: &mut Conn, year: FiscalYear) -> Result<Usage> {
    let used: i64 = on!(conn, query_scalar(IS_IN_USE).bind(i64::from(year.number())) => fetch_one)?;
    Ok(if used > 0 { Usage::InUse } else { Usage::Unused })
}

/// Writes items of a year as given; their predecessors are of the year before.
pub(crate) async fn put(tx: &mut Tx, year: FiscalYear, items: &[&CatalogueItem]) -> Result<()> {
    let (json, count) = given::rows(&items.iter().map(|item| row(year, item)).collect::<Vec<_>>());
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}

fn row(year: FiscalYear, item: &CatalogueItem) -> Value {
    json!({
        "year": year.number(), "track": item.track.key(), "group_key": item.group_key,
        "group_th": item.group_titles[0], "group_en": item.group_titles[1], "no": item.no,
        "title_th": item.titles[0], "title_en": item.titles[1],
        "predecessor": item.predecessor, "comparability": item.comparability.key(),
    })
}

/// Removes the year's item with this key, to which nothing refers.
pub(crate) async fn remove(tx: &mut Tx, year: FiscalYear, key: &str) -> Result<()> {
    on!(tx, query(REMOVE).bind(i64::from(year.number())).bind(key) => execute)?;
    Ok(())
}
