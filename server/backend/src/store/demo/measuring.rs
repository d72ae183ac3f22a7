//! Many times more districts and reports than there are, to measure with: made within the database, without
//! texts and events. For databases that are thrown away.

use crate::Result;
use crate::store::{Conn, Tx, on};
use chrono::{DateTime, Duration, Utc};
use domain::kernel::bangkok;
use domain::year::fiscal_year::FiscalYear;
use sqlx::{query, query_as};
use std::ops::RangeInclusive;

/// So many copies of each district, numbered behind its code and slug.
const COPIES: &str = "
    WITH RECURSIVE copy (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM copy WHERE i < $1)
    INSERT INTO district (code, slug, kind, name_th, full_name_th, name_en, seat_province, lat, lon, position_source)
    SELECT d.code || '-' || CAST(i AS TEXT), d.slug || '-' || CAST(i AS TEXT), d.kind, d.name_th || ' ' || CAST(i AS TEXT),
           d.full_name_th, d.name_en || ' ' || CAST(i AS TEXT), d.seat_province, d.lat, d.lon, d.position_source
    FROM district d CROSS JOIN copy";

/// Copies belong to the clusters of their originals, whose codes have ten digits.
const MEMBERSHIPS: &str = "
    INSERT INTO cluster_membership (fiscal_year, district_id, cluster_no)
    SELECT m.fiscal_year, c.id, m.cluster_no
    FROM district c JOIN district d ON d.code = substr(c.code, 1, 10) JOIN cluster_membership m ON m.district_id = d.id
    WHERE length(c.code) > 10";

/// `$4` reports of each district from row id `$1` to `$2` on each item of the year `$3`, spread over `$6` minutes
/// from `$5` on. Of twenty, nineteen were acknowledged after two days and one after forty, where that is before `$7`.
const REPORTS: &str = "
    WITH RECURSIVE turn (n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM turn WHERE n < $4)
    INSERT INTO progress_report (district_id, policy_item_id, author_id, client_key, content_hash, kind, posted_at,
                                 state, state_at, acknowledged_at, acknowledged_by)
    SELECT district, item, author, CAST(district AS TEXT) || '-' || CAST(item AS TEXT) || '-' || CAST(n AS TEXT), '',
           CASE draw % 5 WHEN 0 THEN 'adjusted' WHEN 1 THEN 'output' ELSE 'on_plan' END, at,
           CASE WHEN acknowledged IS NULL THEN 'posted' ELSE 'acknowledged' END, COALESCE(acknowledged, at),
           acknowledged, CASE WHEN acknowledged IS NOT NULL THEN author END
    FROM (SELECT district, item, author, n, draw, at, CASE WHEN at + wait < $7 THEN at + wait END AS acknowledged
          FROM (SELECT d.id AS district, i.id AS item, (SELECT MIN(a.id) FROM account a) AS author, n,
                       d.id + 3 * i.id + 7 * n AS draw,
                       CASE (d.id + 3 * i.id + 7 * n) % 20 WHEN 0 THEN 3456000000000 ELSE 172800000000 END AS wait,
                       $5 + (d.id * 7919 + i.id * 104729 + n * 1299709) % $6 * 60000000 AS at
                FROM district d CROSS JOIN policy_item i CROSS JOIN turn
                WHERE d.id BETWEEN $1 AND $2 AND i.fiscal_year = $3) drawn) posted";

const IDS: &str = "SELECT COALESCE(MIN(id), 0), COALESCE(MAX(id), 0) FROM district";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[COPIES, MEMBERSHIPS, REPORTS, IDS];

/// Adds so many copies of each district to it.
pub(crate) async fn copy_districts(tx: &mut Tx, copies: i64) -> Result<()> {
    if copies > 0 {
        on!(tx, query(COPIES).bind(copies) => execute)?;
        on!(tx, query(MEMBERSHIPS) => execute)?;
    }
    Ok(())
}

/// The first and the last row id of a district.
pub(crate) async fn ids(conn: &mut Conn) -> Result<(i64, i64)> {
    Ok(on!(conn, query_as(IDS) => fetch_one)?)
}

/// Stores so many reports of each of these districts on each item of a year, none later than `now`; gives how
/// many.
pub(crate) async fn report(
    tx: &mut Tx,
    districts: RangeInclusive<i64>,
    year: FiscalYear,
    times: i64,
    now: DateTime<Utc>,
) -> Result<u64> {
    let begins = bangkok::midnight(year.starts());
    let ends = bangkok::midnight(year.ends() + Duration::days(1)).min(now);
    let minutes = (ends - begins).num_minutes();
    if minutes < 1 {
        return Ok(0);
    }
    let (begins, now) = (begins.timestamp_micros(), now.timestamp_micros());
    let year = i64::from(year.number());
    Ok(on!(tx, query(REPORTS)
        .bind(*districts.start()).bind(*districts.end()).bind(year).bind(times).bind(begins).bind(minutes).bind(now)
        => execute)?)
}
