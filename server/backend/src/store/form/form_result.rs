//! What forms posted without JavaScript come back with.

use crate::Result;
use crate::store::{Conn, Tx, on};
use chrono::{DateTime, Utc};
use sqlx::{query, query_scalar};

const KEEP: &str =
    "INSERT INTO form_result (id, session, expires_at, body) VALUES ($1, $2, $3, $4)";

const BODY: &str =
    "SELECT body FROM form_result WHERE id = $1 AND session = $2 AND expires_at > $3";

const SWEEP: &str = "DELETE FROM form_result WHERE expires_at <= $1";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[KEEP, BODY, SWEEP];

/// The id of a result, and the session that it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key<'a> {
    pub id: &'a str,
    pub session: &'a str,
}

/// How long a result is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Life {
    pub now: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Keeps a result, and forgets those whose time is over.
pub(crate) async fn keep(
    tx: &mut Tx,
    Key { id, session }: Key<'_>,
    body: &str,
    life: Life,
) -> Result<()> {
    on!(tx, query(SWEEP).bind(life.now.timestamp_micros()) => execute)?;
    on!(tx, query(KEEP).bind(id).bind(session).bind(life.until.timestamp_micros()).bind(body) => execute)?;
    Ok(())
}

/// The result, for the session that it belongs to.
pub(crate) async fn body(
    conn: &mut Conn,
    Key { id, session }: Key<'_>,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let now = now.timestamp_micros();
    Ok(on!(conn, query_scalar(BODY).bind(id).bind(session).bind(now) => fetch_optional)?)
}
