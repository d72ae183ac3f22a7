//! Being the only one who brings a database to a version.

use crate::Result;
use crate::store::{Engine, Tx};
use sqlx::query;

/// Any number, the same in every version, and not the sequencer's.
const KEY: i64 = 0x61_6c6f_6e65;

const WAIT: &str = "SELECT pg_advisory_xact_lock($1)";

#[cfg(test)]
pub(crate) const POSTGRES_STATEMENTS: &[&str] = &[WAIT];

/// Waits until no other process does the same, until the end of this transaction.
/// On SQLite whoever writes is alone anyway.
pub(crate) async fn alone(tx: &mut Tx) -> Result<()> {
    if let Engine::Postgres(connection) = tx.engine() {
        query(WAIT).bind(KEY).execute(connection).await?;
    }
    Ok(())
}
