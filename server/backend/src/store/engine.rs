//! SQLite and PostgreSQL: connections, transactions, migrations.

pub(crate) mod address;
pub(crate) mod conn;
pub(crate) mod copy;
pub(crate) mod db;
pub(crate) mod given;
pub(crate) mod inconsistent;
pub(crate) mod invariants;
pub(crate) mod migration_lock;
pub(crate) mod migrations;
pub(crate) mod postgres;
pub(crate) mod sqlite;
pub(crate) mod writer;
