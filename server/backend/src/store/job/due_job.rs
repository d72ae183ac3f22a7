//! Due jobs: scheduled, taken by one process at a time, done or put off.

use crate::Result;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, query, query_as, query_scalar};

const PUT: &str = "
    INSERT INTO due_job (kind, key, at) VALUES ($1, $2, $3) ON CONFLICT (kind, key) DO NOTHING";

const WAITING: &str =
    "SELECT id, kind, key, at, held_until FROM due_job WHERE done_at IS NULL ORDER BY at, id";

/// Succeeds for one process: the others see what it wrote.
const TAKE: &str = "
    UPDATE due_job SET held_until = $3, attempts = attempts + 1
    WHERE id = $1 AND done_at IS NULL AND at <= $2 AND (held_until IS NULL OR held_until <= $2)
    RETURNING attempts";

const DONE: &str = "
    UPDATE due_job SET done_at = $3, held_until = NULL WHERE id = $1 AND attempts = $2 AND done_at IS NULL";

const PUT_OFF: &str =
    "UPDATE due_job SET held_until = $3 WHERE id = $1 AND attempts = $2 AND done_at IS NULL";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[PUT, WAITING, TAKE, DONE, PUT_OFF];

#[derive(FromRow)]
struct Row {
    id: i64,
    kind: String,
    key: String,
    at: i64,
    held_until: Option<i64>,
}

/// A job that is not done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitingJob {
    /// Row id.
    pub id: i64,
    /// The kind of job; may be that of a newer version.
    pub kind: String,
    /// Which of its kind.
    pub key: String,
    /// When it can be taken: when it is due, or when the process that holds it must be done.
    pub from: DateTime<Utc>,
}

/// A taken job: its row id, and the number of the attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TakenJob {
    /// Row id.
    pub id: i64,
    /// From 1 on.
    pub attempt: i64,
}

impl TryFrom<Row> for WaitingJob {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let from = row.held_until.map_or(row.at, |held| held.max(row.at));
        let bad = || Inconsistent::new(format!("due_job {}", row.id), "at", from);
        let from = DateTime::from_timestamp_micros(from).ok_or_else(bad)?;
        Ok(Self { id: row.id, kind: row.kind, key: row.key, from })
    }
}

/// Schedules a job, once for each kind and key.
pub(crate) async fn put(tx: &mut Tx, kind: &str, key: &str, at: DateTime<Utc>) -> Result<()> {
    on!(tx, query(PUT).bind(kind).bind(key).bind(at.timestamp_micros()) => execute)?;
    Ok(())
}

/// The jobs that are not done, the first due first.
pub(crate) async fn waiting(conn: &mut Conn) -> Result<Vec<WaitingJob>> {
    let rows: Vec<Row> = on!(conn, query_as(WAITING) => fetch_all)?;
    Ok(rows.into_iter().map(WaitingJob::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Takes a due job for this process until `until`; `None` where another has taken it, or it is done.
pub(crate) async fn take(
    tx: &mut Tx,
    id: i64,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<TakenJob>> {
    let (now, until) = (now.timestamp_micros(), until.timestamp_micros());
    let attempt: Option<i64> =
        on!(tx, query_scalar(TAKE).bind(id).bind(now).bind(until) => fetch_optional)?;
    Ok(attempt.map(|attempt| TakenJob { id, attempt }))
}

/// Notes that a job is done; `false` where another process has taken it since.
pub(crate) async fn done(tx: &mut Tx, job: TakenJob, at: DateTime<Utc>) -> Result<bool> {
    let at = at.timestamp_micros();
    Ok(on!(tx, query(DONE).bind(job.id).bind(job.attempt).bind(at) => execute)? == 1)
}

/// Lets a job that failed wait until `until`, unless another process has taken it since.
pub(crate) async fn put_off(tx: &mut Tx, job: TakenJob, until: DateTime<Utc>) -> Result<()> {
    let until = until.timestamp_micros();
    on!(tx, query(PUT_OFF).bind(job.id).bind(job.attempt).bind(until) => execute)?;
    Ok(())
}
