//! Invariants as queries: each names the rows that break it, as key and what stands there.

use crate::Result;
use crate::store::{Conn, Engine, on};
use sqlx::{query_as, query_scalar};

/// Active districts without a cluster in an open year. (More than one, the primary key prevents.)
const NO_CLUSTER: &str = "
    SELECT 'district ' || d.code AS row_name, 'fiscal_year ' || CAST(y.year AS TEXT) AS detail
    FROM district d CROSS JOIN fiscal_year y
    LEFT JOIN cluster_membership m ON m.district_id = d.id AND m.fiscal_year = y.year
    WHERE d.closed_on IS NULL AND m.district_id IS NULL ORDER BY d.code, y.year";

const SEAT_NOT_SERVED: &str = "
    SELECT 'district ' || d.code AS row_name, 'province ' || d.seat_province AS detail FROM district d
    WHERE NOT EXISTS (SELECT 1 FROM district_province p
                      WHERE p.district_id = d.id AND p.province_code = d.seat_province)
    ORDER BY d.code";

/// Thailand's bounding box, a few kilometres wide on each side.
const OUTSIDE: &str = "
    SELECT 'district ' || code AS row_name, CAST(lat AS TEXT) || ', ' || CAST(lon AS TEXT) AS detail FROM district
    WHERE lat NOT BETWEEN 5.5 AND 20.6 OR lon NOT BETWEEN 97.2 AND 105.8 ORDER BY code";

const PREDECESSOR: &str = "
    SELECT 'policy_item ' || CAST(i.id AS TEXT) AS row_name, 'fiscal_year ' || CAST(p.fiscal_year AS TEXT) AS detail
    FROM policy_item i JOIN policy_item p ON p.id = i.predecessor_id
    WHERE p.fiscal_year <> i.fiscal_year - 1 OR p.track <> i.track ORDER BY i.id";

const EMPTY_YEAR: &str = "
    SELECT 'fiscal_year ' || CAST(y.year AS TEXT) AS row_name, 'policy_item' AS detail FROM fiscal_year y
    WHERE NOT EXISTS (SELECT 1 FROM policy_item i WHERE i.fiscal_year = y.year) ORDER BY y.year";

const SLUGS: &str = "SELECT code, slug FROM district ORDER BY code";

const LEFT_WAITING: &str = "
    SELECT 'event ' || CAST(event_id AS TEXT) AS row_name, 'event_waiting' AS detail
    FROM event_waiting ORDER BY event_id";

const INTEGRITY: &str = "PRAGMA integrity_check";

const FOREIGN_KEYS: &str = "
    SELECT \"table\" || ' ' || COALESCE(CAST(rowid AS TEXT), '?'), parent FROM pragma_foreign_key_check";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[NO_CLUSTER, SEAT_NOT_SERVED, OUTSIDE, PREDECESSOR, EMPTY_YEAR, SLUGS, LEFT_WAITING];
#[cfg(test)]
pub(crate) const SQLITE_STATEMENTS: &[&str] = &[INTEGRITY, FOREIGN_KEYS];

/// A row's name, and what is wrong with it.
pub(crate) type Broken = (String, String);

/// An invariant that a query can see.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Invariant {
    NoCluster,
    SeatNotServed,
    Outside,
    Predecessor,
    EmptyYear,
    LeftWaiting,
}

/// The rows that break an invariant.
pub(crate) async fn broken(conn: &mut Conn, invariant: Invariant) -> Result<Vec<Broken>> {
    let statement = match invariant {
        Invariant::NoCluster => NO_CLUSTER,
        Invariant::SeatNotServed => SEAT_NOT_SERVED,
        Invariant::Outside => OUTSIDE,
        Invariant::Predecessor => PREDECESSOR,
        Invariant::EmptyYear => EMPTY_YEAR,
        Invariant::LeftWaiting => LEFT_WAITING,
    };
    Ok(on!(conn, query_as(statement) => fetch_all)?)
}

/// Code and slug of every district.
pub(crate) async fn slugs(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    Ok(on!(conn, query_as(SLUGS) => fetch_all)?)
}

/// What SQLite itself finds wrong with the file; nothing on PostgreSQL, which checks as it reads.
pub(crate) async fn integrity(conn: &mut Conn) -> Result<Vec<String>> {
    let Engine::Sqlite(connection) = conn.engine() else { return Ok(Vec::new()) };
    let lines: Vec<String> = query_scalar(INTEGRITY).fetch_all(connection).await?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Rows that refer to one that is not there. PostgreSQL never lets one in.
pub(crate) async fn foreign_keys(conn: &mut Conn) -> Result<Vec<Broken>> {
    let Engine::Sqlite(connection) = conn.engine() else { return Ok(Vec::new()) };
    Ok(query_as(FOREIGN_KEYS).fetch_all(connection).await?)
}
