//! SQLite: a pool of readers, one writer that commits in groups.

use crate::error::RETRY_SECONDS;
use crate::store::engine::address::sqlite_options;
use crate::store::engine::conn::{Conn, UseCase};
use crate::store::engine::db::{PATIENCE, Tasks, Terms};
use crate::store::engine::writer::{Job, Order, QUEUE, Writer};
use crate::store::event::log;
use crate::store::event::positions::{Newest, Positions};
use crate::{Error, Result};
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

/// How often the file is asked whether another process (the command line) wrote to it.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// An open SQLite database. Cheap to clone.
#[derive(Clone)]
pub struct Sqlite {
    readers: SqlitePool,
    orders: mpsc::Sender<Order>,
    positions: Arc<Positions>,
    _follower: Arc<Tasks>,
}

impl Sqlite {
    /// Opens the file; a commit is of at most `most` writes.
    pub(crate) async fn open(path: &Path, most: usize) -> Result<Self> {
        let options = sqlite_options(path);
        let readers = readers().connect_with(options.clone().pragma("query_only", "ON")).await?;
        let positions = Arc::new(Positions::new(position(&readers).await?));
        let (orders, inbox) = mpsc::channel(QUEUE);
        // The writer ends by itself, when nobody can order anything any more.
        tokio::spawn(Writer::new(options, Arc::clone(&positions), most).run(inbox));
        let follower = tokio::spawn(follow(readers.clone(), Arc::clone(&positions)));
        Ok(Self { readers, orders, positions, _follower: Arc::new(Tasks(vec![follower])) })
    }

    pub(crate) async fn snapshot(&self) -> Result<Conn> {
        snapshot(&self.readers).await
    }

    pub(crate) async fn write<T: Send + 'static, F>(&self, terms: Terms, use_case: F) -> Result<T>
    where
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        let (job, answer) = Job::new(use_case, terms);
        match self.orders.try_send(Order::Write(job)) {
            Ok(()) => answer.await.unwrap_or(Err(Error::Unavailable(RETRY_SECONDS))),
            Err(TrySendError::Full(_) | TrySendError::Closed(_)) => {
                Err(Error::Unavailable(RETRY_SECONDS))
            }
        }
    }

    pub(crate) fn positions(&self) -> &Arc<Positions> {
        &self.positions
    }

    pub(crate) async fn close(&self) {
        let (closed, is_closed) = oneshot::channel();
        if self.orders.send(Order::Close(closed)).await.is_ok() {
            _ = is_closed.await;
        }
        self.readers.close().await;
    }
}

/// As many readers as cores: more gave nothing. With fewer than two, one waits for the other.
fn readers() -> SqlitePoolOptions {
    let cores = std::thread::available_parallelism()
        .map_or(2, |n| u32::try_from(n.get()).unwrap_or(2))
        .max(2);
    SqlitePoolOptions::new().max_connections(cores).min_connections(cores).acquire_timeout(PATIENCE)
}

async fn snapshot(readers: &SqlitePool) -> Result<Conn> {
    Ok(Conn::Reader(readers.begin().await?))
}

async fn position(readers: &SqlitePool) -> Result<i64> {
    log::position(&mut snapshot(readers).await?).await
}

async fn newest_after(readers: &SqlitePool, position: i64) -> Result<Newest> {
    log::newest_after(&mut snapshot(readers).await?, position).await
}

/// Notices what other processes wrote; the own writer moves the positions itself.
async fn follow(readers: SqlitePool, positions: Arc<Positions>) {
    while !readers.is_closed() {
        tokio::time::sleep(LOOK_EVERY).await;
        match newest_after(&readers, positions.head()).await {
            Ok(newest) => positions.advance(newest),
            Err(e) => tracing::debug!(error = %e, "the newest position could not be read"),
        }
    }
}
