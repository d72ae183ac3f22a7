//! Use case: the whole map, from one snapshot, brought up to date by what has happened.

mod read;

use crate::store::event::log;
use crate::store::place::district::District;
use crate::store::{Conn, Stamp, Topic};
use crate::{Backend, Result};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::map::board::MapBoard;
use domain::map::search::Index;
use domain::people::access::{Action, Actor, can};
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

impl Backend {
    /// Every district with its cluster of the year that now falls in. Kept in memory: `read_at` is
    /// when it was read, on this same Bangkok day.
    pub async fn map_board(&self, actor: Actor) -> domain::Result<Arc<MapBoard>> {
        can(&actor, Action::SeeMap)?;
        Ok(self.latest().await?.board)
    }

    /// The same with its search index.
    pub async fn searchable_board(
        &self,
        actor: Actor,
    ) -> domain::Result<(Arc<MapBoard>, Arc<Index>)> {
        can(&actor, Action::SeeMap)?;
        let Whole { board, index, .. } = self.latest().await?;
        Ok((board, index))
    }

    /// The board of this moment; of many who ask at once, one reads it.
    async fn latest(&self) -> domain::Result<Whole> {
        let kept = || self.kept_board().at(self.stamp_of_today(TOPICS));
        if let Some(whole) = kept() {
            return Ok(whole);
        }
        let _making = tokio::time::timeout(TURN, self.kept_board().making()).await;
        match kept() {
            Some(whole) => Ok(whole),
            None => match self.read(async |conn| self.whole(conn).await).await {
                // The last board of the day, while the database is away.
                Err(error @ Error::Unavailable(_)) => {
                    self.stand_in();
                    self.of_day(self.now()).ok_or(error)
                }
                read => read,
            },
        }
    }

    /// The last board, if it was read on the day of `now`.
    fn of_day(&self, now: DateTime<Utc>) -> Option<Whole> {
        let is_of_day = |whole: &Whole| bangkok::date(whole.board.read_at) == bangkok::date(now);
        self.kept_board().last().filter(is_of_day)
    }

    /// The board of this snapshot: kept, brought up to date, or read now. The first that is asked of a
    /// snapshot, which begins with it.
    pub(crate) async fn whole(&self, conn: &mut Conn) -> Result<Whole> {
        let (now, stamp) = (self.now(), self.stamp(TOPICS).on(bangkok::date(self.now())));
        let position = log::position(conn).await?;
        if let Some(whole) = self.kept_for(position, stamp) {
            return Ok(whole);
        }
        let followed = match self.of_day(now) {
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
        self.kept_board().keep(stamp.read_at(position), whole.clone());
        Ok(whole)
    }

    /// The kept board, if nothing of it has changed up to the snapshot at `position`: as far as it was read,
    /// or as far as this process knows.
    fn kept_for(&self, position: i64, stamp: Stamp) -> Option<Whole> {
        let knows = self.position() >= position;
        let needed = if knows { self.stamp_of_today(TOPICS) } else { stamp.read_at(position) };
        self.kept_board().at(needed)
    }
}
