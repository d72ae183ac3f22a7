//! What has happened after a position of the log, as far as it concerns who follows the map.

use crate::Result;
use crate::store::year::policy_item;
use crate::store::{Conn, Inconsistent, on};
use domain::map::news::ReportRef;
use domain::place::district::Slug;
use sqlx::{FromRow, query_as};

/// More different things than these are not told one by one.
const MOST: i64 = 1000;

/// What the map and the overview show, as events name it: anything else moves neither.
macro_rules! shown {
    () => {
        "'progress_report', 'facts', 'fiscal_year', 'district'"
    };
}
pub(crate) use shown;

/// Each thing once, of those that the map shows or that rights hang on: whoever exports figures, for one,
/// moves nothing. `placed` is 0 for what has no position yet: on PostgreSQL, whoever has written reads
/// before the sequencer has come by.
const SINCE: &str = concat!(
    "SELECT DISTINCT CAST(CASE WHEN p.position IS NULL THEN 0 ELSE 1 END AS BIGINT) AS placed, e.entity,
           CASE WHEN e.entity IN ('account', 'progress_report') THEN e.entity_id END AS entity_id,
           CASE WHEN e.entity = 'progress_report' THEN e.verb END AS verb,
           d.slug AS district, i.fiscal_year, i.track, i.group_key, i.no
    FROM (SELECT position, event_id FROM event_place WHERE position > $1
          UNION ALL SELECT CAST(NULL AS BIGINT), event_id FROM event_waiting) p
    JOIN event e ON e.id = p.event_id
    LEFT JOIN progress_report r
        ON r.id = CASE WHEN e.entity = 'progress_report' THEN CAST(e.entity_id AS BIGINT) END
    LEFT JOIN district d ON d.id = r.district_id
    LEFT JOIN policy_item i ON i.id = r.policy_item_id
    WHERE e.entity IN (", shown!(), ", 'account')
    LIMIT $2"
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[SINCE];

#[derive(FromRow)]
struct Row {
    placed: i64,
    entity: String,
    entity_id: Option<String>,
    verb: Option<String>,
    district: Option<String>,
    fiscal_year: Option<i64>,
    track: Option<String>,
    group_key: Option<String>,
    no: Option<i64>,
}

/// Something that has happened.
pub(crate) struct Happening {
    /// Whether everybody may know of it already.
    pub is_placed: bool,
    pub what: What,
}

/// To what.
pub(crate) enum What {
    /// To a report: it was posted, corrected, taken back …
    Report(Change, ReportRef),
    /// To the account with this row id, or its sessions.
    Account(i64),
    /// To what is known of a district beyond the board.
    Profile,
    /// To districts, years or the catalogue: nothing of the board need be as it was.
    Facts,
}

/// What a report's event means to the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Its district may stand otherwise.
    Standing,
    /// What of it is shown may be otherwise: its text is open to everybody now, or it has other files.
    Opened,
    /// A question or an answer: not for everybody.
    Question,
}

impl Change {
    fn of(verb: &str) -> Self {
        match verb {
            "questioned" | "answered" => Self::Question,
            "acknowledged" | "attached" | "detached" | "described" => Self::Opened,
            _ => Self::Standing,
        }
    }
}

impl Row {
    fn report(&self) -> Option<ReportRef> {
        let (track, group_key) = (self.track.as_deref()?, self.group_key.as_deref()?);
        Some(ReportRef {
            district: Slug::parse(self.district.as_deref()?)?,
            item: policy_item::name(self.fiscal_year?, track, group_key, self.no?)?,
        })
    }
}

impl TryFrom<Row> for Happening {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let id = row.entity_id.as_deref().unwrap_or_default();
        let bad = || Inconsistent::new(format!("event of {}", row.entity), "entity_id", id);
        let what = match row.entity.as_str() {
            crate::store::progress::ENTITY => {
                let change = Change::of(row.verb.as_deref().unwrap_or_default());
                What::Report(change, row.report().ok_or_else(bad)?)
            }
            crate::store::profile::ENTITY => What::Profile,
            "account" => What::Account(id.parse().map_err(|_| bad())?),
            _ => What::Facts,
        };
        Ok(Self { is_placed: row.placed == 1, what })
    }
}

/// What has happened after `position`; `None` where that is too much to say.
pub(crate) async fn since(conn: &mut Conn, position: i64) -> Result<Option<Vec<Happening>>> {
    let rows = on!(conn, query_as::<_, Row>(SINCE).bind(position).bind(MOST + 1) => fetch_all)?;
    if i64::try_from(rows.len()).is_ok_and(|count| count > MOST) {
        return Ok(None);
    }
    Ok(Some(rows.into_iter().map(Happening::try_from).collect::<Result<_, Inconsistent>>()?))
}
