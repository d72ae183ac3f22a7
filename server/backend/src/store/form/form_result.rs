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

/// Keeps a result, and forgets those whose time is over.
pub(crate) async fn keep(
    tx: &mut Tx,
    (id, session): (&str, &str),
    body: &str,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    on!(tx, query(SWEEP).bind(now.timestamp_micros()) => execute)?;
    on!(tx, query(KEEP).bind(id).bind(session).bind(until.timestamp_micros()).bind(body) => execute)?;
    Ok(())
}

/// The result, for the session that it belongs to.
pub(crate) async fn body(
    conn: &mut Conn,
    (id, session): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let now = now.timestamp_micros();
    Ok(on!(conn, query_scalar(BODY).bind(id).bind(session).bind(now) => fetch_optional)?)
}
