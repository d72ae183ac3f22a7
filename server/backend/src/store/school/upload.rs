//! Lists of schools that were sent and are not applied: one per account.

use crate::Result;
use crate::store::{Conn, Tx, on};
use chrono::{DateTime, Duration, Utc};
use domain::kernel::id::AccountId;
use sqlx::{FromRow, query, query_as, query_scalar};

const SWEEP: &str = "DELETE FROM school_upload WHERE account_id = $1 OR sent_at <= $2";

const KEEP: &str = "
    INSERT INTO school_upload (account_id, year, file_name, sha256, sent_at, packed)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";

const OF: &str = "
    SELECT year, file_name, sha256, packed FROM school_upload
    WHERE id = $1 AND account_id = $2 AND sent_at > $3";

const FORGET: &str = "DELETE FROM school_upload WHERE id = $1";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[SWEEP, KEEP, OF, FORGET];

/// A list to be kept.
#[derive(Debug, Clone)]
pub(crate) struct NewUpload {
    pub account_id: AccountId,
    /// Academic year, Buddhist.
    pub year: i64,
    pub file_name: String,
    /// Of the file as it came.
    pub sha256: String,
    pub packed: Vec<u8>,
}

/// A list that was kept.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Upload {
    /// Academic year, Buddhist.
    pub year: i64,
    pub file_name: String,
    /// Of the file as it came.
    pub sha256: String,
    pub packed: Vec<u8>,
}

/// A list by its row id, and the account whose it has to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OwnUpload {
    pub id: i64,
    pub account: AccountId,
}

/// Keeps a list in place of the account's one before, and forgets those older than `kept`; gives its row id.
pub(crate) async fn keep(
    tx: &mut Tx,
    upload: &NewUpload,
    now: DateTime<Utc>,
    kept: Duration,
) -> Result<i64> {
    let outlived = (now - kept).timestamp_micros();
    on!(tx, query(SWEEP).bind(upload.account_id.get()).bind(outlived) => execute)?;
    Ok(
        on!(tx, query_scalar(KEEP).bind(upload.account_id.get()).bind(upload.year).bind(&upload.file_name)
        .bind(&upload.sha256).bind(now.timestamp_micros()).bind(&upload.packed) => fetch_one)?,
    )
}

/// The account's own list of this id, if it was sent after `outlived`.
pub(crate) async fn of(
    conn: &mut Conn,
    OwnUpload { id, account }: OwnUpload,
    outlived: DateTime<Utc>,
) -> Result<Option<Upload>> {
    let outlived = outlived.timestamp_micros();
    Ok(
        on!(conn, query_as::<_, Upload>(OF).bind(id).bind(account.get()).bind(outlived) => fetch_optional)?,
    )
}

/// Forgets a list.
pub(crate) async fn forget(tx: &mut Tx, id: i64) -> Result<()> {
    on!(tx, query(FORGET).bind(id) => execute)?;
    Ok(())
}
