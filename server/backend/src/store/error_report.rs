//! Error reports. Who may answer one is part of each statement: `$1` is 1 for all districts, else `$2` lists the
//! slugs of the reader's own as `;a;b;`.

use crate::Result;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::error_report::{Holder, OpenErrorReport, Subject};
use domain::kernel::id::AccountId;
use domain::place::district::Slug;
use sqlx::{FromRow, query, query_as, query_scalar};

const PUT: &str = "
    INSERT INTO error_report (key, about, name, district_id, wrong, correct, contact, digest, received_at)
    VALUES ($1, $2, $3, (SELECT id FROM district WHERE slug = $4), $5, $6, $7, $8, $9)
    ON CONFLICT (digest) WHERE closed_at IS NULL DO NOTHING RETURNING id";

const KEY_OF_OPEN: &str = "SELECT key FROM error_report WHERE digest = $1 AND closed_at IS NULL";

const OPEN: &str = "
    SELECT e.id, e.about, e.name, d.slug AS district, d.name_th AS office, e.wrong, e.correct, e.contact, e.received_at
    FROM error_report e LEFT JOIN district d ON d.id = e.district_id
    WHERE e.closed_at IS NULL AND ($1 = 1 OR $2 LIKE '%;' || d.slug || ';%')
    ORDER BY e.received_at, e.id LIMIT $3";

const COUNT_OPEN: &str = "
    SELECT COUNT(*) FROM error_report e LEFT JOIN district d ON d.id = e.district_id
    WHERE e.closed_at IS NULL AND ($1 = 1 OR $2 LIKE '%;' || d.slug || ';%')";

const IS_CLOSED: &str = "
    SELECT CAST(CASE WHEN e.closed_at IS NULL THEN 0 ELSE 1 END AS BIGINT)
    FROM error_report e LEFT JOIN district d ON d.id = e.district_id
    WHERE ($1 = 1 OR $2 LIKE '%;' || d.slug || ';%') AND e.id = $3";

const CLOSE: &str = "
    UPDATE error_report SET closed_at = $1, closed_by = $2, answer = $3 WHERE id = $4 AND closed_at IS NULL";

const BY_KEY: &str = "
    SELECT e.about, d.slug AS district, d.name_th AS office_name, e.received_at, e.closed_at, e.answer
    FROM error_report e LEFT JOIN district d ON d.id = e.district_id WHERE e.key = $1";

const DELETE_CLOSED: &str = "DELETE FROM error_report WHERE closed_at <= $1 RETURNING id";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[PUT, KEY_OF_OPEN, OPEN, COUNT_OPEN, IS_CLOSED, CLOSE, BY_KEY, DELETE_CLOSED];

/// The open reports that a reader may answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    pub all: bool,
    pub districts: Vec<Slug>,
}

impl Scope {
    fn bindings(&self) -> (i64, String) {
        let own =
            self.districts.iter().fold(";".to_owned(), |list, slug| list + slug.as_str() + ";");
        (i64::from(self.all), own)
    }
}

/// A report to be kept.
#[derive(Debug, Clone)]
pub(crate) struct NewRow {
    pub key: String,
    pub about: String,
    pub name: String,
    pub district: Option<Slug>,
    pub wrong: String,
    pub correct: String,
    pub contact: Option<String>,
    pub digest: String,
    pub received_at: DateTime<Utc>,
}

/// Keeps a report; `None` where an open one says the same.
pub(crate) async fn put(tx: &mut Tx, row: &NewRow) -> Result<Option<i64>> {
    let district = row.district.as_ref().map(Slug::as_str);
    Ok(
        on!(tx, query_scalar(PUT).bind(&row.key).bind(&row.about).bind(&row.name).bind(district).bind(&row.wrong)
        .bind(&row.correct).bind(&row.contact).bind(&row.digest).bind(row.received_at.timestamp_micros())
        => fetch_optional)?,
    )
}

/// The key of the open report with this digest.
pub(crate) async fn key_of_open(conn: &mut Conn, digest: &str) -> Result<Option<String>> {
    Ok(on!(conn, query_scalar(KEY_OF_OPEN).bind(digest) => fetch_optional)?)
}

#[derive(FromRow)]
struct OpenRow {
    id: i64,
    about: String,
    name: String,
    district: Option<String>,
    office: Option<String>,
    wrong: String,
    correct: String,
    contact: Option<String>,
    received_at: i64,
}

/// The oldest open reports within the scope, at most `most`.
pub(crate) async fn open(
    conn: &mut Conn,
    scope: &Scope,
    most: i64,
    now: DateTime<Utc>,
) -> Result<Vec<OpenErrorReport>> {
    let (all, own) = scope.bindings();
    let rows: Vec<OpenRow> = on!(conn, query_as(OPEN).bind(all).bind(own).bind(most) => fetch_all)?;
    let read = |row: OpenRow| {
        let received_at = instant(row.received_at, row.id)?;
        let office = row.district.as_deref().and_then(Slug::parse);
        Ok(OpenErrorReport {
            about: subject(&row.about, row.id)?,
            holder: Holder::of(office.as_ref(), received_at, now),
            received_at,
            id: row.id,
            name: row.name,
            office: row.office,
            wrong: row.wrong,
            correct: row.correct,
            contact: row.contact,
        })
    };
    Ok(rows.into_iter().map(read).collect::<Result<_, Inconsistent>>()?)
}

/// How many open reports are within the scope.
pub(crate) async fn count_open(conn: &mut Conn, scope: &Scope) -> Result<i64> {
    let (all, own) = scope.bindings();
    Ok(on!(conn, query_scalar(COUNT_OPEN).bind(all).bind(own) => fetch_one)?)
}

/// Whether the report is closed; `None` where there is none within the scope.
pub(crate) async fn is_closed(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Option<bool>> {
    let (all, own) = scope.bindings();
    let closed: Option<i64> =
        on!(conn, query_scalar(IS_CLOSED).bind(all).bind(own).bind(id) => fetch_optional)?;
    Ok(closed.map(|closed| closed == 1))
}

/// Closes an open report; gives whether it was open.
pub(crate) async fn close(
    tx: &mut Tx,
    id: i64,
    by: AccountId,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let at = now.timestamp_micros();
    Ok(on!(tx, query(CLOSE).bind(at).bind(by.get()).bind(answer).bind(id) => execute)? == 1)
}

#[derive(FromRow)]
struct StatusRow {
    about: String,
    district: Option<String>,
    office_name: Option<String>,
    received_at: i64,
    closed_at: Option<i64>,
    answer: Option<String>,
}

/// A report as its key shows it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub about: Subject,
    pub office: Option<Slug>,
    pub office_name: Option<String>,
    pub received_at: DateTime<Utc>,
    /// When it was closed, and the answer.
    pub closed: Option<(DateTime<Utc>, String)>,
}

/// The report with this key.
pub(crate) async fn by_key(conn: &mut Conn, key: &str) -> Result<Option<Found>> {
    let row: Option<StatusRow> = on!(conn, query_as(BY_KEY).bind(key) => fetch_optional)?;
    let read = |row: StatusRow| {
        let closed = row.closed_at.zip(row.answer);
        Ok(Found {
            about: subject(&row.about, 0)?,
            office: row.district.as_deref().and_then(Slug::parse),
            office_name: row.office_name,
            received_at: instant(row.received_at, 0)?,
            closed: closed.map(|(at, answer)| Ok((instant(at, 0)?, answer))).transpose()?,
        })
    };
    Ok(row.map(read).transpose().map_err(|bad: Inconsistent| bad)?)
}

/// Deletes the reports that were closed at `before` or earlier; gives their row ids.
pub(crate) async fn delete_closed(tx: &mut Tx, before: DateTime<Utc>) -> Result<Vec<i64>> {
    Ok(on!(tx, query_scalar(DELETE_CLOSED).bind(before.timestamp_micros()) => fetch_all)?)
}

fn subject(about: &str, id: i64) -> Result<Subject, Inconsistent> {
    Subject::parse(about)
        .ok_or_else(|| Inconsistent::new(format!("error_report {id}"), "about", about))
}

fn instant(micros: i64, id: i64) -> Result<DateTime<Utc>, Inconsistent> {
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| Inconsistent::new(format!("error_report {id}"), "at", micros.to_string()))
}
