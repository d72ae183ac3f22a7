//! Use case: the whole map, from one snapshot, brought up to date by what has happened.

mod read;

use super::MapHandle;
use crate::store::event::log;
use crate::store::place::district::District;
use crate::store::{Conn, Stamp, Topic};
use crate::{Backend, Result};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::map::board::MapBoard;
use domain::map::search::Index;
use domain::people::access::{Action, can};
use std::sync::Arc;
use std::time::Duration;

/// How long somebody waits for another to read the board before reading it too.
const TURN: Duration = Duration::from_secs(1);

/// What the board depends on, besides the day: with that of Bangkok the fiscal year may end.
const TOPICS: &[Topic] = &[Topic::Reports, Topic::Districts];

/// The board, what finds its pins, and the districts behind them in the same order. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Whole {
    /// What the map shows.
    pub board: Arc<MapBoard>,
    /// Of the board; made anew only when a name changes.
    pub index: Arc<Index>,
    /// With what only their own pages show, and without what their reports say.
    pub districts: Arc<[District]>,
}

impl MapHandle<'_> {
    /// Every district with its cluster of the year that now falls in. Kept in memory: `read_at` is
    /// when it was read, on this same Bangkok day.
    pub async fn board(self) -> domain::Result<Arc<MapBoard>> {
        can(self.actor, Action::SeeMap)?;
        Ok(self.latest().await?.board)
    }

    /// The same with its search index.
    pub async fn searchable(self) -> domain::Result<(Arc<MapBoard>, Arc<Index>)> {
        can(self.actor, Action::SeeMap)?;
        let Whole { board, index, .. } = self.latest().await?;
        Ok((board, index))
    }

    /// The board of this moment; of many who ask at once, one reads it.
    async fn latest(self) -> domain::Result<Whole> {
        let kept = || self.backend.kept_board().at(self.backend.stamp_of_today(TOPICS));
        if let Some(whole) = kept() {
            return Ok(whole);
        }
        let _making = tokio::time::timeout(TURN, self.backend.kept_board().making()).await;
        match kept() {
            Some(whole) => Ok(whole),
            None => match self.backend.read(async |conn| whole(self.backend, conn).await).await {
                // The last board of the day, while the database is away.
                Err(error @ Error::Unavailable(_)) => {
                    self.backend.stand_in();
                    of_day(self.backend, self.backend.now()).ok_or(error)
                }
                read => read,
            },
        }
    }
}

/// The last board, if it was read on the day of `now`.
fn of_day(backend: &Backend, now: DateTime<Utc>) -> Option<Whole> {
    let is_of_day = |whole: &Whole| bangkok::date(whole.board.read_at) == bangkok::date(now);
    backend.kept_board().last().filter(is_of_day)
}

/// The board of this snapshot: kept, brought up to date, or read now. The first that is asked of a
/// snapshot, which begins with it.
pub(crate) async fn whole(backend: &Backend, conn: &mut Conn) -> Result<Whole> {
    let (now, stamp) = (backend.now(), backend.stamp(TOPICS).on(bangkok::date(backend.now())));
    let position = log::position(conn).await?;
    if let Some(whole) = kept_for(backend, position, stamp) {
        return Ok(whole);
    }
    let followed = match of_day(backend, now) {
        // A snapshot that is older than what is kept would turn pins back.
        Some(last) if last.board.position <= position => {
            read::follow(conn, &last, position, now).await?
        }
        _ => None,
    };
    let whole = match followed {
        Some(whole) => whole,
        None => read::read(conn, position, now).await?,
    };
    backend.kept_board().keep(stamp.read_at(position), whole.clone());
    Ok(whole)
}

/// The kept board, if nothing of it has changed up to the snapshot at `position`: as far as it was read,
/// or as far as this process knows.
fn kept_for(backend: &Backend, position: i64, stamp: Stamp) -> Option<Whole> {
    let knows = backend.position() >= position;
    let needed = if knows { backend.stamp_of_today(TOPICS) } else { stamp.read_at(position) };
    backend.kept_board().at(needed)
}
