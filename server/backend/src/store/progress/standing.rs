//! Of each district and item the newest report that counts.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::year::policy_item;
use crate::store::{Conn, Inconsistent, on};
use chrono::{DateTime, Utc};
use domain::place::district::Slug;
use domain::progress::ProgressKind;
use domain::year::item_name::ItemName;
use serde_json::json;
use sqlx::{FromRow, query_as};
use std::collections::BTreeSet;

/// Of two reports at one instant the later row.
macro_rules! newest {
    ($of:literal) => {
        concat!(
            "SELECT district, fiscal_year, track, group_key, no, id, kind, posted_at FROM (
                SELECT d.slug AS district, i.fiscal_year, i.track, i.group_key, i.no, r.id, r.kind, r.posted_at,
                       ROW_NUMBER() OVER (PARTITION BY r.district_id, r.policy_item_id
                                          ORDER BY r.posted_at DESC, r.id DESC) AS place
                FROM ",
            $of,
            "JOIN progress_report r ON r.district_id = d.id
             JOIN policy_item i ON i.id = r.policy_item_id
             WHERE r.state <> 'withdrawn' AND r.corrected_by IS NULL) ranked
             WHERE place = 1"
        )
    };
}

const ALL: &str = newest!("district d ");

const OF_DISTRICTS: &str =
    given!(newest!("given JOIN district d ON d.slug = given.it ->> 'district' "));

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[ALL, OF_DISTRICTS];

#[derive(FromRow)]
struct Row {
    district: String,
    fiscal_year: i64,
    track: String,
    group_key: String,
    no: i64,
    id: i64,
    kind: String,
    posted_at: i64,
}

/// The newest report that counts of a district on an item.
pub(crate) struct Newest {
    pub district: Slug,
    pub item: ItemName,
    /// Row id.
    pub id: i64,
    pub kind: ProgressKind,
    pub posted_at: DateTime<Utc>,
}

impl TryFrom<Row> for Newest {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("progress_report {}", row.id), column, value)
        };
        Ok(Self {
            district: Slug::parse(&row.district)
                .ok_or_else(|| bad("district_id", &row.district))?,
            item: policy_item::name(row.fiscal_year, &row.track, &row.group_key, row.no)
                .ok_or_else(|| bad("policy_item_id", &row.no))?,
            id: row.id,
            kind: ProgressKind::from_key(&row.kind).ok_or_else(|| bad("kind", &row.kind))?,
            posted_at: DateTime::from_timestamp_micros(row.posted_at)
                .ok_or_else(|| bad("posted_at", &row.posted_at))?,
        })
    }
}

fn newest(rows: Vec<Row>) -> Result<Vec<Newest>> {
    Ok(rows.into_iter().map(Newest::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Of every district and item.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Newest>> {
    newest(on!(conn, query_as::<_, Row>(ALL) => fetch_all)?)
}

/// Of these districts.
pub(crate) async fn of(conn: &mut Conn, districts: &BTreeSet<Slug>) -> Result<Vec<Newest>> {
    let districts: Vec<_> = districts.iter().map(|slug| json!({ "district": slug })).collect();
    let (json, count) = given::rows(&districts);
    newest(on!(conn, query_as::<_, Row>(OF_DISTRICTS).bind(&json).bind(count) => fetch_all)?)
}
