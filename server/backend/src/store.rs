//! The store: one SQL text for SQLite and PostgreSQL. No SQL outside this folder.
//!
//! A file per concept of the field: its row structs (private), its statements (`const`, listed in its
//! `STATEMENTS`, and that in `STATEMENTS` here: a test prepares each on both engines), its functions.

pub(crate) mod demo;
pub(crate) mod engine;
pub(crate) mod error_report;
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

/// The statements of every file that runs on both engines.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&[&str]] = &[
    demo::demo_mark::STATEMENTS,
    demo::measuring::STATEMENTS,
    engine::invariants::STATEMENTS,
    engine::migrations::STATEMENTS,
    error_report::STATEMENTS,
    event::changes::STATEMENTS,
    event::log::STATEMENTS,
    file::evidence::STATEMENTS,
    file::kept::STATEMENTS,
    form::form_result::STATEMENTS,
    job::due_job::STATEMENTS,
    overview::STATEMENTS,
    people::account::STATEMENTS,
    people::appointment::STATEMENTS,
    people::invitation::STATEMENTS,
    people::session::STATEMENTS,
    people::sign_in_failure::STATEMENTS,
    place::cluster::STATEMENTS,
    place::district::STATEMENTS,
    place::province::STATEMENTS,
    place::shipped_fact::STATEMENTS,
    place::source::STATEMENTS,
    profile::fact::STATEMENTS,
    profile::person_post::STATEMENTS,
    profile::photo::STATEMENTS,
    progress::reading::STATEMENTS,
    progress::remark::STATEMENTS,
    progress::report::STATEMENTS,
    progress::standing::STATEMENTS,
    school::heading_names::STATEMENTS,
    school::records::STATEMENTS,
    school::upload::STATEMENTS,
    year::catalogue_item::STATEMENTS,
    year::fiscal_year::STATEMENTS,
    year::policy_item::STATEMENTS,
];

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
