//! Who directs offices and who deputises: every version of every entry.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::id::AccountId;
use domain::place::district::Slug;
use domain::profile::person::{Person, Post};
use serde::Serialize;
use sqlx::{FromRow, query, query_as};

/// The newest version by `$2` of each entry of a district; mobile numbers only where `$3` is 1.
const OF: &str = "
    SELECT p.no, p.version, p.post, p.name, CASE WHEN $3 = 1 THEN p.mobile END AS mobile, p.from_on, p.until_on
    FROM person_post p JOIN district d ON d.id = p.district_id
    WHERE d.slug = $1 AND p.recorded_at <= $2
      AND p.version = (SELECT MAX(n.version) FROM person_post n
                       WHERE n.district_id = p.district_id AND n.no = p.no AND n.recorded_at <= $2)
    ORDER BY p.no";

const PUT: &str = given!(
    "INSERT INTO person_post (district_id, no, version, post, name, mobile, salt, from_on, until_on, recorded_at,
                              recorded_by)
     SELECT d.id, CAST(it ->> 'no' AS BIGINT), CAST(it ->> 'version' AS BIGINT), it ->> 'post', it ->> 'name',
            it ->> 'mobile', it ->> 'salt', it ->> 'from', it ->> 'until', CAST(it ->> 'at' AS BIGINT),
            CAST(it ->> 'by' AS BIGINT)
     FROM given JOIN district d ON d.slug = it ->> 'district' ORDER BY i"
);

const ERASE: &str = "
    UPDATE person_post SET name = NULL, mobile = NULL, salt = NULL, erased_at = $3
    WHERE no = $2 AND salt IS NOT NULL AND district_id = (SELECT id FROM district WHERE slug = $1)";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[OF, PUT, ERASE];

#[derive(FromRow)]
struct Row {
    no: i64,
    version: i64,
    post: String,
    name: Option<String>,
    mobile: Option<String>,
    from_on: Option<String>,
    until_on: Option<String>,
}

/// A version of an entry to be stored.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewPerson {
    pub district: Slug,
    pub no: i64,
    pub version: i64,
    pub post: &'static str,
    pub name: String,
    pub mobile: Option<String>,
    pub salt: String,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Microseconds.
    pub at: i64,
    /// Row id of the account.
    pub by: AccountId,
}

impl TryFrom<Row> for Person {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &str| {
            Inconsistent::new(format!("person_post no. {}", row.no), column, value)
        };
        let day = |column, text: Option<&str>| -> Result<Option<NaiveDate>, Inconsistent> {
            text.map(|text| text.parse().map_err(|_| bad(column, text))).transpose()
        };
        Ok(Self {
            no: row.no,
            version: row.version,
            post: Post::from_key(&row.post).ok_or_else(|| bad("post", &row.post))?,
            from: day("from_on", row.from_on.as_deref())?,
            until: day("until_on", row.until_on.as_deref())?,
            name: row.name,
            mobile: row.mobile,
        })
    }
}

/// The entries of a district as they stood at `until`, by number; mobile numbers only where
/// `internal_too`.
pub(crate) async fn of(
    conn: &mut Conn,
    district: &Slug,
    until: DateTime<Utc>,
    internal_too: bool,
) -> Result<Vec<Person>> {
    let (until, internal) = (until.timestamp_micros(), i64::from(internal_too));
    let rows = on!(
        conn,
        query_as::<_, Row>(OF).bind(district.as_str()).bind(until).bind(internal) => fetch_all
    )?;
    Ok(rows.into_iter().map(Person::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Stores versions; the database refuses one that is there.
pub(crate) async fn put(tx: &mut Tx, people: &[NewPerson]) -> Result<()> {
    let (json, count) = given::rows(people);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}

/// Erases name and number in every version of an entry; gives how many versions.
pub(crate) async fn erase(tx: &mut Tx, district: &Slug, no: i64, at: DateTime<Utc>) -> Result<u64> {
    let at = at.timestamp_micros();
    Ok(on!(tx, query(ERASE).bind(district.as_str()).bind(no).bind(at) => execute)?)
}
