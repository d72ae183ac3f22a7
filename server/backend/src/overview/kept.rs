//! What was counted last, by standpoint: right until an event is placed or this process has written.

use super::ledger::Ledger;
use domain::Error;
use domain::overview::{Calendar, Counted, Standpoint};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// So many standpoints are kept; nobody looks at more between two reports.
const MOST: usize = 32;

/// Shared by all readers. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overviews(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Held by the one who counts; the others wait for it instead of counting too.
    desk: tokio::sync::Mutex<Desk>,
    /// How many writes this process has finished.
    writes: AtomicU64,
    kept: Mutex<Kept>,
}

/// What the one who counts works with.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// All facts.
    pub ledger: Ledger,
    /// When the database last refused whoever counted, and how.
    pub refused: Option<(Instant, Error)>,
}

/// What a reader must see: the log up to a position, and so many writes of this process.
#[derive(Debug, Clone, Copy)]
pub(super) struct Age {
    /// Position of the log.
    pub position: i64,
    /// How many writes this process had finished. On PostgreSQL a write is placed a moment after it is
    /// answered, and whoever wrote reads next.
    pub writes: u64,
}

impl Age {
    /// Whatever is kept is good enough.
    pub const ANY: Self = Self { position: i64::MIN, writes: 0 };

    fn is_reached_by(self, kept: Self) -> bool {
        kept.position >= self.position && kept.writes >= self.writes
    }
}

#[derive(Debug, Default)]
struct Kept {
    /// With the age at which it is right.
    calendar: Option<(Age, Calendar)>,
    counted: HashMap<Standpoint, Last>,
}

/// A count, with when it is right.
#[derive(Debug)]
struct Last {
    age: Age,
    /// At this revision of the ledger.
    revision: u64,
    counted: Arc<Counted>,
}

impl Overviews {
    /// The right to count.
    pub(super) async fn desk(&self) -> tokio::sync::MutexGuard<'_, Desk> {
        self.0.desk.lock().await
    }

    /// How many writes this process has finished; to be asked before a snapshot begins.
    pub(super) fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::SeqCst)
    }

    /// Notes that a write is finished, before whoever wrote hears of it.
    pub(crate) fn wrote(&self) {
        self.0.writes.fetch_add(1, Ordering::SeqCst);
    }

    /// The calendar, if it is no older.
    pub(super) fn calendar(&self, age: Age) -> Option<Calendar> {
        let kept = self.kept();
        let calendar = kept.calendar.as_ref().filter(|(kept, _)| age.is_reached_by(*kept));
        calendar.map(|(_, calendar)| calendar.clone())
    }

    /// What was counted from a standpoint, if it is no older.
    pub(super) fn counted(&self, standpoint: Standpoint, age: Age) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| age.is_reached_by(last.age));
        last.map(|last| last.counted.clone())
    }

    /// What was counted from a standpoint at this revision of the ledger.
    pub(super) fn counted_at(&self, standpoint: Standpoint, revision: u64) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.revision == revision);
        last.map(|last| last.counted.clone())
    }

    /// Keeps what is right at an age and a revision, in place of the oldest where there are too many.
    pub(super) fn keep(
        &self,
        (calendar, standpoint): (&Calendar, Standpoint),
        counted: &Arc<Counted>,
        (age, revision): (Age, u64),
    ) {
        let mut kept = self.kept();
        kept.calendar = Some((age, calendar.clone()));
        let last = Last { age, revision, counted: counted.clone() };
        kept.counted.insert(standpoint, last);
        if kept.counted.len() > MOST {
            let oldest = kept.counted.iter().min_by_key(|(_, last)| last.counted.read_at);
            if let Some(oldest) = oldest.map(|(standpoint, _)| *standpoint) {
                kept.counted.remove(&oldest);
            }
        }
    }

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
