//! Where the database is, and how to connect to it.

use crate::{Error, Result};
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tracing::log::LevelFilter;

/// How long SQLite waits for another process (a backup, the command line) before it gives up.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// The first bytes of every SQLite file.
const HEADER: &[u8; 16] = b"SQLite format 3\0";

/// A database's address.
#[derive(Debug, Clone)]
pub(crate) enum Address {
    /// `sqlite:path`.
    Sqlite(PathBuf),
    /// `postgres://…`.
    Postgres(Box<PgConnectOptions>),
}

impl Address {
    /// From `sqlite:path`, `sqlite://path` or `postgres://…`.
    pub(crate) fn parse(url: &str) -> Result<Self> {
        let bad = || Error::BadAddress(url.to_owned());
        if let Some(rest) = url.strip_prefix("sqlite:") {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            return if path.is_empty() || path.contains('?') {
                Err(bad())
            } else {
                Ok(Self::Sqlite(path.into()))
            };
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            // The address may hold a password: what is wrong with it is said, it is not.
            let options: PgConnectOptions = url
                .parse()
                .map_err(|e: sqlx::Error| Error::BadAddress(format!("postgres://… ({e})")))?;
            let options = options.application_name("pakmud").log_statements(LevelFilter::Trace);
            return Ok(Self::Postgres(Box::new(options)));
        }
        Err(bad())
    }

    /// Where files are kept unless something else is said: beside a SQLite database.
    pub(crate) fn files_beside(&self) -> PathBuf {
        match self {
            Self::Sqlite(path) => path.with_file_name("files"),
            Self::Postgres(_) => PathBuf::from("data/files"),
        }
    }

    /// The address as an operator knows it, without a password.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres(options) => {
                let host = options
                    .get_socket()
                    .map_or(options.get_host().to_owned(), |path| path.display().to_string());
                format!(
                    "postgres://{host}:{}/{}",
                    options.get_port(),
                    options.get_database().unwrap_or_default()
                )
            }
        }
    }

    /// Refuses what is visibly no database: no file, a directory, a file of another kind.
    /// A file of zero bytes is an empty database.
    pub(crate) fn look(&self) -> Result<()> {
        let Self::Sqlite(path) = self else { return Ok(()) };
        let mut head = Vec::with_capacity(HEADER.len());
        match File::open(path)
            .and_then(|file| file.take(HEADER.len() as u64).read_to_end(&mut head))
        {
            Ok(0) => Ok(()),
            Ok(_) if head == HEADER => Ok(()),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(Error::NoDatabase(self.shown())),
            Err(e) if e.kind() == ErrorKind::PermissionDenied => {
                Err(Error::NotWritable(self.shown()))
            }
            Ok(_) | Err(_) => Err(Error::NotADatabase(self.shown())),
        }
    }

    /// Why the file system refused the file, in terms of this database.
    pub(crate) fn explain_io(&self, error: &std::io::Error) -> Error {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull(self.shown()),
            ErrorKind::IsADirectory => Error::NotADatabase(self.shown()),
            _ => Error::NotWritable(self.shown()),
        }
    }

    /// Says a statement's error in terms of this database, where it is about the database as a whole.
    pub(crate) fn explain(&self, error: Error) -> Error {
        let Error::Store(cause) = error else { return error };
        let place = self.shown();
        let code = crate::store::code(&cause);
        match (self, code.as_deref()) {
            (Self::Sqlite(_), Some(code)) => match code.parse::<i32>().map(|code| code & 0xff) {
                Ok(5 | 6) => Error::Locked(place),
                Ok(8 | 14) => Error::NotWritable(place),
                Ok(11) => Error::Damaged { place, detail: cause.to_string() },
                Ok(13) => Error::DiskFull(place),
                Ok(26) => Error::NotADatabase(place),
                _ => Error::Store(cause),
            },
            (Self::Postgres(_), Some("53100")) => Error::DiskFull(place),
            (Self::Postgres(_), Some("3D000")) => Error::NoDatabase(place),
            (Self::Postgres(_), Some("XX001" | "XX002")) => {
                Error::Damaged { place, detail: cause.to_string() }
            }
            (Self::Postgres(_), Some("55P03")) => Error::Locked(place),
            (Self::Postgres(_), Some(code))
                if code.starts_with("28") || code.starts_with("57P") || code.starts_with("08") =>
            {
                Error::NoAnswer { place, detail: cause.to_string() }
            }
            (Self::Postgres(_), None) if crate::store::is_passing(&cause) => {
                Error::NoAnswer { place, detail: cause.to_string() }
            }
            _ => Error::Store(cause),
        }
    }
}

/// How every connection to a SQLite file is set up; what it confirms survives a power cut.
pub(crate) fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .row_buffer_size(256)
        .log_statements(LevelFilter::Trace)
}

/// How a file is read that nobody uses: it stays as it is, its journal mode included.
pub(crate) fn looking_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .row_buffer_size(256)
        .log_statements(LevelFilter::Trace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_sqlite_file_or_a_postgres_url() {
        for good in ["sqlite:data/pakmud.sqlite", "sqlite:///var/lib/pakmud/pakmud.sqlite"] {
            assert!(matches!(Address::parse(good), Ok(Address::Sqlite(_))), "{good}");
        }
        assert!(matches!(
            Address::parse("postgres://me:secret@db.example/pakmud"),
            Ok(Address::Postgres(_))
        ));
        for bad in ["", "sqlite:", "sqlite:a?mode=ro", "mysql://x", "pakmud.sqlite"] {
            assert!(matches!(Address::parse(bad), Err(Error::BadAddress(_))), "{bad}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let address = Address::parse("postgres://me:secret@db.example/pakmud").unwrap();
        assert_eq!(address.shown(), "postgres://db.example:5432/pakmud");
    }
}
