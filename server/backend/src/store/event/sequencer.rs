//! PostgreSQL's sequencer: gives committed events their places, one process at a time, and tells all.
//!
//! Ids are given before the commit, so they are not the order in which events become visible; places
//! are. Only the sequencer notifies: a notification within each write would halve their number.

use crate::Result;
use crate::store::engine::conn::Conn;
use crate::store::engine::db::in_time;
use crate::store::engine::postgres;
use crate::store::event::log;
use crate::store::event::positions::{Newest, Positions};
use sqlx::postgres::{PgListener, PgPool};
use sqlx::query;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

/// Any number, the same in every version: "pakmud" in ASCII.
const LOCK_KEY: i64 = 0x7061_6b6d_7564;

const CHANNEL: &str = "pakmud_head";

/// Blocking, and until the end of the transaction: whoever tried and gave up might have looked before
/// our commit, and nobody would come back. The next statement sees a new snapshot.
const LOCK: &str = "SELECT pg_advisory_xact_lock($1)";

const TELL: &str = "SELECT pg_notify($1, $2)";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[LOCK, TELL];

/// A crash between a commit and its signal heals itself after so long.
const TICK: Duration = Duration::from_millis(200);

/// Lets a few more writes join the one that gave the signal.
const GATHER: Duration = Duration::from_millis(10);

/// A server that says nothing for so long has lost our connection. Longer than its own limit of a statement.
const SILENCE: Duration = Duration::from_secs(20);

/// How often the position is read even without news: a connection that died silently brings none.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Places events whenever this process has written some, and on a timer.
pub(crate) async fn place_forever(pool: PgPool, committed: Arc<Notify>) {
    while !pool.is_closed() {
        if timeout(TICK, committed.notified()).await.is_ok() {
            sleep(GATHER).await;
        }
        match timeout(SILENCE, place_all(&pool)).await {
            Ok(Ok(_)) => {}
            Ok(Err(e)) => {
                tracing::warn!(error = %e, "events could not be placed; trying again");
                sleep(Duration::from_secs(1)).await;
            }
            Err(_) => tracing::warn!("placing events took too long; trying again"),
        }
    }
}

/// Places all events that wait; gives what was placed, where there were any.
pub(crate) async fn place_all(pool: &PgPool) -> Result<Option<Newest>> {
    let mut newest: Option<Newest> = None;
    while log::any_waiting(&mut postgres::snapshot(pool).await?).await? {
        let mut conn = Conn::Postgres(pool.begin().await?);
        let Conn::Postgres(transaction) = &mut conn else { break };
        query(LOCK).bind(LOCK_KEY).execute(&mut **transaction).await?;
        if let Some(placed) = log::place(&mut conn).await? {
            let Conn::Postgres(transaction) = &mut conn else { break };
            query(TELL)
                .bind(CHANNEL)
                .bind(placed.head().to_string())
                .execute(&mut **transaction)
                .await?;
            newest.get_or_insert(placed).join(placed);
        }
        conn.end().await?;
    }
    Ok(newest)
}

/// Follows the log as the sequencers of all processes place events.
pub(crate) async fn follow(pool: PgPool, positions: Arc<Positions>) {
    while !pool.is_closed() {
        if let Err(e) = listen(&pool, &positions).await {
            tracing::warn!(error = %e, "news of the store are lost; listening again");
            sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn listen(pool: &PgPool, positions: &Positions) -> Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        // First, after a lost connection, and after a while without news: what was told meanwhile.
        positions.advance(newest_after(pool, positions.head()).await?);
        while let Ok(news) = timeout(LOOK_EVERY, listener.try_recv()).await {
            let Some(news) = news? else { break };
            let (Ok(position), known) = (news.payload().parse::<i64>(), positions.head()) else {
                continue;
            };
            if position > known {
                // Where it cannot be read what was placed, it may have been anything.
                let newest = newest_after(pool, known).await;
                positions.advance(newest.unwrap_or_else(|_| Newest::anything(position)));
            }
        }
    }
}

async fn newest_after(pool: &PgPool, position: i64) -> Result<Newest> {
    let mut snapshot = postgres::snapshot(pool).await?;
    in_time(log::newest_after(&mut snapshot, position)).await
}
