//! A copy of a whole SQLite database, made while others write.

use crate::store::Conn;
use crate::store::engine::address::{looking_options, sqlite_options};
use crate::{Error, Result};
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Connection as _, SqliteConnection, query};
use std::path::Path;

/// One read transaction: the copy is one moment, and neither readers nor writers wait for it. Where
/// copying the file would miss what is still in the log beside it, this does not.
const COPY: &str = "VACUUM INTO $1";

#[cfg(test)]
pub(crate) const SQLITE_STATEMENTS: &[&str] = &[COPY];

/// What a copy is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// A database in use.
    Live,
    /// A file that nobody uses, which stays as it is.
    Kept,
}

/// Copies the database `file` into `target`, which is an empty file.
pub(crate) async fn copy(file: &Path, source: Source, target: &Path) -> Result<()> {
    let options = match source {
        Source::Live => sqlite_options(file),
        Source::Kept => looking_options(file),
    };
    let target = target.to_str().ok_or(Error::Fault("a path that is no Unicode"))?;
    let mut conn = SqliteConnection::connect_with(&options).await?;
    query(COPY).bind(target).execute(&mut conn).await?;
    conn.close().await?;
    Ok(())
}

/// Reads a file that nobody uses, and leaves it as it is.
pub(crate) async fn look_into<T>(
    file: &Path,
    look: impl AsyncFnOnce(&mut Conn) -> Result<T>,
) -> Result<T> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(looking_options(file));
    let pool = pool.await?;
    let mut conn = Conn::Reader(pool.begin().await?);
    let seen = look(&mut conn).await;
    drop(conn);
    pool.close().await;
    seen
}
