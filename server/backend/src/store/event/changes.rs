//! What has changed after a position of the log, as far as it concerns followers of the map.

use crate::Result;
use crate::store::engine::given::given;
use crate::store::event::kind::{Audience, Effect, EventKind, StoredKind, silent};
use crate::store::year::policy_item;
use crate::store::{Conn, Inconsistent, on};
use domain::kernel::id::AccountId;
use domain::map::news::ReportRef;
use domain::place::district::Slug;
use sqlx::{FromRow, query_as};

/// Above this many changes, clients reload.
const MOST: i64 = 1000;

/// Each change once, without the kinds that are given. `placed` is 0 for what has no position yet: on
/// PostgreSQL, the author of a change reads before the sequencer has placed it.
const SINCE: &str = given!(
    "SELECT DISTINCT CAST(CASE WHEN p.position IS NULL THEN 0 ELSE 1 END AS BIGINT) AS placed, e.entity, e.verb,
           CASE WHEN e.entity IN ('account', 'progress_report') THEN e.entity_id END AS entity_id,
           d.slug AS district, i.fiscal_year, i.track, i.group_key, i.no
    FROM (SELECT position, event_id FROM event_place WHERE position > $3
          UNION ALL SELECT CAST(NULL AS BIGINT), event_id FROM event_waiting) p
    JOIN event e ON e.id = p.event_id
    LEFT JOIN progress_report r
        ON r.id = CASE WHEN e.entity = 'progress_report' THEN CAST(e.entity_id AS BIGINT) END
    LEFT JOIN district d ON d.id = r.district_id
    LEFT JOIN policy_item i ON i.id = r.policy_item_id
    WHERE e.entity || ' ' || e.verb NOT IN (SELECT it ->> 'kind' FROM given)
    LIMIT $4"
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[SINCE];

#[derive(FromRow)]
struct Row {
    placed: i64,
    entity: String,
    verb: String,
    entity_id: Option<String>,
    district: Option<String>,
    fiscal_year: Option<i64>,
    track: Option<String>,
    group_key: Option<String>,
    no: Option<i64>,
}

/// An event that has an audience.
pub(crate) struct Change {
    /// Whether it has its position, and may be told.
    pub is_placed: bool,
    /// What may be another.
    pub of: Changed,
}

/// What may be another after an event.
pub(crate) enum Changed {
    /// The pin of this report's district, and what is shown of the report.
    Pin(ReportRef),
    /// What is shown of this report: its text is open to everybody now, or it has other files.
    Report(ReportRef),
    /// A question about this report, or its answer: not for everybody.
    Question(ReportRef),
    /// The account with this row id, or its sessions.
    Account(AccountId),
    /// Anything: districts, years or the catalogue, or an event that a newer version wrote.
    Everything,
}

impl Row {
    fn change(self) -> Result<Option<Change>, Inconsistent> {
        let of = match StoredKind::parse(&self.entity, &self.verb) {
            StoredKind::Known(kind) => self.known(kind)?,
            StoredKind::Unknown => Some(Changed::Everything),
        };
        Ok(of.map(|of| Change { is_placed: self.placed == 1, of }))
    }

    fn known(&self, kind: EventKind) -> Result<Option<Changed>, Inconsistent> {
        Ok(match (kind.audience(), kind.effect()) {
            (Audience::Everybody, Effect::Pin) => Some(Changed::Pin(self.report()?)),
            (Audience::Everybody, Effect::Report) => Some(Changed::Report(self.report()?)),
            (Audience::Everybody, Effect::Everything) => Some(Changed::Everything),
            (Audience::Everybody, Effect::Nothing) | (Audience::Log, _) => None,
            (Audience::QuestionReaders, _) => Some(Changed::Question(self.report()?)),
            (Audience::OwnAccount, _) => {
                let id = self.entity_id.as_deref().and_then(|id| id.parse().ok());
                Some(Changed::Account(id.map(AccountId::new).ok_or_else(|| self.bad())?))
            }
        })
    }

    fn report(&self) -> Result<ReportRef, Inconsistent> {
        let find = || {
            let (track, group_key) = (self.track.as_deref()?, self.group_key.as_deref()?);
            Some(ReportRef {
                district: Slug::parse(self.district.as_deref()?)?,
                item: policy_item::name(self.fiscal_year?, track, group_key, self.no?)?,
            })
        };
        find().ok_or_else(|| self.bad())
    }

    fn bad(&self) -> Inconsistent {
        let id = self.entity_id.as_deref().unwrap_or_default();
        Inconsistent::new(format!("event of {}", self.entity), "entity_id", id)
    }
}

/// The changes after `position`; `None` where there are too many.
pub(crate) async fn since(conn: &mut Conn, position: i64) -> Result<Option<Vec<Change>>> {
    let (json, count) = silent();
    let rows = on!(
        conn,
        query_as::<_, Row>(SINCE).bind(&json).bind(count).bind(position).bind(MOST + 1) => fetch_all
    )?;
    if i64::try_from(rows.len()).is_ok_and(|count| count > MOST) {
        return Ok(None);
    }
    let changes = rows.into_iter().filter_map(|row| row.change().transpose());
    Ok(Some(changes.collect::<Result<_, Inconsistent>>()?))
}
