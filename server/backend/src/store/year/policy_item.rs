//! Items of a fiscal year's catalogue.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::place::Fields;
use crate::store::{Conn, Inconsistent, Tx, on};
use domain::year::catalogue::{PolicyItem, Track};
use domain::year::fiscal_year::FiscalYear;
use domain::year::item_name::ItemName;
use sqlx::{FromRow, query, query_as};

/// Policies first, then quick wins by group.
const OF_YEAR: &str = "
    SELECT id, track, group_key, group_th, group_en, no, title_th, title_en
    FROM policy_item WHERE fiscal_year = $1 ORDER BY track, group_key, no";

const PUT: &str = given!(
    "INSERT INTO policy_item (fiscal_year, track, group_key, group_th, group_en, no, title_th, title_en, comparability)
     SELECT CAST(it ->> 'year' AS BIGINT), it ->> 'track', it ->> 'group_key', it ->> 'group_th', it ->> 'group_en',
            CAST(it ->> 'no' AS BIGINT), it ->> 'title_th', it ->> 'title_en', 'new'
     FROM given WHERE true
     ON CONFLICT (fiscal_year, track, group_key, no) DO UPDATE SET group_th = excluded.group_th,
        group_en = excluded.group_en, title_th = excluded.title_th, title_en = excluded.title_en,
        version = policy_item.version + 1"
);

const COPY: &str = "
    INSERT INTO policy_item (fiscal_year, track, group_key, group_th, group_en, no, title_th, title_en,
                             predecessor_id, comparability)
    SELECT $2, track, group_key, group_th, group_en, no, title_th, title_en, id, 'same'
    FROM policy_item WHERE fiscal_year = $1 ORDER BY id";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[OF_YEAR, PUT, COPY];

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
}

impl Row {
    fn item(self, year: FiscalYear) -> Result<PolicyItem, Inconsistent> {
        let row = format!("policy_item {}", self.id);
        Ok(PolicyItem {
            id: self.id,
            year,
            track: Track::from_key(&self.track)
                .ok_or_else(|| Inconsistent::new(&row, "track", &self.track))?,
            no: i32::try_from(self.no).map_err(|_| Inconsistent::new(&row, "no", self.no))?,
            group_key: self.group_key,
            group_th: self.group_th,
            group_en: self.group_en,
            title_th: self.title_th,
            title_en: self.title_en,
        })
    }
}

/// The name of the item with these columns.
pub(crate) fn name(fiscal_year: i64, track: &str, group_key: &str, no: i64) -> Option<ItemName> {
    let year = FiscalYear::new(i32::try_from(fiscal_year).ok()?)?;
    let list = match Track::from_key(track)? {
        Track::Policy => "p".to_owned(),
        Track::QuickWin => group_key.to_ascii_lowercase(),
    };
    ItemName::of_year(year, &format!("{list}{no}"))
}

/// The year's items: policies first, then quick wins by group.
pub(crate) async fn of_year(conn: &mut Conn, year: FiscalYear) -> Result<Vec<PolicyItem>> {
    let rows = on!(conn, query_as::<_, Row>(OF_YEAR).bind(i64::from(year.number())) => fetch_all)?;
    Ok(rows.into_iter().map(|row| row.item(year)).collect::<Result<_, Inconsistent>>()?)
}

/// The year's items as facts, by `year/item key`.
pub(crate) async fn as_facts(conn: &mut Conn, year: FiscalYear) -> Result<Vec<(String, Fields)>> {
    let fact = |item: PolicyItem| {
        let fields = Fields::from([
            ("group_th", Some(item.group_th.clone())),
            ("group_en", Some(item.group_en.clone())),
            ("title_th", Some(item.title_th.clone())),
            ("title_en", Some(item.title_en.clone())),
        ]);
        (format!("{year}/{}", item.key()), fields)
    };
    Ok(of_year(conn, year).await?.into_iter().map(fact).collect())
}

/// Writes items as given, each with `year`, `track`, `group_key` and `no`.
pub(crate) async fn put(tx: &mut Tx, items: &[Fields]) -> Result<()> {
    let (json, count) = given::rows(items);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}

/// Copies a year's items into another year, each linked to the one it continues.
pub(crate) async fn copy(tx: &mut Tx, from: i32, to: i32) -> Result<u64> {
    Ok(on!(tx, query(COPY).bind(i64::from(from)).bind(i64::from(to)) => execute)?)
}
