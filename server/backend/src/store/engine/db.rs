//! The open database: reading from one snapshot, writing.

use crate::error::RETRY_SECONDS;
use crate::store::engine::address::Address;
use crate::store::engine::conn::{Conn, Tx, UseCase};
use crate::store::engine::postgres::Postgres;
use crate::store::engine::sqlite::Sqlite;
use crate::store::engine::writer;
use crate::store::event::log;
use crate::store::event::positions::Positions;
use crate::{Error, Result};
use futures_util::FutureExt as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// An open database. Cheap to clone.
#[derive(Clone)]
pub enum Db {
    /// One file, one machine.
    Sqlite(Sqlite),
    /// A server, several machines.
    Postgres(Postgres),
}

/// How long a page waits for a connection before it says that the store is busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// How long a use case may write: on SQLite all others wait for it.
const WRITE_LIMIT: Duration = Duration::from_secs(1);

/// On what terms a use case writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    /// How long it may take.
    pub limit: Duration,
    /// Whether it counts for nothing until a later write says so. Then it need not be on the disk before
    /// that one is: SQLite commits it without waiting for the disk.
    pub is_staged: bool,
}

impl Terms {
    /// What is answered is on the disk; it may take so long.
    pub(crate) const fn within(limit: Duration) -> Self {
        Self { limit, is_staged: false }
    }

    /// What a later write lets count; it may take so long.
    pub(crate) const fn staged(limit: Duration) -> Self {
        Self { limit, is_staged: true }
    }
}

impl Db {
    /// Opens the database at `address`, which exists and is migrated.
    pub(crate) async fn open(address: &Address) -> Result<Self> {
        Self::open_grouping(address, writer::BATCH).await
    }

    /// The same with at most `most` writes in one commit of SQLite; PostgreSQL groups by itself.
    pub(crate) async fn open_grouping(address: &Address, most: usize) -> Result<Self> {
        match address {
            Address::Sqlite(path) => Ok(Self::Sqlite(Sqlite::open(path, most).await?)),
            Address::Postgres(options) => Ok(Self::Postgres(Postgres::open(options).await?)),
        }
    }

    /// Reads from one snapshot: whatever `page` asks, it sees one moment. A write in it is refused.
    pub async fn read<T>(&self, page: impl AsyncFnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = match self {
            Self::Sqlite(store) => store.snapshot().await?,
            Self::Postgres(store) => store.snapshot().await?,
        };
        let answer = page(&mut conn).await?;
        conn.end().await?;
        Ok(answer)
    }

    /// Runs `use_case` in a transaction, with its events. Answers only after the commit.
    ///
    /// It may take a second, and must await nothing but the database: on SQLite it holds the one
    /// writer. A caller that goes away does not cancel it. `Unavailable` and a lost connection leave open
    /// whether it was written, as any commit does whose answer does not arrive; so a write has a key
    /// under which it can be repeated.
    pub async fn write<T: Send + 'static, F>(&self, use_case: F) -> Result<T>
    where
        // The first tells the compiler the closure's argument, the second that its future is `Send`.
        F: AsyncFnOnce(&mut Tx) -> Result<T>,
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        self.write_on(Terms::within(WRITE_LIMIT), use_case).await
    }

    /// The same on other terms.
    pub(crate) async fn write_on<T: Send + 'static, F>(
        &self,
        terms: Terms,
        use_case: F,
    ) -> Result<T>
    where
        F: AsyncFnOnce(&mut Tx) -> Result<T>,
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        match self {
            Self::Sqlite(store) => store.write(terms, use_case).await,
            Self::Postgres(store) => store.write(terms.limit, use_case).await,
        }
    }

    /// The position that everybody may see, and its changes.
    pub fn head(&self) -> watch::Receiver<i64> {
        self.positions().subscribe()
    }

    /// The newest positions that this process knows.
    pub(crate) fn positions(&self) -> &Arc<Positions> {
        match self {
            Self::Sqlite(store) => store.positions(),
            Self::Postgres(store) => store.positions(),
        }
    }

    /// Finishes what is being written and closes every connection. Later calls are `Unavailable`.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(store) => store.close().await,
            Self::Postgres(store) => store.close().await,
        }
    }
}

/// Runs a use case and writes its events, within `limit`; a panic in it stops here.
pub(crate) async fn run<T, F>(tx: &mut Tx, use_case: F, limit: Duration) -> Result<T>
where
    F: for<'t> UseCase<'t, T>,
{
    let attempt = async {
        let answer = use_case(&mut *tx).await?;
        log::insert(tx).await?;
        Ok(answer)
    };
    match tokio::time::timeout(limit, AssertUnwindSafe(attempt).catch_unwind()).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Error::Fault("a use case panicked")),
        Err(_) => {
            tracing::error!(?limit, "a use case ran over its time");
            Err(Error::Unavailable(RETRY_SECONDS))
        }
    }
}

/// What `work` gives, or `Unavailable` where the database says nothing for too long.
pub(crate) async fn in_time<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(Error::Unavailable(RETRY_SECONDS)))
}

/// Tasks that end with the store.
pub(crate) struct Tasks(pub Vec<tokio::task::JoinHandle<()>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        self.0.iter().for_each(tokio::task::JoinHandle::abort);
    }
}
