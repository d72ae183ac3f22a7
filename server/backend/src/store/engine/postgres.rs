//! PostgreSQL: a pool; and two tasks, one that places events and one that hears of places.

use crate::Error;
use crate::Result;
use crate::store::engine::conn::{Conn, Tx, UseCase};
use crate::store::engine::db::{PATIENCE, Tasks, in_time, run};
use crate::store::event::positions::Positions;
use crate::store::event::{log, sequencer};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// Connections of a process for pages and writes.
const CONNECTIONS: u32 = 16;

/// A page and its list are one moment.
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

#[cfg(test)]
pub(crate) const CONTROL: &[&str] = &[READ];

/// An open PostgreSQL database. Cheap to clone.
#[derive(Clone)]
pub struct Postgres {
    pool: PgPool,
    /// Of its own, or busy writers would starve the sequencer.
    sequencer: PgPool,
    committed: Arc<Notify>,
    positions: Arc<Positions>,
    _tasks: Arc<Tasks>,
}

impl Postgres {
    pub(crate) async fn open(options: &PgConnectOptions) -> Result<Self> {
        // What the server should end by itself when this process is gone or stuck.
        let options = options.clone().options([
            ("statement_timeout", "15s"),
            ("idle_in_transaction_session_timeout", "30s"),
        ]);
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
        let pool = pool.connect_with(options.clone()).await?;
        let sequencer = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let sequencer = sequencer.connect_lazy_with(options);
        let position = log::position(&mut snapshot(&pool).await?).await?;
        let positions = Arc::new(Positions::new(position));
        let committed = Arc::new(Notify::new());
        let tasks = vec![
            tokio::spawn(sequencer::place_forever(sequencer.clone(), Arc::clone(&committed))),
            tokio::spawn(sequencer::follow(pool.clone(), Arc::clone(&positions))),
        ];
        Ok(Self { pool, sequencer, committed, positions, _tasks: Arc::new(Tasks(tasks)) })
    }

    pub(crate) async fn snapshot(&self) -> Result<Conn> {
        snapshot(&self.pool).await
    }

    pub(crate) async fn write<T: Send + 'static, F>(
        &self,
        limit: Duration,
        use_case: F,
    ) -> Result<T>
    where
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        // A task of its own: a caller that goes away does not cut the write short.
        let (pool, committed) = (self.pool.clone(), Arc::clone(&self.committed));
        let positions = Arc::clone(&self.positions);
        let written = tokio::spawn(async move {
            let begin = async { Ok(Conn::Postgres(pool.begin().await?)) };
            let mut tx = Tx::new(in_time(begin).await?);
            let answer = run(&mut tx, use_case, limit).await?;
            let Tx { conn, topics, .. } = tx;
            let ended = in_time(conn.end()).await;
            // It may be written even where the answer to the commit was lost.
            positions.wrote(&topics);
            ended?;
            committed.notify_one();
            Ok(answer)
        });
        written.await.unwrap_or(Err(Error::Fault("a write was stopped")))
    }

    pub(crate) fn positions(&self) -> &Arc<Positions> {
        &self.positions
    }

    pub(crate) async fn close(&self) {
        // Whoever reads next should see what was written here, even if no other process runs.
        match in_time(sequencer::place_all(&self.sequencer)).await {
            Ok(Some(newest)) => self.positions.advance(newest),
            Ok(None) => {}
            Err(e) => {
                tracing::warn!(error = %e, "the last events wait for another process to place them");
            }
        }
        let closed = in_time(async {
            self.sequencer.close().await;
            self.pool.close().await;
            Ok(())
        });
        if closed.await.is_err() {
            tracing::warn!("the database server does not answer; its connections are left behind");
        }
    }
}

pub(crate) async fn snapshot(pool: &PgPool) -> Result<Conn> {
    in_time(async { Ok(Conn::Postgres(pool.begin_with(READ).await?)) }).await
}
