//! Use case: the whole map, from one snapshot, updated by later events.

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

/// Time limit for waiting for another caller to read the board before reading it too.
const TURN: Duration = Duration::from_secs(1);

/// The topics that the board depends on, besides the date: the fiscal year may end with the day in Bangkok.
const TOPICS: &[Topic] = &[Topic::Reports, Topic::Districts];

/// The board, its search index, and the districts of its pins in the same order. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Whole {
    /// The read model of the map.
    pub board: Arc<MapBoard>,
    /// The board's index; rebuilt only when a name changes.
    pub index: Arc<Index>,
    /// With the fields that only their own pages show, and without their reports' texts.
    pub districts: Arc<[District]>,
}

impl MapHandle<'_> {
    /// Every district with its cluster of the current year. Cached: `read_at` is
    /// the time of reading, on the same Bangkok day.
    pub async fn board(self) -> domain::Result<Arc<MapBoard>> {
        can(self.actor, Action::SeeMap)?;
        Ok(self.latest().await?.board)
    }

    /// The board with its search index.
    pub async fn searchable(self) -> domain::Result<(Arc<MapBoard>, Arc<Index>)> {
        can(self.actor, Action::SeeMap)?;
        let Whole { board, index, .. } = self.latest().await?;
        Ok((board, index))
    }

    /// The current board; of many concurrent callers, one reads it.
    async fn latest(self) -> domain::Result<Whole> {
        let kept = || self.backend.kept_board().at(self.backend.stamp_of_today(TOPICS));
        if let Some(whole) = kept() {
            return Ok(whole);
        }
        let _making = tokio::time::timeout(TURN, self.backend.kept_board().making()).await;
        match kept() {
            Some(whole) => Ok(whole),
            None => match self.backend.read(async |conn| whole(self.backend, conn).await).await {
                // The last board of the day, while the database is unavailable.
                Err(error @ Error::Unavailable(_)) => {
                    self.backend.stand_in();
                    of_day(self.backend, self.backend.now()).ok_or(error)
                }
                read => read,
            },
        }
    }
}

/// The cached board, if it was read on the day of `now`.
fn of_day(backend: &Backend, now: DateTime<Utc>) -> Option<Whole> {
    let is_of_day = |whole: &Whole| bangkok::date(whole.board.read_at) == bangkok::date(now);
    backend.kept_board().last().filter(is_of_day)
}

/// The board of this snapshot: cached, updated, or read now. Must be the first query of a
/// snapshot, which begins with it.
pub(crate) async fn whole(backend: &Backend, conn: &mut Conn) -> Result<Whole> {
    let (now, stamp) = (backend.now(), backend.stamp(TOPICS).on(bangkok::date(backend.now())));
    let position = log::position(conn).await?;
    if let Some(whole) = kept_for(backend, position, stamp) {
        return Ok(whole);
    }
    let followed = match of_day(backend, now) {
        // A snapshot older than the cache would revert pins.
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

/// The cached board, if it has not changed up to the snapshot at `position`: as of its own position,
/// or as far as this process knows.
fn kept_for(backend: &Backend, position: i64, stamp: Stamp) -> Option<Whole> {
    let knows = backend.position() >= position;
    let needed = if knows { backend.stamp_of_today(TOPICS) } else { stamp.read_at(position) };
    backend.kept_board().at(needed)
}
