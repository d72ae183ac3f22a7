//! Errors of the backend: their sentences for the operator, and the part published to a visitor.
//!
//! Public methods return `domain::Result`: [`Error::publish`] logs the cause once, under a reference,
//! and publishes only that reference. The command line prints [`Error::sentence`].

use crate::store::Inconsistent;
use domain::year::fiscal_year::FiscalYear;
use std::fmt;
use words::Lang;

/// An error of the backend. `place` is the database's file or address, never its password.
#[derive(Debug)]
pub enum Error {
    /// An error that the caller can act on.
    Public(domain::Error),
    /// The database address has no known form.
    BadAddress(String),
    /// There is no database yet.
    NoDatabase(String),
    /// Migrations are pending.
    Pending {
        /// File or address of the database.
        place: String,
        /// Number of pending migrations.
        count: i64,
    },
    /// The database has a migration that this binary does not know.
    Newer {
        /// File or address of the database.
        place: String,
        /// Number of that migration.
        version: i64,
    },
    /// A migration was applied with a different text from this binary's.
    ChangedMigration {
        /// File or address of the database.
        place: String,
        /// Number of that migration.
        version: i64,
    },
    /// The file is not a database.
    NotADatabase(String),
    /// The database's pages are inconsistent.
    Damaged {
        /// File or address of the database.
        place: String,
        /// The engine's first finding.
        detail: String,
    },
    /// A database that was not created by `demo`.
    NotADemo(String),
    /// Another process holds the database.
    Locked(String),
    /// The directory or the file cannot be written.
    NotWritable(String),
    /// No space is left.
    DiskFull(String),
    /// The database server does not answer, or refuses the connection.
    NoAnswer {
        /// File or address of the database.
        place: String,
        /// The server's message.
        detail: String,
    },
    /// A backup of this name exists, and replacing it was not requested.
    BackupExists(String),
    /// The target of the backup is the database itself.
    BackupItself(String),
    /// The target folder does not exist.
    NoFolder(String),
    /// There is no backup to restore.
    NoBackup(String),
    /// The note beside a backup is not a valid head.
    BadNote(String),
    /// The target of a restore already exists.
    Occupied(String),
    /// PostgreSQL is backed up by its own tool.
    UsePgDump(String),
    /// PostgreSQL is restored by its own tool.
    UsePgRestore(String),
    /// A year can be opened only after the previous year.
    YearBeforeNotOpen(FiscalYear),
    /// A row that the domain types cannot represent.
    Inconsistent(Inconsistent),
    /// A statement failed.
    Store(sqlx::Error),
    /// A use case failed because of an internal fault.
    Fault(&'static str),
    /// The write was not made; the caller may retry after this many seconds.
    Unavailable(u32),
}

/// A result of the backend.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The cause and the remedy as a sentence for the operator.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Public(error) => lang.store_refused(format!("{error:?}")),
            Self::BadAddress(address) => lang.store_bad_address(address),
            Self::NoDatabase(place) => lang.store_no_database(place),
            Self::Pending { place, count } => lang.store_pending(count, place),
            Self::Newer { place, version } => lang.store_newer(place, version),
            Self::ChangedMigration { place, version } => lang.store_changed(place, version),
            Self::NotADatabase(place) => lang.store_not_a_database(place),
            Self::Damaged { place, detail } => lang.store_damaged(place, detail),
            Self::NotADemo(place) => lang.store_not_a_demo(place),
            Self::Locked(place) => lang.store_locked(place),
            Self::NotWritable(place) => lang.store_not_writable(place),
            Self::DiskFull(place) => lang.store_disk_full(place),
            Self::NoAnswer { place, detail } => lang.store_no_answer(place, detail),
            Self::BackupExists(place) => lang.store_backup_exists(place),
            Self::BackupItself(place) => lang.store_backup_itself(place),
            Self::NoFolder(place) => lang.store_no_folder(place),
            Self::NoBackup(place) => lang.store_no_backup(place),
            Self::BadNote(place) => lang.store_bad_note(place),
            Self::Occupied(place) => lang.store_occupied(place),
            Self::UsePgDump(place) => lang.store_use_pg_dump(place),
            Self::UsePgRestore(place) => lang.store_use_pg_restore(place),
            Self::YearBeforeNotOpen(year) => lang.store_year_before(year, year.previous()),
            Self::Inconsistent(row) => lang.store_inconsistent(row),
            Self::Store(cause) => lang.store_failed(cause),
            Self::Fault(cause) => lang.store_failed(cause),
            Self::Unavailable(seconds) => lang.store_busy(seconds),
        }
    }

    /// The error to show to a visitor. An internal cause is logged here, once.
    pub(crate) fn publish(self) -> domain::Error {
        match self {
            Self::Public(error) => error,
            Self::Unavailable(seconds) => domain::Error::Unavailable(seconds),
            Self::Store(cause) if crate::store::is_passing(&cause) => {
                tracing::error!(error = %cause, "the store cannot answer now");
                domain::Error::Unavailable(RETRY_SECONDS)
            }
            other => {
                let reference = reference();
                tracing::error!(%reference, error = %other, "internal error");
                domain::Error::Internal(reference)
            }
        }
    }
}

/// Seconds after which a visitor may retry when the store cannot answer.
pub(crate) const RETRY_SECONDS: u32 = 5;

/// Eight characters that can be read over the telephone without mistakes: no 0, 1, i, l, o, u.
pub(crate) fn reference() -> String {
    const LETTERS: &[u8; 30] = b"23456789abcdefghjkmnpqrstvwxyz";
    (0..8).map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())])).collect()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for Error {}

impl From<domain::Error> for Error {
    fn from(error: domain::Error) -> Self {
        Self::Public(error)
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        Self::Store(cause)
    }
}

impl From<Inconsistent> for Error {
    fn from(row: Inconsistent) -> Self {
        Self::Inconsistent(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_hears_a_reference_and_no_cause() {
        let published = Error::Store(sqlx::Error::Protocol("secret".to_owned())).publish();
        assert!(matches!(&published, domain::Error::Internal(reference) if reference.len() == 8));
        assert_eq!(Error::Public(domain::Error::NotFound).publish(), domain::Error::NotFound);
        assert_eq!(Error::Unavailable(3).publish(), domain::Error::Unavailable(3));
    }
}
