//! Fiscal years that are open.

use crate::Result;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::year::fiscal_year::{Books, FiscalYear};
use sqlx::{query, query_scalar};

const ALL: &str = "SELECT year FROM fiscal_year ORDER BY year";

const OPEN: &str =
    "INSERT INTO fiscal_year (year, opened_at) VALUES ($1, $2) ON CONFLICT (year) DO NOTHING";

const IS_CLOSED: &str = "SELECT COUNT(closed_at) FROM fiscal_year WHERE year = $1";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[ALL, OPEN, IS_CLOSED];

/// The open years, ascending.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<FiscalYear>> {
    let years: Vec<i64> = on!(conn, query_scalar(ALL) => fetch_all)?;
    let year = |number: i64| {
        let year = i32::try_from(number).ok().and_then(FiscalYear::new);
        year.ok_or_else(|| Inconsistent::new("fiscal_year", "year", number).into())
    };
    years.into_iter().map(year).collect()
}

/// Opens a year, empty; `false` where it was open.
pub(crate) async fn open(tx: &mut Tx, year: FiscalYear, at: DateTime<Utc>) -> Result<bool> {
    let number = i64::from(year.number());
    Ok(on!(tx, query(OPEN).bind(number).bind(at.timestamp_micros()) => execute)? == 1)
}

/// Whether the records of a year may still change. A year that has not begun has none.
pub(crate) async fn books(conn: &mut Conn, year: FiscalYear) -> Result<Books> {
    let number = i64::from(year.number());
    let closed: i64 = on!(conn, query_scalar(IS_CLOSED).bind(number) => fetch_one)?;
    Ok(if closed > 0 { Books::Closed } else { Books::Open })
}
