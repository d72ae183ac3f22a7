//! A connection inside a transaction, on either engine.

use crate::Result;
use crate::store::event::kind::Topic;
use crate::store::event::log::Event;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use std::collections::BTreeSet;
use std::future::Future;
use std::ops::{Deref, DerefMut};

/// A connection in a transaction. Reads take `&mut Conn`.
pub enum Conn {
    /// A snapshot of a SQLite reader.
    Reader(Transaction<'static, Sqlite>),
    /// The one connection that writes to SQLite; its transaction is handled by the writer.
    Writer(Box<SqliteConnection>),
    /// A transaction on PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// The engine's own connection, for `on!`.
pub enum Engine<'c> {
    /// SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// The engine's own connection.
    pub fn engine(&mut self) -> Engine<'_> {
        match self {
            Self::Reader(transaction) => Engine::Sqlite(transaction),
            Self::Writer(connection) => Engine::Sqlite(connection),
            Self::Postgres(transaction) => Engine::Postgres(transaction),
        }
    }

    /// Ends the transaction: commits it, where that is not the writer's business.
    pub(crate) async fn end(self) -> Result<()> {
        match self {
            Self::Reader(snapshot) => snapshot.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
            Self::Writer(_) => {}
        }
        Ok(())
    }
}

/// A transaction that may write. Changes take `&mut Tx`.
///
/// Without a lifetime on purpose: with one, no plain `async move |tx|` closure compiles.
pub struct Tx {
    pub(crate) conn: Conn,
    pub(crate) events: Vec<Event>,
    /// The topics of all events that were emitted so far.
    pub(crate) topics: BTreeSet<Topic>,
}

impl Tx {
    pub(crate) fn new(conn: Conn) -> Self {
        Self { conn, events: Vec::new(), topics: BTreeSet::new() }
    }

    /// Puts an event on the log. Written last in the transaction: were it written before a statement
    /// that waits, two events of one row could be placed in the wrong order.
    pub fn emit(&mut self, event: Event) {
        self.topics.extend(event.kind().topic());
        self.events.push(event);
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// `AsyncFnOnce(&mut Tx) -> Result<T>` whose future is `Send`. Stable Rust cannot say it in one
/// bound (that needs return-type notation); both bounds together can.
pub trait UseCase<'t, T>: FnOnce(&'t mut Tx) -> Self::Future + Send {
    /// What the use case does.
    type Future: Future<Output = Result<T>> + Send + 't;
}

impl<'t, T, F, Fut> UseCase<'t, T> for F
where
    F: FnOnce(&'t mut Tx) -> Fut + Send,
    Fut: Future<Output = Result<T>> + Send + 't,
{
    type Future = Fut;
}

/// Runs one query on whichever engine the connection is: `on!(conn, query => fetch_all)`.
///
/// The query is expanded in both arms, so its texts and bindings are the same on both.
macro_rules! on {
    ($conn:expr, $query:expr => execute) => {
        match $conn.engine() {
            $crate::store::Engine::Sqlite(c) => {
                $query.execute(c).await.map(|done| done.rows_affected())
            }
            $crate::store::Engine::Postgres(c) => {
                $query.execute(c).await.map(|done| done.rows_affected())
            }
        }
    };
    ($conn:expr, $query:expr => $fetch:ident) => {
        match $conn.engine() {
            $crate::store::Engine::Sqlite(c) => $query.$fetch(c).await,
            $crate::store::Engine::Postgres(c) => $query.$fetch(c).await,
        }
    };
}
pub(crate) use on;
