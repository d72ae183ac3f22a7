//! Opening the database; reading from one snapshot; writing.

use crate::Result;
use crate::store::address::{Address, sqlite_options};
use crate::store::conn::{Conn, Tx, UseCase};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{Connection as _, SqliteConnection};
use std::time::Duration;

/// An open database. Cheap to clone.
#[derive(Clone)]
pub enum Db {
    /// One file, one machine.
    Sqlite {
        /// Connections that only read.
        readers: SqlitePool,
        /// How the writing connection is made.
        writer: Box<SqliteConnectOptions>,
    },
    /// A server, several machines.
    Postgres(PgPool),
}

/// How long a page waits for a connection before it says that the store is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections to PostgreSQL per process.
const POSTGRES_CONNECTIONS: u32 = 16;

const READ_ON_POSTGRES: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";

impl Db {
    /// Opens the database at `address`, which exists and is migrated.
    pub(crate) async fn open(address: &Address) -> Result<Self> {
        match address {
            Address::Sqlite(path) => {
                let options = sqlite_options(path);
                let readers = readers().connect_with(options.clone().pragma("query_only", "ON")).await?;
                Ok(Self::Sqlite { readers, writer: Box::new(options) })
            }
            Address::Postgres(options) => {
                let pool = PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(PATIENCE);
                Ok(Self::Postgres(pool.connect_with((**options).clone()).await?))
            }
        }
    }

    /// Reads from one snapshot: whatever `page` asks, it sees one moment. A write in it is refused.
    pub async fn read<T>(&self, page: impl AsyncFnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = match self {
            Self::Sqlite { readers, .. } => Conn::Reader(readers.begin().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.begin_with(READ_ON_POSTGRES).await?),
        };
        let answer = page(&mut conn).await?;
        match conn {
            Conn::Reader(snapshot) => snapshot.commit().await?,
            Conn::Postgres(snapshot) => snapshot.commit().await?,
            Conn::Writer(_) => {}
        }
        Ok(answer)
    }

    /// Runs `use_case` in a transaction of its own.
    pub async fn write<T: Send + 'static, F>(&self, use_case: F) -> Result<T>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T>,
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        match self {
            Self::Sqlite { writer, .. } => {
                let mut conn = SqliteConnection::connect_with(writer).await?;
                sqlx::query(BEGIN).execute(&mut conn).await?;
                let mut tx = Tx::new(Conn::Writer(Box::new(conn)));
                let answer = use_case(&mut tx).await;
                let Conn::Writer(mut conn) = tx.conn else { return answer };
                sqlx::query(if answer.is_ok() { COMMIT } else { ROLLBACK }).execute(&mut *conn).await?;
                conn.close().await?;
                answer
            }
            Self::Postgres(pool) => {
                let mut tx = Tx::new(Conn::Postgres(pool.begin().await?));
                let answer = use_case(&mut tx).await?;
                if let Conn::Postgres(transaction) = tx.conn {
                    transaction.commit().await?;
                }
                Ok(answer)
            }
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, .. } => readers.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// More readers than cores gave nothing; fewer than two, one waits for the other.
fn readers() -> SqlitePoolOptions {
    let cores = std::thread::available_parallelism().map_or(2, |n| u32::try_from(n.get()).unwrap_or(2)).max(2);
    SqlitePoolOptions::new().max_connections(cores).min_connections(cores).acquire_timeout(PATIENCE)
}
