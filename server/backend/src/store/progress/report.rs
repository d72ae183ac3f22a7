//! Progress reports as they are posted and moved on. What readers may see of them: `progress_reading`.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::year::policy_item;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use domain::place::district::Slug;
use domain::progress::ProgressKind;
use domain::progress::report::{Report, State};
use domain::year::fiscal_year::Books;
use domain::year::item_name::ItemName;
use serde::Serialize;
use sqlx::{FromRow, query, query_as, query_scalar};

const FIND: &str = "
    SELECT r.id, d.slug AS district, i.fiscal_year, i.track, i.group_key, i.no, r.author_id, r.kind, r.state,
           r.corrected_by, r.posted_at
    FROM progress_report r JOIN district d ON d.id = r.district_id JOIN policy_item i ON i.id = r.policy_item_id
    WHERE r.id = $1";

/// What an author posted with a key. Without salt, the text was erased.
const OF_KEY: &str = "
    SELECT r.id, r.content_hash, t.salt FROM progress_report r LEFT JOIN progress_text t ON t.report_id = r.id
    WHERE r.author_id = $1 AND r.client_key = $2";

/// What a report stands on, in one trip: the writer makes hundreds of them a second.
const GROUND: &str = "
    SELECT (SELECT COUNT(*) FROM district WHERE slug = $1 AND closed_on IS NULL) AS districts,
           (SELECT COUNT(closed_at) FROM fiscal_year WHERE year = $2) AS closed,
           (SELECT id FROM policy_item WHERE fiscal_year = $2
               AND CASE track WHEN 'policy' THEN 'p' ELSE LOWER(group_key) END || CAST(no AS TEXT) = $3) AS item,
           r.id, r.content_hash, t.salt
    FROM (SELECT 1) always LEFT JOIN progress_report r ON r.author_id = $4 AND r.client_key = $5
        LEFT JOIN progress_text t ON t.report_id = r.id";

const PUT: &str = given!(
    "INSERT INTO progress_report (district_id, policy_item_id, author_id, client_key, content_hash, kind, written_at,
                                  posted_at, corrects, state, state_at)
     SELECT d.id, CAST(it ->> 'item' AS BIGINT), CAST(it ->> 'author' AS BIGINT), it ->> 'key', it ->> 'digest',
            it ->> 'kind', CAST(it ->> 'written_at' AS BIGINT), CAST(it ->> 'at' AS BIGINT), CAST(it ->> 'corrects' AS BIGINT), 'posted',
            CAST(it ->> 'at' AS BIGINT)
     FROM given JOIN district d ON d.slug = it ->> 'district' WHERE true ORDER BY i
     ON CONFLICT (author_id, client_key) DO NOTHING RETURNING id, client_key"
);

const PUT_TEXT: &str = given!(
    "INSERT INTO progress_text (report_id, text, what_changed, why, number_ten_thousandths, unit, link, story, salt)
     SELECT CAST(it ->> 'report' AS BIGINT), it ->> 'text', it ->> 'what_changed', it ->> 'why',
            CAST(it ->> 'number' AS BIGINT), it ->> 'unit', it ->> 'link', it ->> 'story', it ->> 'salt'
     FROM given"
);

/// Moves reports on that still stand where they were read.
const MOVE: &str = given!(
    "UPDATE progress_report SET state = it ->> 'to', state_at = CAST(it ->> 'at' AS BIGINT),
        acknowledged_at = CASE WHEN it ->> 'to' = 'acknowledged' THEN CAST(it ->> 'at' AS BIGINT) END,
        acknowledged_by = CASE WHEN it ->> 'to' = 'acknowledged' THEN CAST(it ->> 'by' AS BIGINT) END
     FROM given WHERE progress_report.id = CAST(it ->> 'report' AS BIGINT)
        AND progress_report.state = it ->> 'from' AND progress_report.corrected_by IS NULL"
);

/// Marks reports as corrected that still stand where they were read.
const CORRECT: &str = given!(
    "UPDATE progress_report SET corrected_by = CAST(it ->> 'by' AS BIGINT)
     FROM given WHERE progress_report.id = CAST(it ->> 'report' AS BIGINT)
        AND progress_report.state = it ->> 'from' AND progress_report.corrected_by IS NULL"
);

const COUNT: &str = "SELECT COUNT(*) FROM progress_report";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[FIND, COUNT, OF_KEY, GROUND, PUT, PUT_TEXT, MOVE, CORRECT];

/// The columns of a report that decide who sees it.
#[derive(FromRow)]
pub(crate) struct Row {
    id: i64,
    district: String,
    fiscal_year: i64,
    track: String,
    group_key: String,
    no: i64,
    author_id: i64,
    kind: String,
    state: String,
    corrected_by: Option<i64>,
    posted_at: i64,
}

/// Row id, digest and salt of what was posted before with a key. Without salt, the text was erased.
pub(crate) type Earlier = (i64, String, Option<String>);

/// What a report that is about to be stored stands on.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    /// Whether its district is active.
    pub is_active: bool,
    /// Whether records of its year may still change. A year that has not begun has none.
    pub books: Books,
    /// Row id of its item, where there is one.
    pub item: Option<i64>,
    /// What its author posted with the same key.
    pub earlier: Option<Earlier>,
}

#[derive(FromRow)]
struct GroundRow {
    districts: i64,
    closed: i64,
    item: Option<i64>,
    id: Option<i64>,
    content_hash: Option<String>,
    salt: Option<String>,
}

/// A report to be stored.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewRow {
    pub district: Slug,
    /// Row id.
    pub item: i64,
    pub author: AccountId,
    pub key: String,
    /// Of the content, with the salt of the text.
    pub digest: String,
    pub kind: &'static str,
    /// Microseconds, by the device's clock, where it said.
    pub written_at: Option<i64>,
    /// Microseconds, by the server's clock.
    pub at: i64,
    /// Row id.
    pub corrects: Option<i64>,
}

/// The text of a report to be stored.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewText {
    /// Row id of the report.
    pub report: i64,
    pub text: String,
    pub what_changed: Option<String>,
    pub why: Option<String>,
    /// In ten-thousandths.
    pub number: Option<i64>,
    pub unit: Option<String>,
    pub link: Option<String>,
    pub story: Option<String>,
    pub salt: String,
}

/// A change of where a report stands.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Move {
    /// Row id of the report.
    pub report: i64,
    pub from: State,
    pub to: State,
    pub by: AccountId,
    /// Microseconds.
    pub at: i64,
}

/// A report that another corrects.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Corrected {
    /// Row id of the report.
    pub report: i64,
    pub from: State,
    /// Row id of the report that corrects it.
    pub by: i64,
}

impl TryFrom<Row> for Report {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("progress_report {}", row.id), column, value)
        };
        Ok(Self {
            id: row.id,
            district: Slug::parse(&row.district)
                .ok_or_else(|| bad("district_id", &row.district))?,
            item: policy_item::name(row.fiscal_year, &row.track, &row.group_key, row.no)
                .ok_or_else(|| bad("policy_item_id", &row.no))?,
            author: AccountId::new(row.author_id),
            kind: ProgressKind::from_key(&row.kind).ok_or_else(|| bad("kind", &row.kind))?,
            state: State::from_key(&row.state).ok_or_else(|| bad("state", &row.state))?,
            corrected: row.corrected_by.is_some(),
            posted_at: DateTime::<Utc>::from_timestamp_micros(row.posted_at)
                .ok_or_else(|| bad("posted_at", &row.posted_at))?,
        })
    }
}

/// The report with this id, whoever may see it.
pub(crate) async fn find(conn: &mut Conn, id: i64) -> Result<Option<Report>> {
    let row = on!(conn, query_as::<_, Row>(FIND).bind(id) => fetch_optional)?;
    Ok(row.map(Report::try_from).transpose()?)
}

/// Whether anything was ever reported.
pub(crate) async fn any(conn: &mut Conn) -> Result<bool> {
    let count: i64 = on!(conn, query_scalar(COUNT) => fetch_one)?;
    Ok(count > 0)
}

/// Id, digest and salt of what an author posted with a key.
pub(crate) async fn of_key(
    conn: &mut Conn,
    author: AccountId,
    key: &str,
) -> Result<Option<Earlier>> {
    Ok(on!(conn, query_as(OF_KEY).bind(author.get()).bind(key) => fetch_optional)?)
}

/// What a report of this district on this item stands on, from this author with this key.
pub(crate) async fn ground(
    conn: &mut Conn,
    district: &Slug,
    item: ItemName,
    author: AccountId,
    key: &str,
) -> Result<Ground> {
    let (year, item) = (i64::from(item.year().number()), item.key());
    let row = on!(conn, query_as::<_, GroundRow>(GROUND).bind(district.as_str()).bind(year).bind(&item)
        .bind(author.get()).bind(key) => fetch_one)?;
    Ok(Ground {
        is_active: row.districts > 0,
        books: if row.closed > 0 { Books::Closed } else { Books::Open },
        item: row.item,
        earlier: row.id.zip(row.content_hash).map(|(id, digest)| (id, digest, row.salt)),
    })
}

/// Stores reports; gives id and key of those whose key was new to their author.
pub(crate) async fn put(tx: &mut Tx, reports: &[NewRow]) -> Result<Vec<(i64, String)>> {
    let (json, count) = given::rows(reports);
    Ok(on!(tx, query_as(PUT).bind(&json).bind(count) => fetch_all)?)
}

/// Stores the texts of reports.
pub(crate) async fn put_texts(tx: &mut Tx, texts: &[NewText]) -> Result<()> {
    let (json, count) = given::rows(texts);
    on!(tx, query(PUT_TEXT).bind(&json).bind(count) => execute)?;
    Ok(())
}

/// Moves reports on; gives how many still stood where they were read.
pub(crate) async fn move_on(tx: &mut Tx, moves: &[Move]) -> Result<u64> {
    let (json, count) = given::rows(moves);
    Ok(on!(tx, query(MOVE).bind(&json).bind(count) => execute)?)
}

/// Marks reports as corrected; gives how many still stood where they were read.
pub(crate) async fn correct(tx: &mut Tx, corrected: &[Corrected]) -> Result<u64> {
    let (json, count) = given::rows(corrected);
    Ok(on!(tx, query(CORRECT).bind(&json).bind(count) => execute)?)
}
