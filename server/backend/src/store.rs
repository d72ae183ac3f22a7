//! The store: one SQL text for SQLite and PostgreSQL. No SQL outside this folder.
//!
//! A file per concept of the field: its row structs (private), its statements (`const`, listed in
//! `STATEMENTS` so that a test prepares each on both engines), its functions.

pub(crate) mod demo;
pub(crate) mod engine;
pub(crate) mod event;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod job;
pub(crate) mod people;
pub(crate) mod place;
pub(crate) mod profile;
pub(crate) mod progress;
pub(crate) mod school;
pub(crate) mod year;

pub(crate) mod overview;

pub(crate) use crate::store::engine::conn::on;
pub use crate::store::engine::conn::{Conn, Engine, Tx, UseCase};
pub use crate::store::engine::db::Db;
pub(crate) use crate::store::engine::db::Terms;
pub use crate::store::engine::inconsistent::Inconsistent;
pub(crate) use crate::store::engine::migration_lock::alone;
pub use crate::store::engine::postgres::Postgres;
pub use crate::store::engine::sqlite::Sqlite;
pub use crate::store::event::kind::{EventKind, Topic};
pub use crate::store::event::log::{Event, Head};
pub use crate::store::event::positions::Stamp;

/// The engine's code of an error: SQLite's number, PostgreSQL's five letters.
pub(crate) fn code(error: &sqlx::Error) -> Option<String> {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .map(std::borrow::Cow::into_owned)
}

/// Whether an error is about the moment, not about us: the same may work in a few seconds.
pub(crate) fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(_) => match code(error).as_deref() {
            // Busy, locked, an I/O error, a full disk. SQLite's codes carry details above the low byte.
            Some(code) if code.len() != 5 => {
                code.parse::<i32>().is_ok_and(|code| [5, 6, 10, 13].contains(&(code & 0xff)))
            }
            // Connection, resources, operator's intervention, a lost race.
            Some(code) => ["08", "53", "57P", "40"].iter().any(|class| code.starts_with(class)),
            None => false,
        },
        _ => false,
    }
}
