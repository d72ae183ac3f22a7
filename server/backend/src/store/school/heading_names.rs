//! Which column a heading of a list of schools names, as somebody has chosen.

use crate::Result;
use crate::store::{Conn, Tx, on};
use domain::school::Column;
use sqlx::{query_as, query_scalar};
use std::collections::HashMap;

const CHOSEN: &str = "SELECT heading, column_key FROM school_heading";

const NAME: &str = "
    INSERT INTO school_heading (heading, column_key) VALUES ($1, $2)
    ON CONFLICT (heading) DO UPDATE SET column_key = excluded.column_key RETURNING id";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[CHOSEN, NAME];

/// What was chosen, by the heading's key; none where the column is not used.
pub(crate) async fn chosen(conn: &mut Conn) -> Result<HashMap<String, Option<Column>>> {
    let rows: Vec<(String, Option<String>)> = on!(conn, query_as(CHOSEN) => fetch_all)?;
    let column = |key: Option<String>| key.as_deref().and_then(Column::from_key);
    Ok(rows.into_iter().map(|(heading, key)| (heading, column(key))).collect())
}

/// Remembers what a heading names; gives its row id.
pub(crate) async fn name(tx: &mut Tx, heading: &str, column: Option<Column>) -> Result<i64> {
    let key = column.map(Column::key);
    Ok(on!(tx, query_scalar(NAME).bind(heading).bind(key) => fetch_one)?)
}
