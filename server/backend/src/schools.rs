//! Use cases: lists of schools. Looked over first, then applied as one change, and undone as one.

mod list;
mod plan;
mod register;
mod table;

use crate::store::school::{Import, NewImport};
use crate::store::{Tx, event::Event, school};
use crate::{Backend, digest};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::error::FieldError;
use domain::refusal::Refusal;
use domain::school::{AcademicYear, Column, Fault, School};
use plan::{Plan, plan};
pub(crate) use register::Registers;
use serde_json::json;

/// The kind of thing that events are about.
const ENTITY: &str = "school_import";

/// A list of schools as a file.
#[derive(Debug, Clone)]
pub struct SchoolFile {
    /// Its name.
    pub name: String,
    /// What is in it: CSV in UTF-8, UTF-16 or Windows-874 (TIS-620), plain or packed by gzip; or XLSX.
    pub bytes: Vec<u8>,
}

/// What a list would do, or has done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SchoolReport {
    /// Schools that are new, or open again.
    pub opened: u32,
    /// Schools that belong to another district now.
    pub moved: u32,
    /// Schools of which something else is new.
    pub changed: u32,
    /// Schools that are as they were.
    pub unchanged: u32,
    /// Schools that are missing from the list though others of their district are in it.
    pub closed: Vec<School>,
    /// Lines that cannot be taken; where there are any, nothing is.
    pub refused: Vec<RefusedLine>,
    /// The list's number, once it counts.
    pub applied: Option<i64>,
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedLine {
    /// Its number in the file, from 1 on.
    pub line: u32,
    /// Each column with what is wrong.
    pub faults: Vec<(Column, Fault)>,
}

/// A list that was applied.
#[derive(Debug, Clone)]
pub struct SchoolImport {
    /// Its number.
    pub id: i64,
    /// The academic year that it is about.
    pub year: i32,
    /// The file's name.
    pub file_name: String,
    /// Schools opened, moved, changed and closed by it.
    pub counts: [i64; 4],
    /// When it was applied.
    pub applied_at: DateTime<Utc>,
    /// When it was undone, if it was.
    pub undone_at: Option<DateTime<Utc>>,
}

impl SchoolReport {
    /// How many schools it touches.
    pub fn changes(&self) -> usize {
        (self.opened + self.moved + self.changed) as usize + self.closed.len()
    }
}

impl Backend {
    /// Looks a list of `year` over, and applies it if `apply` says so, a line is not refused and something is
    /// new; who works at the machine may. `Invalid` on `file` where it is no such list; `Refused` where
    /// one of a later year counts already; `Conflict` where another was applied meanwhile.
    pub async fn import_schools_of_operator(
        &self,
        file: SchoolFile,
        year: AcademicYear,
        apply: bool,
    ) -> domain::Result<SchoolReport> {
        let SchoolFile { name, bytes } = file;
        let sha256 = digest::sha256_of(&bytes);
        let (lines, packed) = tokio::task::spawn_blocking(move || {
            let lines = table::read(&bytes)?;
            Ok::<_, domain::error::Reason>((lines, apply.then(|| table::pack(&bytes))))
        })
        .await
        .map_err(|_| Error::Unavailable(1))?
        .map_err(|reason| Error::Invalid(vec![FieldError::new("file", reason)]))?;
        let planned = self.read(async |conn| plan(conn, &lines, year).await).await?;
        let Plan { mut report, lines, before } = planned;
        let Some(packed) = packed.filter(|_| report.refused.is_empty() && !lines.is_empty()) else {
            return Ok(report);
        };
        let import = NewImport {
            year: i64::from(year.number()),
            file_name: name,
            sha256,
            opened: report.opened.into(),
            moved: report.moved.into(),
            changed: report.changed.into(),
            closed: i64::try_from(report.closed.len()).unwrap_or(i64::MAX),
        };
        report.applied = Some(self.apply_schools(import, packed, lines, before).await?);
        Ok(report)
    }

    /// Stages the lines step by step, then lets them count by one small write.
    async fn apply_schools(
        &self,
        import: NewImport,
        packed: Vec<u8>,
        lines: Vec<(School, bool)>,
        before: i64,
    ) -> domain::Result<i64> {
        let (now, count, told) = (self.now(), lines.len(), import.clone());
        let id = self
            .write(async move |tx: &mut Tx| school::stage(tx, &import, &packed, now).await)
            .await?;
        for step in lines.chunks(school::STEP) {
            let step = step.to_vec();
            self.write(async move |tx: &mut Tx| school::stage_lines(tx, id, &step).await).await?;
        }
        let applied = self.write(async move |tx: &mut Tx| {
            if !school::apply(tx, id, (before, count), now).await? {
                return Err(Error::Conflict.into());
            }
            let payload = json!({
                "year": told.year, "sha256": told.sha256, "opened": told.opened, "moved": told.moved,
                "changed": told.changed, "closed": told.closed,
            });
            tx.emit(Event::by_system(now, ENTITY, &id, "applied", payload));
            Ok(id)
        });
        let applied = applied.await;
        self.registers().look_again();
        applied
    }

    /// Undoes the list with this number as a whole; who works at the machine may. `Refused` where it is not
    /// the newest that counts.
    pub async fn undo_schools_of_operator(&self, import: i64) -> domain::Result<()> {
        let now = self.now();
        let undone = self.write(async move |tx: &mut Tx| {
            if !school::undo(tx, import, now).await? {
                return Err(Error::Refused(Refusal::NotNewestList).into());
            }
            tx.emit(Event::by_system(now, ENTITY, &import, "undone", json!({})));
            Ok(())
        });
        let undone = undone.await;
        self.registers().look_again();
        undone
    }

    /// The lists that were applied, undone ones too, the newest first; who works at the machine may see them.
    pub async fn school_imports_of_operator(&self) -> domain::Result<Vec<SchoolImport>> {
        let imports = self.read(school::imports).await?;
        let at = |micros| DateTime::from_timestamp_micros(micros).unwrap_or_default();
        let shown = |one: Import| SchoolImport {
            id: one.id,
            year: i32::try_from(one.year).unwrap_or_default(),
            file_name: one.file_name,
            counts: [one.opened, one.moved, one.changed, one.closed],
            applied_at: at(one.applied_at),
            undone_at: one.undone_at.map(at),
        };
        Ok(imports.into_iter().map(shown).collect())
    }
}
