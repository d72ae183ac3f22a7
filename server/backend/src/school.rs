//! Use cases: lists of schools. Previewed first, then applied as one change, and undone as one.

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

/// The largest file accepted from a browser, in bytes: ten times the compressed list of all schools.
pub const LARGEST_SCHOOL_FILE: u64 = 20 << 20;

/// Time limit of a step of writing a list: it takes milliseconds, but a busy machine may need over a second.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

/// A list of schools as a file.
#[derive(Debug, Clone)]
pub struct SchoolFile {
    /// Name of the file.
    pub name: String,
    /// Content: CSV in UTF-8, UTF-16 or Windows-874 (TIS-620), plain or compressed by gzip; or XLSX.
    pub bytes: Vec<u8>,
}

/// The effect of a list, previewed or applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SchoolReport {
    /// The changes: first of the schools on the list, by code, then the closed ones.
    pub changes: Vec<SchoolChange>,
    /// Number of unchanged schools.
    pub unchanged: usize,
    /// Refused lines; if there are any, the list is not applied.
    pub refused: Vec<RefusedLine>,
    /// The list's number, once applied.
    pub applied: Option<i64>,
}

/// A refused line.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedLine {
    /// Its number in the file, from 1 on.
    pub line: u32,
    /// Each column with its fault.
    pub faults: Vec<(Column, Fault)>,
}

/// An applied list.
#[derive(Debug, Clone)]
pub struct SchoolImport {
    /// Its number.
    pub id: i64,
    /// The academic year of the list.
    pub year: i32,
    /// The file's name.
    pub file_name: String,
    /// Schools opened, moved, changed and closed by it.
    pub counts: [i64; 4],
    /// Display name of the account that applied it; none if it was applied on the command line.
    pub applied_by: Option<String>,
    /// Time when it was applied.
    pub applied_at: DateTime<Utc>,
    /// Time when it was undone, if it was.
    pub undone_at: Option<DateTime<Utc>>,
}

impl SchoolReport {
    /// The number of changes of this kind.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|one| one.kind == kind).count()
    }
}

/// The import of lists of schools, for one account.
#[derive(Clone)]
pub struct SchoolImports {
    backend: Backend,
    /// The account; none for the operator on the command line.
    by: Option<AccountId>,
    /// Whether to pause between two steps, to let other processes write.
    pauses: bool,
}

impl Backend {
    /// The import of lists of schools, if the actor may.
    pub fn school_imports(&self, actor: &Actor) -> domain::Result<SchoolImports> {
        can(actor, Action::ImportSchools)?;
        let by = Some(actor.account().ok_or(Error::Unauthenticated)?.id());
        Ok(SchoolImports { backend: self.clone(), by, pauses: false })
    }

    /// The import for the command line: database access implies the permission.
    pub fn school_imports_of_operator(&self) -> SchoolImports {
        SchoolImports { backend: self.clone(), by: None, pauses: false }
    }
}

impl SchoolImports {
    /// The import while a server uses the same database: of two processes that write SQLite, the waiting one
    /// polls every few milliseconds, and would find it locked each time.
    #[must_use]
    pub fn beside_a_server(self) -> Self {
        Self { pauses: true, ..self }
    }

    /// The applied lists, including undone ones, newest first.
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

    /// Compares a file with the stored schools. One at a time, outside the threads that serve requests.
    async fn look(
        &self,
        bytes: Arc<[u8]>,
        year: AcademicYear,
    ) -> domain::Result<(FileHeading, Option<Plan>)> {
        let turn = self.backend.school_turn().await?;
        let standing = self.backend.read(Standing::read).await?;
        let looked = tokio::task::spawn_blocking(move || {
            // Held until it is done, even if the caller has stopped waiting.
            let _turn = turn;
            standing.plan(rows::rows(&bytes).map_err(invalid)?, year)
        });
        looked.await.map_err(|_| Error::Unavailable(1))?
    }
}

/// The error for an invalid file, with the reason.
fn invalid(reason: Reason) -> Error {
    Error::Invalid(vec![FieldError::new("file", reason)])
}

fn sha256(bytes: &[u8]) -> String {
    digest::sha256_of(bytes)
}
