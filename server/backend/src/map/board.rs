//! Use case: the whole map, from one snapshot, brought up to date by what has happened.

mod last;
mod read;

use super::MapHandle;
use crate::store::Conn;
use crate::store::event::log;
use crate::store::place::district::District;
use crate::{Backend, Result};
use domain::Error;
use domain::map::board::MapBoard;
use domain::map::search::Index;
use domain::people::access::{Action, can};
pub(crate) use last::LastBoard;
use std::sync::Arc;
use std::time::Duration;

/// How long somebody waits for another to read the board before reading it too.
const TURN: Duration = Duration::from_secs(1);

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
        let kept = || self.backend.last_board().at(self.backend.position(), self.backend.now());
        if let Some(whole) = kept() {
            return Ok(whole);
        }
        let _turn = tokio::time::timeout(TURN, self.backend.last_board().turn()).await;
        match kept() {
            Some(whole) => Ok(whole),
            None => match self.backend.read(async |conn| whole(self.backend, conn).await).await {
                // The last board of the day, while the database is away.
                Err(error @ Error::Unavailable(_)) => {
                    self.backend.last_board().of_day(self.backend.now()).ok_or(error)
                }
                read => read,
            },
        }
    }
}

/// The board of this snapshot: kept, brought up to date, or read now. The first that is asked of a
/// snapshot, which begins with it.
pub(crate) async fn whole(backend: &Backend, conn: &mut Conn) -> Result<Whole> {
    let (now, writes) = (backend.now(), backend.last_board().writes());
    let position = log::position(conn).await?;
    if let Some(whole) = backend.last_board().at(position, now) {
        return Ok(whole);
    }
    let followed = match backend.last_board().of_day(now) {
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
    backend.last_board().keep(&whole, writes);
    Ok(whole)
}
