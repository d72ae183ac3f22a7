//! Clusters of a fiscal year, and which district belongs to which.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::place::Fields;
use crate::store::{Conn, Inconsistent, Tx, on};
use sqlx::{query, query_as, query_scalar};

const OF_YEAR: &str = "SELECT no FROM cluster WHERE fiscal_year = $1 ORDER BY no";

const MEMBERSHIPS: &str = "
    SELECT d.code, m.cluster_no FROM cluster_membership m JOIN district d ON d.id = m.district_id
    WHERE m.fiscal_year = $1 ORDER BY d.code";

const PUT_CLUSTERS: &str = given!(
    "INSERT INTO cluster (fiscal_year, no)
     SELECT DISTINCT CAST(it ->> 'year' AS BIGINT), CAST(it ->> 'cluster' AS BIGINT) FROM given WHERE true
     ON CONFLICT (fiscal_year, no) DO NOTHING"
);

const PUT_MEMBERSHIPS: &str = given!(
    "INSERT INTO cluster_membership (fiscal_year, district_id, cluster_no)
     SELECT CAST(it ->> 'year' AS BIGINT), d.id, CAST(it ->> 'cluster' AS BIGINT)
     FROM given JOIN district d ON d.code = it ->> 'district' WHERE true
     ON CONFLICT (fiscal_year, district_id) DO UPDATE
        SET cluster_no = excluded.cluster_no, version = cluster_membership.version + 1"
);

const COPY_CLUSTERS: &str = "
    INSERT INTO cluster (fiscal_year, no) SELECT $2, no FROM cluster WHERE fiscal_year = $1";

const COPY_MEMBERSHIPS: &str = "
    INSERT INTO cluster_membership (fiscal_year, district_id, cluster_no)
    SELECT $2, m.district_id, m.cluster_no FROM cluster_membership m JOIN district d ON d.id = m.district_id
    WHERE m.fiscal_year = $1 AND d.closed_on IS NULL";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[OF_YEAR, MEMBERSHIPS, PUT_CLUSTERS, PUT_MEMBERSHIPS, COPY_CLUSTERS, COPY_MEMBERSHIPS];

/// The year's cluster numbers, ascending.
pub(crate) async fn of_year(conn: &mut Conn, year: i32) -> Result<Vec<i32>> {
    let numbers: Vec<i64> = on!(conn, query_scalar(OF_YEAR).bind(i64::from(year)) => fetch_all)?;
    let number = |no| {
        i32::try_from(no)
            .map_err(|_| Inconsistent::new(format!("cluster of {year}"), "no", no).into())
    };
    numbers.into_iter().map(number).collect()
}

/// Every membership of `year` as facts, by `year/district code`.
pub(crate) async fn as_facts(conn: &mut Conn, year: i32) -> Result<Vec<(String, Fields)>> {
    let rows: Vec<(String, i64)> =
        on!(conn, query_as(MEMBERSHIPS).bind(i64::from(year)) => fetch_all)?;
    let fact = |(code, no): (String, i64)| {
        (format!("{year}/{code}"), Fields::from([("cluster", Some(no.to_string()))]))
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// Writes memberships as given (`year`, `district`, `cluster`), and the clusters they name.
pub(crate) async fn put(tx: &mut Tx, memberships: &[Fields]) -> Result<()> {
    let (json, count) = given::rows(memberships);
    for statement in [PUT_CLUSTERS, PUT_MEMBERSHIPS] {
        on!(tx, query(statement).bind(&json).bind(count) => execute)?;
    }
    Ok(())
}

/// Copies a year's clusters and the memberships of its active districts into another year.
pub(crate) async fn copy(tx: &mut Tx, from: i32, to: i32) -> Result<()> {
    for statement in [COPY_CLUSTERS, COPY_MEMBERSHIPS] {
        on!(tx, query(statement).bind(i64::from(from)).bind(i64::from(to)) => execute)?;
    }
    Ok(())
}
