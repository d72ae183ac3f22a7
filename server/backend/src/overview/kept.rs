//! What was counted last, by standpoint: right until something that is counted has changed. No `Kept<T>`: of
//! all standpoints one ledger is followed at a time, and what a change left as it was is kept on.

use super::ledger::Ledger;
use crate::store::Stamp;
use domain::Error;
use domain::overview::{Calendar, Counted, Standpoint};
use std::collections::HashMap;
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

#[derive(Debug, Default)]
struct Kept {
    /// With the stamp at which it is right.
    calendar: Option<(Stamp, Calendar)>,
    counted: HashMap<Standpoint, Last>,
}

/// A count, with when it is right.
#[derive(Debug)]
struct Last {
    stamp: Stamp,
    /// At this revision of the ledger.
    revision: u64,
    counted: Arc<Counted>,
}

impl Overviews {
    /// The right to count.
    pub(super) async fn desk(&self) -> tokio::sync::MutexGuard<'_, Desk> {
        self.0.desk.lock().await
    }

    /// The calendar, if it reaches what is needed.
    pub(super) fn calendar(&self, needed: Stamp) -> Option<Calendar> {
        let kept = self.kept();
        let calendar = kept.calendar.as_ref().filter(|(kept, _)| kept.reaches(needed));
        calendar.map(|(_, calendar)| calendar.clone())
    }

    /// What was counted from a standpoint, if it reaches what is needed.
    pub(super) fn counted(&self, standpoint: Standpoint, needed: Stamp) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.stamp.reaches(needed));
        last.map(|last| last.counted.clone())
    }

    /// What was counted from a standpoint at this revision of the ledger.
    pub(super) fn counted_at(&self, standpoint: Standpoint, revision: u64) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.revision == revision);
        last.map(|last| last.counted.clone())
    }

    /// Keeps what is right at a stamp and a revision, in place of the oldest where there are too many.
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

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
