//! Which migrations a database has, and applying those that wait.

use crate::store::engine::address::{Address, sqlite_options};
use crate::store::{Conn, Engine};
use crate::{Error, Result};
use sqlx::migrate::{Migration, Migrator};
use sqlx::{Connection as _, PgConnection, SqliteConnection, query_as, query_scalar};
use std::collections::BTreeMap;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

const HAS_LOG_SQLITE: &str = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
const HAS_LOG_POSTGRES: &str = "SELECT COUNT(to_regclass('_sqlx_migrations'))";
const APPLIED: &str = "SELECT version, checksum FROM _sqlx_migrations ORDER BY version";
const QUICK_CHECK: &str = "PRAGMA quick_check(1)";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[APPLIED];
#[cfg(test)]
pub(crate) const SQLITE_STATEMENTS: &[&str] = &[HAS_LOG_SQLITE, QUICK_CHECK];
#[cfg(test)]
pub(crate) const POSTGRES_STATEMENTS: &[&str] = &[HAS_LOG_POSTGRES];

/// Number and checksum of an applied migration.
type Applied = (i64, Vec<u8>);

/// Applies what waits; gives the names of the applied migrations.
///
/// On SQLite nobody else may be connected while migrations run; on PostgreSQL others wait.
pub(crate) async fn run(address: &Address) -> Result<Vec<String>> {
    match address {
        Address::Sqlite(path) => {
            let mut conn = SqliteConnection::connect_with(&sqlite_options(path)).await?;
            quick_check(&mut conn, address).await?;
            if waiting(&SQLITE, &applied_on_sqlite(&mut conn).await?, address)?.is_empty() {
                return Ok(Vec::new());
            }
            conn.close().await?;
            let alone = sqlite_options(path).pragma("locking_mode", "EXCLUSIVE");
            let mut conn = SqliteConnection::connect_with(&alone).await?;
            let names = waiting(&SQLITE, &applied_on_sqlite(&mut conn).await?, address)?;
            SQLITE.run(&mut conn).await.map_err(|e| failed(e, address))?;
            conn.close().await?;
            Ok(names)
        }
        Address::Postgres(options) => {
            let mut conn = PgConnection::connect_with(options).await?;
            let names = waiting(&POSTGRES, &applied_on_postgres(&mut conn).await?, address)?;
            POSTGRES.run(&mut conn).await.map_err(|e| failed(e, address))?;
            conn.close().await?;
            Ok(names)
        }
    }
}

/// Whether the database is still empty.
pub(crate) async fn none_applied(address: &Address) -> Result<bool> {
    Ok(applied(address).await?.is_empty())
}

/// How many migrations wait for a SQLite file that is being looked at; `None` where none was ever
/// applied. Refuses a file with one that this binary does not know.
pub(crate) async fn waiting_for(conn: &mut Conn, address: &Address) -> Result<Option<usize>> {
    let Engine::Sqlite(connection) = conn.engine() else { return Ok(None) };
    let applied = applied_on_sqlite(connection).await?;
    let count = waiting(&SQLITE, &applied, address)?.len();
    Ok((!applied.is_empty()).then_some(count))
}

/// Refuses a database that this binary cannot serve as it stands.
pub(crate) async fn demand_current(address: &Address) -> Result<()> {
    let known = match address {
        Address::Sqlite(_) => &SQLITE,
        Address::Postgres(_) => &POSTGRES,
    };
    match i64::try_from(waiting(known, &applied(address).await?, address)?.len()) {
        Ok(0) => Ok(()),
        count => Err(Error::Pending { place: address.shown(), count: count.unwrap_or(i64::MAX) }),
    }
}

/// The migrations that the database has, in their order.
async fn applied(address: &Address) -> Result<Vec<Applied>> {
    match address {
        Address::Sqlite(path) => {
            let mut conn = SqliteConnection::connect_with(&sqlite_options(path)).await?;
            let applied = applied_on_sqlite(&mut conn).await?;
            conn.close().await?;
            Ok(applied)
        }
        Address::Postgres(options) => {
            let mut conn = PgConnection::connect_with(options).await?;
            let applied = applied_on_postgres(&mut conn).await?;
            conn.close().await?;
            Ok(applied)
        }
    }
}

/// The names of the migrations that are not applied. Refuses a database with one that this binary
/// does not know, or knows with another text.
fn waiting(known: &Migrator, applied: &[Applied], address: &Address) -> Result<Vec<String>> {
    let mut waiting: BTreeMap<i64, &Migration> = known.iter().map(|m| (m.version, m)).collect();
    for (version, checksum) in applied {
        let place = address.shown();
        match waiting.remove(version) {
            None => return Err(Error::Newer { place, version: *version }),
            Some(ours) if *ours.checksum != **checksum => {
                return Err(Error::ChangedMigration { place, version: *version });
            }
            Some(_) => {}
        }
    }
    Ok(waiting.values().map(|m| format!("{:04} {}", m.version, m.description)).collect())
}

async fn applied_on_sqlite(conn: &mut SqliteConnection) -> Result<Vec<Applied>> {
    let has_log: i64 = query_scalar(HAS_LOG_SQLITE).fetch_one(&mut *conn).await?;
    if has_log == 0 { Ok(Vec::new()) } else { Ok(query_as(APPLIED).fetch_all(conn).await?) }
}

async fn applied_on_postgres(conn: &mut PgConnection) -> Result<Vec<Applied>> {
    let has_log: i64 = query_scalar(HAS_LOG_POSTGRES).fetch_one(&mut *conn).await?;
    if has_log == 0 { Ok(Vec::new()) } else { Ok(query_as(APPLIED).fetch_all(conn).await?) }
}

/// Refuses a SQLite file whose pages do not fit together.
async fn quick_check(conn: &mut SqliteConnection, address: &Address) -> Result<()> {
    let verdict: String = query_scalar(QUICK_CHECK).fetch_one(conn).await?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Error::Damaged { place: address.shown(), detail: verdict })
    }
}

fn failed(error: sqlx::migrate::MigrateError, address: &Address) -> Error {
    use sqlx::migrate::MigrateError as E;
    let place = address.shown();
    match error {
        E::Execute(cause) | E::ExecuteMigration(cause, _) => Error::Store(cause),
        E::VersionMismatch(version) | E::Dirty(version) => {
            Error::ChangedMigration { place, version }
        }
        E::VersionMissing(version) => Error::Newer { place, version },
        other => Error::Store(sqlx::Error::Migrate(Box::new(other))),
    }
}
