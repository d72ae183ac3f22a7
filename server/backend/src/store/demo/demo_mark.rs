//! The mark that keeps a database for trying things out apart from a real one.

use crate::Result;
use crate::store::{Conn, Tx, on};
use sqlx::{query, query_scalar};

const IS_MARKED: &str = "SELECT COUNT(*) FROM meta WHERE key = 'demo'";

const MARK: &str =
    "INSERT INTO meta (key, value) VALUES ('demo', 'yes') ON CONFLICT (key) DO NOTHING";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[IS_MARKED, MARK];

/// Whether the database is marked.
pub(crate) async fn is_marked(conn: &mut Conn) -> Result<bool> {
    let marks: i64 = on!(conn, query_scalar(IS_MARKED) => fetch_one)?;
    Ok(marks > 0)
}

/// Marks it.
pub(crate) async fn mark(tx: &mut Tx) -> Result<()> {
    on!(tx, query(MARK) => execute)?;
    Ok(())
}
