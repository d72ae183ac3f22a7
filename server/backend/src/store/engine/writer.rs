//! The one writer of a SQLite database. It runs what waits, each write in a savepoint of one
//! transaction, commits once, and only then answers: one fsync for the whole batch.

use crate::error::RETRY_SECONDS;
use crate::store::engine::address::BUSY;
use crate::store::engine::conn::{Conn, Tx, UseCase};
use crate::store::engine::db::{Terms, run};
use crate::store::event::log;
use crate::store::event::positions::{Newest, Positions};
use crate::{Error, Result};
use sqlx::error::ErrorKind;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection, query};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// How many writes may wait; the next one is told to come back.
pub(crate) const QUEUE: usize = 1000;

/// The most writes of one batch.
pub(crate) const BATCH: usize = 100;

/// A batch ends after the write during which this is over, so that its first caller need not wait long.
const BATCH_TIME: Duration = Duration::from_millis(20);

// Each is one trip to SQLite's thread. The savepoint stays open after ROLLBACK TO.
const OPEN: &str = "BEGIN IMMEDIATE; SAVEPOINT w";
const KEEP: &str = "RELEASE w; SAVEPOINT w";
const UNDO: &str = "ROLLBACK TO w";
const CLOSE: &str = "RELEASE w; COMMIT";

/// Waiting for another process (a backup, the command line) is done in [`open`]: SQLite's own waiting asks again
/// ever more rarely, and misses a lock that is given back for a moment.
const DO_NOT_WAIT: &str = "PRAGMA busy_timeout = 0";

/// The shortest and the longest time after which a lock that another process holds is asked for again.
const ASK_AGAIN: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(25)];

// Whether a commit waits until the log is on the disk. One that waits brings all that did not before it.
const WAIT_FOR_DISK: &str = "PRAGMA synchronous = FULL";
const LEAVE_TO_LATER: &str = "PRAGMA synchronous = NORMAL";

#[cfg(test)]
pub(crate) const CONTROL: &[&str] =
    &[OPEN, KEEP, UNDO, CLOSE, DO_NOT_WAIT, WAIT_FOR_DISK, LEAVE_TO_LATER];

/// What the writer is asked for.
pub(crate) enum Order {
    Write(Job),
    /// Finish what waits, close, and say so.
    Close(oneshot::Sender<()>),
}

type Work =
    dyn for<'t> FnOnce(&'t mut Tx) -> Pin<Box<dyn Future<Output = Done> + Send + 't>> + Send;

/// A use case that waits to be run. Dropped unrun, it tells its caller to come back.
pub(crate) struct Job {
    work: Box<Work>,
    /// As [`Terms`] have it.
    is_staged: bool,
}

/// A use case that has run.
struct Done {
    /// Whether its statements stay.
    keep: bool,
    /// Whether the transaction as a whole can no longer be trusted.
    is_torn: bool,
    /// Tells the caller, after the commit: `true` where it succeeded.
    answer: Box<dyn FnOnce(bool) + Send>,
}

impl Job {
    pub(crate) fn new<T: Send + 'static, F>(
        use_case: F,
        terms: Terms,
    ) -> (Self, oneshot::Receiver<Result<T>>)
    where
        F: for<'t> UseCase<'t, T> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let work: Box<Work> = Box::new(move |tx| Box::pin(work(tx, use_case, terms.limit, caller)));
        (Self { work, is_staged: terms.is_staged }, answer)
    }
}

async fn work<T: Send + 'static, F>(
    tx: &mut Tx,
    use_case: F,
    limit: Duration,
    caller: oneshot::Sender<Result<T>>,
) -> Done
where
    F: for<'t> UseCase<'t, T>,
{
    let outcome = run(tx, use_case, limit).await;
    let keep = outcome.is_ok();
    let is_torn = outcome.as_ref().err().is_some_and(tears);
    // A refusal too waits for the commit: it may rest on what an earlier write of the batch did.
    let answer = Box::new(move |committed| {
        let outcome = if committed { outcome } else { Err(Error::Unavailable(RETRY_SECONDS)) };
        _ = caller.send(outcome);
    });
    Done { keep, is_torn, answer }
}

/// Whether SQLite may have rolled back the whole transaction (disk full, I/O error, out of memory …).
/// Only a violated constraint surely undoes no more than its own statement.
fn tears(error: &Error) -> bool {
    match error {
        Error::Store(error @ sqlx::Error::Database(cause)) => {
            let violations = [
                ErrorKind::UniqueViolation,
                ErrorKind::ForeignKeyViolation,
                ErrorKind::NotNullViolation,
                ErrorKind::CheckViolation,
            ];
            // RAISE(ABORT) in a trigger has no kind, but SQLite's code of constraints.
            let is_constraint = primary_code(error) == Some(19);
            !is_constraint && !violations.iter().any(|kind| *kind == cause.kind())
        }
        Error::Store(
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed,
        ) => true,
        _ => false,
    }
}

pub(crate) struct Writer {
    options: SqliteConnectOptions,
    /// Kept between batches; given up after a batch that was lost.
    connection: Option<Box<SqliteConnection>>,
    /// Whether its commits wait for the disk.
    waits: bool,
    positions: Arc<Positions>,
    /// The most writes of one batch, at least one.
    most: usize,
}

impl Writer {
    pub(crate) fn new(
        options: SqliteConnectOptions,
        positions: Arc<Positions>,
        most: usize,
    ) -> Self {
        Self { options, connection: None, waits: true, positions, most }
    }

    /// Works until nobody can order anything any more, or until told to close.
    pub(crate) async fn run(mut self, mut inbox: mpsc::Receiver<Order>) {
        let (mut orders, mut waiting, mut closing) =
            (Vec::with_capacity(BATCH), VecDeque::new(), None);
        while !waiting.is_empty()
            || (closing.is_none() && inbox.recv_many(&mut orders, BATCH).await > 0)
        {
            for order in orders.drain(..) {
                match order {
                    Order::Write(job) => waiting.push_back(job),
                    Order::Close(closed) => closing = Some(closed),
                }
            }
            if waiting.is_empty() || self.batch(&mut waiting).await {
                continue;
            }
            // Whoever came while the database could not be had hears so now, not after a wait of their own.
            while let Ok(order) = inbox.try_recv() {
                if let Order::Close(closed) = order {
                    closing = Some(closed);
                }
            }
        }
        if let Some(connection) = self.connection.take() {
            _ = connection.close().await;
        }
        if let Some(closed) = closing {
            _ = closed.send(());
        }
    }

    /// Runs waiting writes in one transaction. Where it cannot be committed as a whole, the connection
    /// is given up with it, and every caller of the batch is told to come back. `false` where no
    /// transaction could be opened: then all that waited were told so.
    async fn batch(&mut self, waiting: &mut VecDeque<Job>) -> bool {
        let waits = waiting.iter().any(|job| !job.is_staged);
        let mut tx = match self.begin(waits).await {
            Ok(tx) => tx,
            Err(e) => {
                tracing::error!(error = %e, writes = waiting.len(), "no transaction could be opened; nothing was written");
                waiting.clear();
                return false;
            }
        };
        let mut done = Vec::new();
        let outcome =
            run_each(&mut tx, waiting, &mut done, (self.most, self.positions.head())).await;
        let committed = match outcome {
            Ok(newest) => {
                self.positions.advance(newest);
                tracing::debug!(writes = done.len(), "committed");
                if let Conn::Writer(connection) = tx.conn {
                    self.connection = Some(connection);
                }
                true
            }
            Err(e) => {
                tracing::error!(error = %e, writes = done.len(), "a batch was lost; nothing of it was written");
                false
            }
        };
        for one in done {
            (one.answer)(committed);
        }
        true
    }

    /// Opens a transaction whose commit waits for the disk, or not.
    async fn begin(&mut self, waits: bool) -> Result<Tx> {
        let mut connection = if let Some(connection) = self.connection.take() {
            connection
        } else {
            self.waits = true;
            let mut connection = SqliteConnection::connect_with(&self.options).await?;
            query(DO_NOT_WAIT).execute(&mut connection).await?;
            Box::new(connection)
        };
        if self.waits != waits {
            let change = if waits { WAIT_FOR_DISK } else { LEAVE_TO_LATER };
            query(change).execute(&mut *connection).await?;
            self.waits = waits;
        }
        open(&mut connection).await?;
        Ok(Tx::new(Conn::Writer(connection)))
    }
}

/// Opens a transaction as soon as no other process writes; fails after [`BUSY`].
async fn open(connection: &mut SqliteConnection) -> Result<()> {
    let (began, [shortest, longest]) = (Instant::now(), ASK_AGAIN);
    loop {
        let Err(e) = query(OPEN).execute(&mut *connection).await else { return Ok(()) };
        if !is_busy(&e) || began.elapsed() > BUSY {
            return Err(e.into());
        }
        tokio::time::sleep((began.elapsed() / 8).clamp(shortest, longest)).await;
    }
}

/// Whether another process holds the lock.
fn is_busy(error: &sqlx::Error) -> bool {
    primary_code(error) == Some(5)
}

/// SQLite's code of a failure, without what it adds to it.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?.parse::<i32>().ok()?;
    Some(code & 0xff)
}

/// Runs waiting writes until the batch is full, places their events and commits; gives what has been placed
/// after the position that is known, by whichever process.
async fn run_each(
    tx: &mut Tx,
    waiting: &mut VecDeque<Job>,
    done: &mut Vec<Done>,
    (most, known): (usize, i64),
) -> Result<Newest> {
    let started = Instant::now();
    while let Some(Job { work, .. }) = waiting.pop_front() {
        let one = work(tx).await;
        let (keep, is_torn) = (one.keep, one.is_torn);
        done.push(one);
        if is_torn {
            return Err(Error::Fault(
                "a statement failed in a way that may have undone the others",
            ));
        }
        if !keep {
            tx.events.clear();
        }
        control(tx, if keep { KEEP } else { UNDO }).await?;
        if done.len() >= most || started.elapsed() > BATCH_TIME {
            break;
        }
    }
    let position = log::position(tx).await?;
    let mut newest = if position > known {
        log::newest_after(tx, known).await?
    } else {
        Newest::nothing(position)
    };
    while let Some(placed) = log::place(tx).await? {
        newest.join(placed);
    }
    control(tx, CLOSE).await?;
    Ok(newest)
}

async fn control(tx: &mut Tx, text: &'static str) -> Result<()> {
    if let Conn::Writer(connection) = &mut tx.conn {
        query(text).execute(&mut **connection).await?;
    }
    Ok(())
}
