//! The store: one SQL text for SQLite and PostgreSQL. No SQL outside this folder.
//!
//! A file per concept of the field: its row structs (private), its statements (`const`, listed in
//! `STATEMENTS` so that a test prepares each on both engines), its functions.

pub(crate) mod account;
pub(crate) mod address;
pub(crate) mod alone;
pub(crate) mod appointment;
pub(crate) mod cluster;
mod conn;
pub(crate) mod copy;
mod db;
pub(crate) mod demo_mark;
pub(crate) mod district;
pub(crate) mod event;
pub(crate) mod evidence;
pub(crate) mod evidence_kept;
pub(crate) mod fiscal_year;
pub(crate) mod form_result;
pub(crate) mod given;
pub(crate) mod happening;
mod inconsistent;
pub(crate) mod invariants;
pub(crate) mod invitation;
#[cfg(any(test, feature = "testing"))]
pub(crate) mod measuring;
pub(crate) mod migrations;
pub(crate) mod overview;
pub(crate) mod person_post;
pub(crate) mod photo;
pub(crate) mod policy_item;
pub(crate) mod postgres;
pub(crate) mod profile_fact;
pub(crate) mod progress_reading;
pub(crate) mod progress_remark;
pub(crate) mod progress_report;
pub(crate) mod progress_standing;
pub(crate) mod province;
pub(crate) mod school;
pub(crate) mod school_heading;
pub(crate) mod school_upload;
pub(crate) mod sequencer;
pub(crate) mod session;
pub(crate) mod shipped_fact;
pub(crate) mod sign_in_failure;
pub(crate) mod source;
mod sqlite;
pub(crate) mod writer;

pub(crate) use alone::alone;
pub(crate) use conn::on;
pub use conn::{Conn, Engine, Tx, UseCase};
pub use db::Db;
pub(crate) use db::Terms;
pub use event::{Event, Head};
pub use inconsistent::Inconsistent;
pub use postgres::Postgres;
pub use sqlite::Sqlite;

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
