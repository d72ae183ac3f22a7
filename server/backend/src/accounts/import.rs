//! Accounts from a file: many officers change each October.

mod plan;

use super::change::appoint;
use super::create::issue;
use super::{Accounts, By, Link};
use crate::Result;
use crate::store::invitation::Purpose;
use crate::store::{Conn, Tx, account};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::account::AccountName;
use domain::error::{FieldError, Reason};
use plan::{Plan, plan};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// The most lines of a file.
const LONGEST: u32 = 1000;

/// What a file would do, or has done.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// Each line of the file, in its order.
    pub rows: Vec<ImportRow>,
    /// Whether it has been done. Where a line is refused, nothing is.
    pub is_applied: bool,
    /// A link for each new account; shown once.
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
    /// Reads a CSV file in UTF-8 with the columns `name, display_name, role, district, from, until` and,
    /// for bureau officers, `items`: one appointment a line, the same name on several lines for several.
    /// Says what each line does; with `apply` does it, all or, where a line is refused, nothing.
    /// An account that exists keeps its display name and its other appointments.
    /// `Invalid` on `file` where it is no such table or has more than 1,000 lines.
    pub async fn import(&self, csv: &str, apply: bool) -> domain::Result<ImportReport> {
        if !self.may_import {
            return Err(Error::Forbidden);
        }
        let lines =
            read(csv).map_err(|reason| Error::Invalid(vec![FieldError::new("file", reason)]))?;
        let (by, now) = (self.by, self.backend.now());
        let dry = async |conn: &mut Conn| plan(conn, by, &lines, now).await;
        let planned = self.backend.read(dry).await?;
        if !apply || !planned.is_sound() {
            return Ok(ImportReport { rows: planned.rows, is_applied: false, links: Vec::new() });
        }
        self.backend.write(async move |tx| carry_out(tx, by, &lines, now).await).await
    }
}

/// The lines with their numbers.
fn read(csv: &str) -> Result<Vec<(u64, Line)>, Reason> {
    let csv = csv.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(csv.as_bytes());
    let headers = reader.headers().map_err(|_| Reason::BadForm)?.clone();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Reason::BadForm)?;
        let line = record.deserialize(Some(&headers)).map_err(|_| Reason::BadForm)?;
        lines.push((record.position().map_or(0, csv::Position::line), line));
    }
    match lines.len() {
        0 => Err(Reason::Missing),
        count if count > LONGEST as usize => Err(Reason::TooLong(LONGEST)),
        _ => Ok(lines),
    }
}

/// Plans anew, in the transaction that carries it out: the dry run may be old.
async fn carry_out(
    tx: &mut Tx,
    by: By,
    lines: &[(u64, Line)],
    now: DateTime<Utc>,
) -> Result<ImportReport> {
    let planned = plan(tx, by, lines, now).await?;
    if !planned.is_sound() {
        return Ok(ImportReport { rows: planned.rows, is_applied: false, links: Vec::new() });
    }
    let Plan { rows, new, mut appointments } = planned;
    let mut added = Vec::new();
    for (id, name) in account::add(tx, &new, now).await? {
        tx.emit(by.event(now, id, "created", json!({})));
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
    let links = issue(tx, by, added, Purpose::Invite, now).await?;
    Ok(ImportReport { rows, is_applied: true, links })
}
