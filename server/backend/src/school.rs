//! Use cases: lists of schools. Looked over first, then applied as one change, and undone as one.

mod apply;
mod heading;
mod history;
mod list;
mod plan;
mod register;
mod rows;
mod upload;
mod xlsx;

pub use heading::FileHeading;
pub use list::DistrictSchools;
pub use upload::{CheckedSchools, OriginalFile};

use crate::store::school::records;
use crate::store::school::records::Import;
use crate::{Backend, digest};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::access::{Action, Actor, can};
use domain::school::{AcademicYear, ChangeKind, Column, Fault, SchoolChange};
use plan::{Plan, Standing};
pub(crate) use register::Loaded;
use std::sync::Arc;
use std::time::Duration;

/// The schools of the country, as one actor reads them.
#[derive(Clone, Copy)]
pub struct Schools<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

impl Backend {
    /// The schools of the country, for this actor.
    pub fn schools<'a>(&'a self, actor: &'a Actor) -> Schools<'a> {
        Schools { backend: self, actor }
    }
}

/// The largest file taken from a browser, in bytes: ten times as much as the list of all schools, packed.
pub const LARGEST_SCHOOL_FILE: u64 = 20 << 20;

/// One step of writing a list takes milliseconds; on a machine that is busy it is not given up after a second.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

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
    /// What it changes: first what its schools say, by code, then what it closes.
    pub changes: Vec<SchoolChange>,
    /// Schools that are as they were.
    pub unchanged: usize,
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
    /// What the account that applied it is called; nobody where it was done at the machine.
    pub applied_by: Option<String>,
    /// When it was applied.
    pub applied_at: DateTime<Utc>,
    /// When it was undone, if it was.
    pub undone_at: Option<DateTime<Utc>>,
}

impl SchoolReport {
    /// How many schools it changes in this way.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|one| one.kind == kind).count()
    }
}

/// The importing of lists of schools, in somebody's name.
#[derive(Clone)]
pub struct SchoolImports {
    backend: Backend,
    /// The account; none for whoever works at the machine.
    by: Option<AccountId>,
    /// Whether the database is left to others between two steps.
    pauses: bool,
}

impl Backend {
    /// The importing of lists of schools, for whoever may.
    pub fn school_imports(&self, actor: &Actor) -> domain::Result<SchoolImports> {
        can(actor, Action::ImportSchools)?;
        let by = Some(actor.account().ok_or(Error::Unauthenticated)?.id());
        Ok(SchoolImports { backend: self.clone(), by, pauses: false })
    }

    /// The same for the command line: who reaches the database may anyway.
    pub fn school_imports_of_operator(&self) -> SchoolImports {
        SchoolImports { backend: self.clone(), by: None, pauses: false }
    }
}

impl SchoolImports {
    /// The same beside a server on the same database: of two processes that write SQLite, the one that waits
    /// looks again every few milliseconds, and would find it taken each time.
    #[must_use]
    pub fn beside_a_server(self) -> Self {
        Self { pauses: true, ..self }
    }

    /// The lists that were applied, undone ones too, the newest first.
    pub async fn list(&self) -> domain::Result<Vec<SchoolImport>> {
        let imports = self.backend.read(records::imports).await?;
        let at = |micros| DateTime::from_timestamp_micros(micros).unwrap_or_default();
        let shown = |one: Import| SchoolImport {
            id: one.id,
            year: i32::try_from(one.year).unwrap_or_default(),
            file_name: one.file_name,
            counts: [one.opened, one.moved, one.changed, one.closed],
            applied_by: one.applied_by,
            applied_at: at(one.applied_at),
            undone_at: one.undone_at.map(at),
        };
        Ok(imports.into_iter().map(shown).collect())
    }

    /// Compares a file with what is known. One at a time, beside the threads that answer requests.
    async fn look(
        &self,
        bytes: Arc<[u8]>,
        year: AcademicYear,
    ) -> domain::Result<(FileHeading, Option<Plan>)> {
        let turn = self.backend.school_turn().await?;
        let standing = self.backend.read(Standing::read).await?;
        let looked = tokio::task::spawn_blocking(move || {
            // Held until it is done, even where whoever waited for it has gone.
            let _turn = turn;
            standing.plan(rows::rows(&bytes).map_err(invalid)?, year)
        });
        looked.await.map_err(|_| Error::Unavailable(1))?
    }
}

/// A file that cannot be taken, and why.
fn invalid(reason: Reason) -> Error {
    Error::Invalid(vec![FieldError::new("file", reason)])
}

fn sha256(bytes: &[u8]) -> String {
    digest::sha256_of(bytes)
}
