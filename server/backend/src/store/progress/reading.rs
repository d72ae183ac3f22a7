//! Progress reports as far as a reader may see them: the scope is part of each statement.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::progress::report::Row as ReportRow;
use crate::store::{Conn, Inconsistent, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use domain::kernel::written_number::WrittenNumber;
use domain::place::district::Slug;
use domain::progress::new_report::Amount;
use domain::progress::report::Report;
use domain::progress::shown::ReportContent;
use serde_json::json;
use sqlx::{FromRow, query_as};

/// Reports in the reader's scope, with texts as far as it goes. `$1` = 1: reads unchecked reports of
/// all districts; `$2`: the slugs of those of which it does, each between semicolons; `$3` and `$4`
/// the same for reports that were taken back.
macro_rules! scoped {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, d.slug AS district, i.fiscal_year, i.track, i.group_key, i.no, r.author_id, r.kind, r.state,
                    r.corrected_by, r.posted_at, r.acknowledged_at,
                    t.text, t.what_changed, t.why, t.number_ten_thousandths, t.unit, t.link, t.story
             FROM progress_report r
             JOIN district d ON d.id = r.district_id
             JOIN policy_item i ON i.id = r.policy_item_id
             LEFT JOIN progress_text t ON t.report_id = r.id
                AND ((r.state = 'acknowledged' AND r.corrected_by IS NULL)
                     OR r.state = 'withdrawn'
                     OR $1 = 1 OR $2 LIKE '%;' || d.slug || ';%')
             WHERE ((r.state <> 'withdrawn' AND r.corrected_by IS NULL)
                    OR (r.state <> 'withdrawn' AND ($1 = 1 OR $2 LIKE '%;' || d.slug || ';%'))
                    OR (r.state = 'withdrawn' AND ($3 = 1 OR $4 LIKE '%;' || d.slug || ';%')))
               AND ",
            $rest
        )
    };
}

/// A district's reports of a year, the newest first.
const OF_DISTRICT: &str =
    scoped!("d.slug = $5 AND i.fiscal_year = $6 ORDER BY r.posted_at DESC, r.id DESC");

/// The newest report that counts on an item, of each district.
const NEWEST_OF_ITEM: &str = scoped!(
    "r.policy_item_id = $5 AND r.state <> 'withdrawn' AND r.corrected_by IS NULL AND NOT EXISTS (
        SELECT 1 FROM progress_report n
        WHERE n.policy_item_id = r.policy_item_id AND n.district_id = r.district_id
          AND n.state <> 'withdrawn' AND n.corrected_by IS NULL AND (n.posted_at, n.id) > (r.posted_at, r.id))
     ORDER BY r.id"
);

/// Those that wait for an acknowledgement and are not the reader's (`$7`) own; on all items where
/// `$5` = 1, else on those whose ids stand between semicolons in `$6`; of the districts in `$8` where
/// there are any, else of all.
const WAITING: &str = scoped!(
    "r.state IN ('posted', 'answered') AND r.corrected_by IS NULL AND r.author_id <> $7
     AND ($5 = 1 OR $6 LIKE '%;' || CAST(i.id AS TEXT) || ';%')
     AND ($8 = '' OR $8 LIKE '%;' || d.slug || ';%')
     ORDER BY r.posted_at, r.id LIMIT $9"
);

/// How many wait on each item, with the item's year.
const COUNT_WAITING: &str = "
    SELECT r.policy_item_id, i.fiscal_year, COUNT(*)
    FROM progress_report r JOIN policy_item i ON i.id = r.policy_item_id JOIN district d ON d.id = r.district_id
    WHERE r.state IN ('posted', 'answered') AND r.corrected_by IS NULL AND r.author_id <> $3
      AND ($1 = 1 OR $2 LIKE '%;' || CAST(r.policy_item_id AS TEXT) || ';%')
      AND ($4 = '' OR $4 LIKE '%;' || d.slug || ';%')
    GROUP BY r.policy_item_id, i.fiscal_year";

/// Those with the given ids, the oldest first.
const CHOSEN: &str = given!(
    "$5",
    "$6",
    scoped!(
        "r.id IN (SELECT CAST(it ->> 'report' AS BIGINT) FROM given) ORDER BY r.posted_at, r.id"
    )
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[OF_DISTRICT, NEWEST_OF_ITEM, WAITING, COUNT_WAITING, CHOSEN];

/// What a reader may read beyond what is public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Reports that nobody has acknowledged.
    pub unchecked: Reach,
    /// Reports that were taken back.
    pub withdrawn: Reach,
}

/// Of which districts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Of all.
    pub everywhere: bool,
    /// Of these.
    pub districts: Vec<Slug>,
}

/// Which waiting reports are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Queue {
    /// Row id of the account that acknowledges: not those that it posted itself.
    pub reader: AccountId,
    /// Row ids of the items; `None` for all.
    pub items: Option<Vec<i64>>,
    /// `None` for all.
    pub districts: Option<Vec<Slug>>,
}

/// A report with its text, as far as the scope went.
pub(crate) struct Reading {
    pub report: Report,
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub content: Option<ReportContent>,
}

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    report: ReportRow,
    acknowledged_at: Option<i64>,
    text: Option<String>,
    what_changed: Option<String>,
    why: Option<String>,
    number_ten_thousandths: Option<i64>,
    unit: Option<String>,
    link: Option<String>,
    story: Option<String>,
}

impl Scope {
    /// The first four bindings of a scoped statement.
    pub(crate) fn bindings(&self) -> (i64, String, i64, String) {
        let Self { unchecked, withdrawn } = self;
        let list = |reach: &Reach| between_semicolons(&reach.districts);
        let all = |reach: &Reach| i64::from(reach.everywhere);
        (all(unchecked), list(unchecked), all(withdrawn), list(withdrawn))
    }
}

impl Queue {
    /// Whether all items are meant, the items, the districts; as the statements of what waits take them.
    fn bindings(&self) -> (i64, String, String) {
        let items = self.items.as_deref().map(between_semicolons);
        let districts = self.districts.as_deref().map(between_semicolons);
        (i64::from(items.is_none()), items.unwrap_or_default(), districts.unwrap_or_default())
    }
}

fn between_semicolons<T: ToString>(values: &[T]) -> String {
    values.iter().fold(String::from(";"), |list, value| list + &value.to_string() + ";")
}

impl TryFrom<Row> for Reading {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let number = row.number_ten_thousandths.map(|stored| {
            WrittenNumber::from_ten_thousandths(stored)
                .ok_or_else(|| Inconsistent::new("progress_text", "number_ten_thousandths", stored))
        });
        let amount =
            number.transpose()?.zip(row.unit).map(|(number, unit)| Amount { number, unit });
        let (what_changed, why, link, story) = (row.what_changed, row.why, row.link, row.story);
        let content = row.text.map(|text| ReportContent {
            text,
            what_changed,
            why,
            amount,
            link,
            story,
            files: Vec::new(),
        });
        let acknowledged_at = row.acknowledged_at.and_then(DateTime::from_timestamp_micros);
        Ok(Self { report: row.report.try_into()?, acknowledged_at, content })
    }
}

fn readings(rows: Vec<Row>) -> Result<Vec<Reading>> {
    Ok(rows.into_iter().map(Reading::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// A district's reports of a year, the newest first.
pub(crate) async fn of_district(
    conn: &mut Conn,
    scope: &Scope,
    slug: &Slug,
    year: i32,
) -> Result<Vec<Reading>> {
    let (a, b, c, d) = scope.bindings();
    let (slug, year) = (slug.as_str(), i64::from(year));
    readings(
        on!(conn, query_as::<_, Row>(OF_DISTRICT).bind(a).bind(&b).bind(c).bind(&d).bind(slug).bind(year) => fetch_all)?,
    )
}

/// The newest report that counts on the item with this id, of each district.
pub(crate) async fn newest_of_item(
    conn: &mut Conn,
    scope: &Scope,
    item: i64,
) -> Result<Vec<Reading>> {
    let (a, b, c, d) = scope.bindings();
    readings(
        on!(conn, query_as::<_, Row>(NEWEST_OF_ITEM).bind(a).bind(&b).bind(c).bind(&d).bind(item) => fetch_all)?,
    )
}

/// At most `limit` of the reports that wait, the oldest first.
pub(crate) async fn waiting(
    conn: &mut Conn,
    scope: &Scope,
    queue: &Queue,
    limit: i64,
) -> Result<Vec<Reading>> {
    let (a, b, c, d) = scope.bindings();
    let (all, items, districts) = queue.bindings();
    readings(
        on!(conn, query_as::<_, Row>(WAITING).bind(a).bind(&b).bind(c).bind(&d).bind(all).bind(&items)
            .bind(queue.reader.get()).bind(&districts).bind(limit) => fetch_all)?,
    )
}

/// How many reports wait on each item that has any: its row id and year, and the count.
pub(crate) async fn count_waiting(conn: &mut Conn, queue: &Queue) -> Result<Vec<(i64, i64, i64)>> {
    let (all, items, districts) = queue.bindings();
    Ok(
        on!(conn, query_as(COUNT_WAITING).bind(all).bind(&items).bind(queue.reader.get()).bind(&districts) => fetch_all)?,
    )
}

/// The reports with these ids, the oldest first.
pub(crate) async fn chosen(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<Reading>> {
    let (a, b, c, d) = scope.bindings();
    let (json, count) =
        given::rows(&ids.iter().map(|id| json!({ "report": id })).collect::<Vec<_>>());
    readings(
        on!(conn, query_as::<_, Row>(CHOSEN).bind(a).bind(&b).bind(c).bind(&d).bind(&json).bind(count) => fetch_all)?,
    )
}
