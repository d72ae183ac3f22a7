//! Sessions: who is signed in, on which device, since when.

use crate::Result;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use sqlx::{FromRow, query, query_as};

const OPEN: &str = "
    INSERT INTO session (token_hash, account_id, created_at, last_seen_at, absolute_until, device)
    VALUES ($1, $2, $3, $3, $4, $5)";

/// Those that are over, and those of disabled accounts, are as if not there.
const LIVE: &str = "
    SELECT s.token_hash, s.account_id, s.created_at, s.last_seen_at, s.absolute_until, s.device
    FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.token_hash = $1 AND s.absolute_until > $2 AND s.last_seen_at > $3 AND a.disabled_at IS NULL";

const OF_ACCOUNT: &str = "
    SELECT token_hash, account_id, created_at, last_seen_at, absolute_until, device FROM session
    WHERE account_id = $1 AND absolute_until > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, created_at DESC";

const SEEN: &str =
    "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2";

const END: &str = "DELETE FROM session WHERE token_hash = $1";

const END_OF_ACCOUNT: &str = "DELETE FROM session WHERE account_id = $1";

const SWEEP: &str = "DELETE FROM session WHERE absolute_until <= $1";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[OPEN, LIVE, OF_ACCOUNT, SEEN, END, END_OF_ACCOUNT, SWEEP];

#[derive(FromRow)]
struct Row {
    token_hash: String,
    account_id: i64,
    created_at: i64,
    last_seen_at: i64,
    absolute_until: i64,
    device: String,
}

/// A session as stored.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub digest: String,
    pub account: AccountId,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub absolute_until: DateTime<Utc>,
    pub device: String,
}

impl TryFrom<Row> for Session {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let at = |column, micros| {
            DateTime::from_timestamp_micros(micros).ok_or_else(|| {
                Inconsistent::new(format!("session of account {}", row.account_id), column, micros)
            })
        };
        Ok(Self {
            account: AccountId::new(row.account_id),
            created_at: at("created_at", row.created_at)?,
            last_seen_at: at("last_seen_at", row.last_seen_at)?,
            absolute_until: at("absolute_until", row.absolute_until)?,
            digest: row.token_hash,
            device: row.device,
        })
    }
}

/// Opens a session.
pub(crate) async fn open(tx: &mut Tx, session: &Session) -> Result<()> {
    let Session { digest, account, created_at, absolute_until, device, .. } = session;
    let (created, until) = (created_at.timestamp_micros(), absolute_until.timestamp_micros());
    on!(tx, query(OPEN).bind(digest).bind(account.get()).bind(created).bind(until).bind(device) => execute)?;
    Ok(())
}

/// The session with this token's digest, where it lives at `now` and was seen after `seen_after`.
pub(crate) async fn live(
    conn: &mut Conn,
    digest: &str,
    now: DateTime<Utc>,
    seen_after: DateTime<Utc>,
) -> Result<Option<Session>> {
    let (now, seen_after) = (now.timestamp_micros(), seen_after.timestamp_micros());
    let row = on!(conn, query_as::<_, Row>(LIVE).bind(digest).bind(now).bind(seen_after) => fetch_optional)?;
    Ok(row.map(Session::try_from).transpose()?)
}

/// An account's living sessions, the one seen last first.
pub(crate) async fn of_account(
    conn: &mut Conn,
    account: AccountId,
    now: DateTime<Utc>,
    seen_after: DateTime<Utc>,
) -> Result<Vec<Session>> {
    let (now, seen_after) = (now.timestamp_micros(), seen_after.timestamp_micros());
    let rows = on!(conn, query_as::<_, Row>(OF_ACCOUNT).bind(account.get()).bind(now).bind(seen_after) => fetch_all)?;
    Ok(rows.into_iter().map(Session::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Notes when it was last seen.
pub(crate) async fn seen(tx: &mut Tx, digest: &str, at: DateTime<Utc>) -> Result<()> {
    on!(tx, query(SEEN).bind(digest).bind(at.timestamp_micros()) => execute)?;
    Ok(())
}

/// Ends one session; `false` where there was none.
pub(crate) async fn end(tx: &mut Tx, digest: &str) -> Result<bool> {
    Ok(on!(tx, query(END).bind(digest) => execute)? > 0)
}

/// Ends all sessions of an account; gives how many.
pub(crate) async fn end_all(tx: &mut Tx, account: AccountId) -> Result<u64> {
    Ok(on!(tx, query(END_OF_ACCOUNT).bind(account.get()) => execute)?)
}

/// Forgets sessions whose time is over.
pub(crate) async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    on!(tx, query(SWEEP).bind(now.timestamp_micros()) => execute)?;
    Ok(())
}
