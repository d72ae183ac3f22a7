//! What is known of districts by key: every version.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use domain::place::district::Slug;
use domain::profile::concept::{Audience, Concept};
use domain::profile::versions::Version;
use serde::Serialize;
use sqlx::{FromRow, query, query_as};

/// The versions of a district that had been recorded by `$2`, the internal ones too where `$3` is 1.
const OF: &str = "
    SELECT f.key, f.period, f.version, f.value, f.recorded_at
    FROM profile_fact f JOIN district d ON d.id = f.district_id
    WHERE d.slug = $1 AND f.recorded_at <= $2 AND (f.audience = 'public' OR $3 = 1)
    ORDER BY f.key, f.period, f.version";

const PUT: &str = given!(
    "INSERT INTO profile_fact (district_id, key, period, version, audience, value, salt, recorded_at, recorded_by)
     SELECT d.id, it ->> 'key', CAST(it ->> 'period' AS BIGINT), CAST(it ->> 'version' AS BIGINT), it ->> 'audience',
            it ->> 'value', it ->> 'salt', CAST(it ->> 'at' AS BIGINT), CAST(it ->> 'by' AS BIGINT)
     FROM given JOIN district d ON d.slug = it ->> 'district' ORDER BY i"
);

/// What of the districts' own rows an office has taken over, so that no shipment changes it.
const TAKEN_OVER: &str = "
    SELECT DISTINCT d.code, f.key FROM profile_fact f JOIN district d ON d.id = f.district_id
    WHERE f.key IN ('website', 'postcode')";

const SET_WEBSITE: &str = "UPDATE district SET website = $2, version = version + 1 WHERE slug = $1";

const SET_POSTCODE: &str =
    "UPDATE district SET postcode = $2, version = version + 1 WHERE slug = $1";

const SET_POSITION: &str = "
    UPDATE district SET lat = $2, lon = $3, position_source = 'confirmed', version = version + 1 WHERE slug = $1";

const ERASE: &str = "
    UPDATE profile_fact SET value = NULL, salt = NULL, erased_at = $3
    WHERE key = $2 AND salt IS NOT NULL AND district_id = (SELECT id FROM district WHERE slug = $1)";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[OF, PUT, TAKEN_OVER, SET_WEBSITE, SET_POSTCODE, SET_POSITION, ERASE];

#[derive(FromRow)]
struct Row {
    key: String,
    period: i64,
    version: i64,
    value: Option<String>,
    recorded_at: i64,
}

/// A version with what it is of.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub concept: &'static Concept,
    /// Buddhist year.
    pub period: Option<i32>,
    pub version: Version,
}

/// A version to be stored.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewFact {
    pub district: Slug,
    pub key: &'static str,
    /// Buddhist year; 0 for what has no period.
    pub period: i32,
    pub version: i64,
    pub audience: &'static str,
    pub value: Option<String>,
    pub salt: String,
    /// Microseconds.
    pub at: i64,
    /// Row id of the account.
    pub by: AccountId,
}

impl TryFrom<Row> for Stored {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("profile_fact {}", row.key), column, value)
        };
        let concept = Concept::from_key(&row.key).ok_or_else(|| bad("key", &row.key))?;
        let period = i32::try_from(row.period).map_err(|_| bad("period", &row.period))?;
        let at = DateTime::from_timestamp_micros(row.recorded_at);
        let at = at.ok_or_else(|| bad("recorded_at", &row.recorded_at))?;
        let version = Version { no: row.version, value: row.value, at };
        Ok(Self { concept, period: (period != 0).then_some(period), version })
    }
}

/// The audience as a row says it.
pub(crate) fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "public",
        Audience::Internal => "internal",
    }
}

/// The versions of a district that had been recorded by `until`, by key, period and number; those that
/// are not public only where `internal_too`.
pub(crate) async fn of(
    conn: &mut Conn,
    district: &Slug,
    until: DateTime<Utc>,
    internal_too: bool,
) -> Result<Vec<Stored>> {
    let (until, internal) = (until.timestamp_micros(), i64::from(internal_too));
    let rows = on!(
        conn,
        query_as::<_, Row>(OF).bind(district.as_str()).bind(until).bind(internal) => fetch_all
    )?;
    Ok(rows.into_iter().map(Stored::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Stores versions; the database refuses one that is there.
pub(crate) async fn put(tx: &mut Tx, facts: &[NewFact]) -> Result<()> {
    let (json, count) = given::rows(facts);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}

/// Code and field of what an office has taken over from the shipped facts.
pub(crate) async fn taken_over(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    Ok(on!(conn, query_as(TAKEN_OVER) => fetch_all)?)
}

/// Brings a district's own row to a website as recorded.
pub(crate) async fn set_website(tx: &mut Tx, slug: &Slug, value: Option<&str>) -> Result<()> {
    on!(tx, query(SET_WEBSITE).bind(slug.as_str()).bind(value) => execute)?;
    Ok(())
}

/// The same for the postcode.
pub(crate) async fn set_postcode(tx: &mut Tx, slug: &Slug, value: Option<&str>) -> Result<()> {
    on!(tx, query(SET_POSTCODE).bind(slug.as_str()).bind(value) => execute)?;
    Ok(())
}

/// The same for the position, in degrees, which the office has confirmed by it.
pub(crate) async fn set_position(tx: &mut Tx, slug: &Slug, lat: f64, lon: f64) -> Result<()> {
    on!(tx, query(SET_POSITION).bind(slug.as_str()).bind(lat).bind(lon) => execute)?;
    Ok(())
}

/// Erases every version of a district's fact; gives how many.
pub(crate) async fn erase(
    tx: &mut Tx,
    district: &Slug,
    key: &str,
    at: DateTime<Utc>,
) -> Result<u64> {
    let at = at.timestamp_micros();
    Ok(on!(tx, query(ERASE).bind(district.as_str()).bind(key).bind(at) => execute)?)
}
