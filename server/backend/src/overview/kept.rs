//! Cached counts by standpoint, valid until counted data change. Not a `Kept<T>`: the ledger follows one
//! standpoint at a time, and a count that a change does not affect stays cached.

use super::ledger::Ledger;
use crate::store::Stamp;
use domain::Error;
use domain::overview::{Calendar, Counted, Standpoint};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Number of cached standpoints; more are not viewed between two reports.
const MOST: usize = 32;

/// The cache shared by all readers. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overviews(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Held by the counting task; the others wait for it instead of counting too.
    desk: tokio::sync::Mutex<Desk>,
    kept: Mutex<Kept>,
}

/// The working state of the counting task.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// All facts.
    pub ledger: Ledger,
    /// Time and error of the last failed count.
    pub refused: Option<(Instant, Error)>,
}

#[derive(Debug, Default)]
struct Kept {
    /// With the stamp at which it is valid.
    calendar: Option<(Stamp, Calendar)>,
    counted: HashMap<Standpoint, Last>,
}

/// A count with its validity.
#[derive(Debug)]
struct Last {
    stamp: Stamp,
    /// The revision of the ledger that it was made of.
    revision: u64,
    counted: Arc<Counted>,
}

impl Overviews {
    /// Acquires the lock for counting.
    pub(super) async fn desk(&self) -> tokio::sync::MutexGuard<'_, Desk> {
        self.0.desk.lock().await
    }

    /// The calendar, if it reaches `needed`.
    pub(super) fn calendar(&self, needed: Stamp) -> Option<Calendar> {
        let kept = self.kept();
        let calendar = kept.calendar.as_ref().filter(|(kept, _)| kept.reaches(needed));
        calendar.map(|(_, calendar)| calendar.clone())
    }

    /// The cached count of a standpoint, if it reaches `needed`.
    pub(super) fn counted(&self, standpoint: Standpoint, needed: Stamp) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.stamp.reaches(needed));
        last.map(|last| last.counted.clone())
    }

    /// The cached count of a standpoint at this revision of the ledger.
    pub(super) fn counted_at(&self, standpoint: Standpoint, revision: u64) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.revision == revision);
        last.map(|last| last.counted.clone())
    }

    /// Caches a count valid at a stamp and a revision, replacing the oldest if there are too many.
    pub(super) fn keep(
        &self,
        (calendar, standpoint): (&Calendar, Standpoint),
        counted: &Arc<Counted>,
        (stamp, revision): (Stamp, u64),
    ) {
        let mut kept = self.kept();
        kept.calendar = Some((stamp, calendar.clone()));
        let last = Last { stamp, revision, counted: counted.clone() };
        kept.counted.insert(standpoint, last);
        if kept.counted.len() > MOST {
            let oldest = kept.counted.iter().min_by_key(|(_, last)| last.counted.read_at);
            if let Some(oldest) = oldest.map(|(standpoint, _)| *standpoint) {
                kept.counted.remove(&oldest);
            }
        }
    }

    /// Locks the cache. No code panics while holding the lock; the data are consistent in any case.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
