//! What the overview counts: reports without their texts, and the districts of a day.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::event::kind::{StoredKind, Topic, without};
use crate::store::{Conn, Inconsistent, on};
use chrono::{DateTime, NaiveDate, Utc};
use domain::overview::{Fact, OverviewDistrict};
use domain::place::district::{DistrictKind, Slug};
use domain::place::position::Place;
use domain::progress::ProgressKind;
use serde_json::json;
use sqlx::{FromRow, query_as, query_scalar};
use std::collections::BTreeSet;

/// Reports with the instants of their lives. Of each there is at most one question and one answer.
macro_rules! facts {
    () => {
        "SELECT r.id, r.district_id, r.policy_item_id, r.kind, r.posted_at, r.acknowledged_at,
                CASE WHEN r.state = 'withdrawn' THEN r.state_at ELSE n.posted_at END AS left_at,
                q.at AS questioned_at, a.at AS answered_at
         FROM progress_report r
         LEFT JOIN progress_report n ON n.id = r.corrected_by
         LEFT JOIN progress_remark q ON q.report_id = r.id AND q.verb = 'question'
         LEFT JOIN progress_remark a ON a.report_id = r.id AND a.verb = 'answer'"
    };
}

const AFTER: &str = concat!(facts!(), " WHERE r.id > $1 ORDER BY r.id LIMIT $2");

const OF_IDS: &str = concat!(
    given!(""),
    facts!(),
    " WHERE r.id IN (SELECT CAST(it ->> 'report' AS BIGINT) FROM given)"
);

/// The events after a position, without the kinds that are given, reports by their ids: in the order that
/// everybody sees, or committed and about to have its place.
const TOUCHED: &str = given!(
    "SELECT DISTINCT e.entity, e.verb, CASE WHEN e.entity = 'progress_report' THEN e.entity_id END AS report
     FROM (SELECT event_id FROM event_place WHERE position > $3 UNION ALL SELECT event_id FROM event_waiting) p
     JOIN event e ON e.id = p.event_id
     WHERE e.entity || ' ' || e.verb NOT IN (SELECT it ->> 'kind' FROM given)"
);

/// The districts of the day `$2` with their cluster of the year `$1`.
const DISTRICTS: &str = "
    SELECT d.id, d.code, d.slug, d.kind, d.name_th, d.name_en, d.lat, d.lon, m.cluster_no
    FROM district d LEFT JOIN cluster_membership m ON m.district_id = d.id AND m.fiscal_year = $1
    WHERE d.closed_on IS NULL OR d.closed_on > $2 ORDER BY d.code";

const CLOSINGS: &str =
    "SELECT closed_on FROM district WHERE closed_on IS NOT NULL ORDER BY closed_on";

/// So many reports are read at once.
const PART: i64 = 20_000;

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[AFTER, OF_IDS, TOUCHED, DISTRICTS, CLOSINGS];

#[derive(FromRow)]
struct FactRow {
    id: i64,
    district_id: i64,
    policy_item_id: i64,
    kind: String,
    posted_at: i64,
    acknowledged_at: Option<i64>,
    left_at: Option<i64>,
    questioned_at: Option<i64>,
    answered_at: Option<i64>,
}

#[derive(FromRow)]
struct DistrictRow {
    id: i64,
    code: String,
    slug: String,
    kind: String,
    name_th: String,
    name_en: String,
    lat: f64,
    lon: f64,
    cluster_no: Option<i64>,
}

impl TryFrom<FactRow> for Fact {
    type Error = Inconsistent;

    fn try_from(row: FactRow) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("progress_report {}", row.id), column, value)
        };
        let at = |micros: Option<i64>| micros.and_then(DateTime::<Utc>::from_timestamp_micros);
        Ok(Self {
            report: row.id,
            district: row.district_id,
            item: row.policy_item_id,
            kind: ProgressKind::from_key(&row.kind).ok_or_else(|| bad("kind", &row.kind))?,
            posted_at: at(Some(row.posted_at)).ok_or_else(|| bad("posted_at", &row.posted_at))?,
            left_at: at(row.left_at),
            acknowledged_at: at(row.acknowledged_at),
            questioned_at: at(row.questioned_at),
            answered_at: at(row.answered_at),
        })
    }
}

impl TryFrom<DistrictRow> for OverviewDistrict {
    type Error = Inconsistent;

    fn try_from(row: DistrictRow) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("district {}", row.code), column, value)
        };
        let cluster = row.cluster_no.map(i32::try_from).transpose();
        Ok(Self {
            id: row.id,
            slug: Slug::parse(&row.slug).ok_or_else(|| bad("slug", &row.slug))?,
            kind: DistrictKind::from_key(&row.kind).ok_or_else(|| bad("kind", &row.kind))?,
            cluster: cluster.map_err(|e| bad("cluster_no", &e))?,
            place: Place::new(row.lat, row.lon).ok_or_else(|| bad("lat", &row.lat))?,
            code: row.code,
            name_th: row.name_th,
            name_en: row.name_en,
        })
    }
}

fn facts(rows: Vec<FactRow>) -> Result<Vec<Fact>> {
    Ok(rows.into_iter().map(Fact::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// The reports with the ids after this one, ascending, at most [`PART`].
pub(crate) async fn after(conn: &mut Conn, id: i64) -> Result<Vec<Fact>> {
    facts(on!(conn, query_as::<_, FactRow>(AFTER).bind(id).bind(PART) => fetch_all)?)
}

/// The reports with these ids.
pub(crate) async fn of(conn: &mut Conn, reports: &BTreeSet<i64>) -> Result<Vec<Fact>> {
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let (json, count) =
        given::rows(&reports.iter().map(|id| json!({ "report": id })).collect::<Vec<_>>());
    facts(on!(conn, query_as::<_, FactRow>(OF_IDS).bind(&json).bind(count) => fetch_all)?)
}

/// What has to be read again before counting.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Row ids of reports.
    pub reports: BTreeSet<i64>,
    /// Whether districts, years or the catalogue may be others.
    pub scene: bool,
    /// Whether anything may be another: a newer version wrote an event that this one does not know.
    pub everything: bool,
}

/// The topics of what is counted.
pub(crate) const COUNTED: &[Topic] = &[Topic::Reports, Topic::Questions, Topic::Districts];

/// What happened after `position`.
pub(crate) async fn touched_after(conn: &mut Conn, position: i64) -> Result<Touched> {
    let (json, kinds) = without(COUNTED);
    let events: Vec<(String, String, Option<String>)> = on!(
        conn,
        query_as(TOUCHED).bind(&json).bind(kinds).bind(position) => fetch_all
    )?;
    let mut touched = Touched::default();
    for (entity, verb, report) in events {
        match (StoredKind::parse(&entity, &verb), report) {
            (StoredKind::Known(_), Some(id)) => {
                let id = id.parse().map_err(|_| Inconsistent::new("event", "entity_id", &id))?;
                touched.reports.insert(id);
            }
            (StoredKind::Known(_), None) => touched.scene = true,
            (StoredKind::Unknown, _) => touched.everything = true,
        }
    }
    Ok(touched)
}

/// The districts that were not closed by `day`, with their cluster of `year`, by code.
pub(crate) async fn districts(
    conn: &mut Conn,
    year: i32,
    day: NaiveDate,
) -> Result<Vec<OverviewDistrict>> {
    let (year, day) = (i64::from(year), day.to_string());
    let rows = on!(conn, query_as::<_, DistrictRow>(DISTRICTS).bind(year).bind(&day) => fetch_all)?;
    Ok(rows.into_iter().map(OverviewDistrict::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// The days on which districts were closed, ascending, as texts.
pub(crate) async fn closings(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(on!(conn, query_scalar(CLOSINGS) => fetch_all)?)
}
