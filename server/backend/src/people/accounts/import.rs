//! Accounts from a file: many officers change each October.

mod plan;

use super::change::appoint;
use super::create::issue;
use super::{Accounts, By, Link};
use crate::Result;
use crate::store::people::account;
use crate::store::people::invitation::Purpose;
use crate::store::{Conn, EventKind, Terms, Tx};
use chrono::{DateTime, Utc};
use csv::{Position, StringRecord};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::people::account::AccountName;
use plan::{Plan, plan};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::Duration;

/// The most lines of a file: ten people of each office.
const LONGEST: u32 = 2500;

/// How long an import may write on a busy machine; on an idle one 2,000 lines take less than a second.
/// Everybody else waits for it, once a year.
const WRITE_LIMIT: Duration = Duration::from_secs(20);

/// The columns that a table cannot do without.
const COLUMNS: [&str; 6] = ["name", "display_name", "role", "district", "from", "until"];

/// How far to go with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Only say what it would do.
    Check,
    /// Do it.
    Apply {
        /// Whether accounts in it that exist and have no password yet get a new link too; the links that
        /// they have are void then.
        renew_links: bool,
    },
}

/// What a file would do, or has done.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// Each line of the file, in its order.
    pub rows: Vec<ImportRow>,
    /// Whether it has been done. Where a line is refused, nothing is.
    pub is_applied: bool,
    /// How many accounts in it exist and have no password yet.
    pub without_password: usize,
    /// A link for each new account, and for those of [`Step::Apply`]; shown once.
    pub links: Vec<Link>,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Number of the line in the file; the heading is line 1.
    pub line: u64,
    /// The name as typed.
    pub name: String,
    /// What it does.
    pub change: Change,
}

/// What a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Creates the account with this appointment.
    Created,
    /// Adds the appointment to an account.
    Appointed,
    /// Changes the last day or the items of an appointment.
    Changed,
    /// Nothing: it stands there already.
    Unchanged,
    /// It cannot be taken; the columns and why.
    Refused(Vec<FieldError>),
}

/// A line as typed.
#[derive(Debug, Clone, Deserialize)]
struct Line {
    name: String,
    display_name: String,
    role: String,
    district: String,
    #[serde(default)]
    items: String,
    from: String,
    until: String,
}

impl Accounts {
    /// Reads a table with the columns `name, display_name, role, district, from, until` and, for bureau
    /// officers, `items`: one appointment a line, the same name on several lines for several. Fields are
    /// parted by commas, by semicolons, or by tabs as in what is copied from a spreadsheet.
    /// Says what each line does; as `step` says does it, all or, where a line is refused, nothing.
    /// An account that exists keeps its display name and its other appointments.
    /// `Invalid` on `table` where it is no such table or has more than 2,500 lines.
    pub async fn import(&self, table: &str, step: Step) -> domain::Result<ImportReport> {
        if !self.may_import {
            return Err(Error::Forbidden);
        }
        let lines =
            read(table).map_err(|reason| Error::Invalid(vec![FieldError::new("table", reason)]))?;
        let (by, now) = (self.by, self.backend.now());
        let dry = async |conn: &mut Conn| plan(conn, by, &lines, now).await;
        let Plan { rows, without_password, .. } = self.backend.read(dry).await?;
        let planned = ImportReport::of(rows, without_password.len());
        let Step::Apply { renew_links } = step else { return Ok(planned) };
        if !planned.is_sound() {
            return Ok(planned);
        }
        let work = async move |tx: &mut Tx| carry_out(tx, by, &lines, renew_links, now).await;
        let written = self.backend.write_on(Terms::within(WRITE_LIMIT), work).await;
        self.backend.lately_signed_in().forget_all();
        written
    }
}

impl ImportReport {
    /// Whether every line can be taken.
    pub fn is_sound(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row.change, Change::Refused(_)))
    }

    /// What would be done.
    fn of(rows: Vec<ImportRow>, without_password: usize) -> Self {
        Self { rows, is_applied: false, without_password, links: Vec::new() }
    }
}

/// The lines with their numbers. A line without any field is none.
fn read(table: &str) -> Result<Vec<(u64, Line)>, Reason> {
    let table = table.trim_start_matches('\u{feff}');
    if table.trim().is_empty() {
        return Err(Reason::Missing);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(table))
        .trim(csv::Trim::All)
        .from_reader(table.as_bytes());
    let headers = reader.headers().map_err(|_| Reason::BadHeading)?;
    let headers: StringRecord = headers.iter().map(str::to_lowercase).collect();
    if COLUMNS.iter().any(|column| !headers.iter().any(|header| header == *column)) {
        return Err(Reason::BadHeading);
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| bad_line(table, error.position()))?;
        if !record.iter().all(str::is_empty) {
            let line = record.deserialize(Some(&headers));
            let line = line.map_err(|_| bad_line(table, record.position()))?;
            lines.push((line_number(table, record.position()), line));
        }
    }
    match lines.len() {
        0 => Err(Reason::Missing),
        count if count > LONGEST as usize => Err(Reason::TooManyLines(LONGEST)),
        _ => Ok(lines),
    }
}

/// What parts the fields of the heading.
fn delimiter(table: &str) -> u8 {
    let heading = table.trim_start().lines().next().unwrap_or_default();
    [b'\t', b',', b';'].into_iter().find(|mark| heading.contains(char::from(*mark))).unwrap_or(b',')
}

/// The line that a record begins on. The reader's position is still before the empty lines above it.
fn line_number(table: &str, position: Option<&Position>) -> u64 {
    let Some(position) = position else { return 0 };
    let before = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let ahead = table.as_bytes().get(before..).unwrap_or_default();
    let empty = ahead.iter().take_while(|byte| b"\r\n".contains(byte));
    position.line() + empty.filter(|byte| **byte == b'\n').count() as u64
}

fn bad_line(table: &str, position: Option<&Position>) -> Reason {
    Reason::BadLine(u32::try_from(line_number(table, position)).unwrap_or(u32::MAX))
}

/// Plans anew, in the transaction that carries it out: the dry run may be old.
async fn carry_out(
    tx: &mut Tx,
    by: By,
    lines: &[(u64, Line)],
    renew_links: bool,
    now: DateTime<Utc>,
) -> Result<ImportReport> {
    let Plan { rows, new, without_password, mut appointments } = plan(tx, by, lines, now).await?;
    let planned = ImportReport::of(rows, without_password.len());
    if !planned.is_sound() {
        return Ok(planned);
    }
    let mut added = Vec::new();
    for (id, name) in account::add(tx, &new, now).await? {
        tx.emit(by.event(now, id, EventKind::AccountCreated, json!({})));
        added.push((
            id,
            AccountName::parse(&name).map_err(|_| crate::Error::Fault("a name changed"))?,
        ));
    }
    let mut of = BTreeMap::new();
    for (id, name) in &added {
        of.insert(*id, appointments.remove(name).map(|(_, all)| all).unwrap_or_default());
    }
    for (stored, all) in appointments.into_values() {
        let (id, version) = stored.ok_or(Error::Conflict)?;
        if !account::touch(tx, id, version).await? {
            return Err(Error::Conflict.into());
        }
        of.insert(id, all);
    }
    appoint(tx, by, of, now).await?;
    if renew_links {
        added.extend(without_password.into_iter().map(|(name, id)| (id, name)));
    }
    let links = issue(tx, by, added, Purpose::Invite, now).await?;
    Ok(ImportReport { is_applied: true, links, ..planned })
}
