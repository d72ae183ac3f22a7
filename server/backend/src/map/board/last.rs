//! The board as it was last read, and whether it is still right.

use super::Whole;
use chrono::{DateTime, Utc};
use domain::kernel::bangkok;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The last board of a process. Right until an event is placed, this process has written something, or
/// Bangkok's day ends, and with it perhaps the fiscal year.
#[derive(Clone, Default)]
pub(crate) struct LastBoard(Arc<Shared>);

#[derive(Default)]
struct Shared {
    last: Mutex<Option<Last>>,
    /// How many writes this process has finished.
    writes: AtomicU64,
    /// Held by the one who reads.
    reading: tokio::sync::Mutex<()>,
}

struct Last {
    whole: Whole,
    /// How many writes had been finished before its snapshot began.
    writes: u64,
}

impl Last {
    fn is_of_day(&self, now: DateTime<Utc>) -> bool {
        bangkok::date(self.whole.board.read_at) == bangkok::date(now)
    }
}

impl LastBoard {
    /// The board, if it was read on the day of `now`, after everything that this process wrote, and
    /// nothing has happened since `position`.
    pub(super) fn at(&self, position: i64, now: DateTime<Utc>) -> Option<Whole> {
        let writes = self.writes();
        let is_right = |last: &&Last| {
            last.whole.board.position >= position && last.writes == writes && last.is_of_day(now)
        };
        self.last().as_ref().filter(is_right).map(|last| last.whole.clone())
    }

    /// The board, if it was read on the day of `now`, be it right or not.
    pub(super) fn of_day(&self, now: DateTime<Utc>) -> Option<Whole> {
        self.last().as_ref().filter(|last| last.is_of_day(now)).map(|last| last.whole.clone())
    }

    /// How many writes this process has finished.
    pub(super) fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::SeqCst)
    }

    /// Notes that a write is finished, before whoever wrote hears of it. On PostgreSQL it is placed a
    /// moment later, and whoever wrote reads next.
    pub(crate) fn wrote(&self) {
        self.0.writes.fetch_add(1, Ordering::SeqCst);
    }

    /// Comes when nobody else reads, and keeps others from it as long as it is held.
    pub(super) async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.reading.lock().await
    }

    /// Keeps a board of a snapshot that began after so many writes, unless a newer one is kept.
    pub(super) fn keep(&self, whole: &Whole, writes: u64) {
        let mut last = self.last();
        let age = |whole: &Whole, writes| (writes, whole.board.position, whole.board.read_at);
        let is_newer = |last: &Last| age(&last.whole, last.writes) <= age(whole, writes);
        if last.as_ref().is_none_or(is_newer) {
            *last = Some(Last { whole: whole.clone(), writes });
        }
    }

    fn last(&self) -> MutexGuard<'_, Option<Last>> {
        self.0.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
