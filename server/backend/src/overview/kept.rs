//! What was counted last, by standpoint: right until an event is placed.

use super::ledger::Ledger;
use domain::overview::{Calendar, Counted, Standpoint};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many standpoints are kept; nobody looks at more between two reports.
const MOST: usize = 32;

/// Mark of what is kept only for when the database is away.
const OUTDATED: i64 = -1;

/// Shared by all readers. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Overviews(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Held by the one who counts; the others wait for it instead of counting too.
    ledger: tokio::sync::Mutex<Ledger>,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// With the position up to which it is right.
    calendar: Option<(i64, Calendar)>,
    counted: HashMap<Standpoint, Last>,
}

/// A count, with when it is right.
#[derive(Debug)]
struct Last {
    /// Up to this position of the log.
    position: i64,
    /// At this revision of the ledger.
    revision: u64,
    counted: Arc<Counted>,
}

impl Overviews {
    /// The right to count.
    pub(super) async fn ledger(&self) -> tokio::sync::MutexGuard<'_, Ledger> {
        self.0.ledger.lock().await
    }

    /// The calendar, if it is no older than `position`.
    pub(super) fn calendar(&self, position: i64) -> Option<Calendar> {
        let kept = self.kept();
        kept.calendar
            .as_ref()
            .filter(|(at, _)| *at >= position)
            .map(|(_, calendar)| calendar.clone())
    }

    /// What was counted from a standpoint, if it is no older than `position`.
    pub(super) fn counted(&self, standpoint: Standpoint, position: i64) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.position >= position);
        last.map(|last| last.counted.clone())
    }

    /// What was counted from a standpoint at this revision of the ledger.
    pub(super) fn counted_at(&self, standpoint: Standpoint, revision: u64) -> Option<Arc<Counted>> {
        let kept = self.kept();
        let last = kept.counted.get(&standpoint).filter(|last| last.revision == revision);
        last.map(|last| last.counted.clone())
    }

    /// Keeps what is right at a position and a revision, in place of the oldest where there are too
    /// many.
    pub(super) fn keep(
        &self,
        (calendar, standpoint): (&Calendar, Standpoint),
        counted: &Arc<Counted>,
        (position, revision): (i64, u64),
    ) {
        let mut kept = self.kept();
        kept.calendar = Some((position, calendar.clone()));
        let last = Last { position, revision, counted: counted.clone() };
        kept.counted.insert(standpoint, last);
        if kept.counted.len() > MOST {
            let oldest = kept.counted.iter().min_by_key(|(_, last)| last.counted.read_at);
            if let Some(oldest) = oldest.map(|(standpoint, _)| *standpoint) {
                kept.counted.remove(&oldest);
            }
        }
    }

    /// Lets the next reader look whether the log has grown. On PostgreSQL a write of our own is placed a moment after it
    /// is answered, and whoever wrote reads next.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        if let Some((at, _)) = &mut kept.calendar {
            *at = OUTDATED;
        }
        kept.counted.values_mut().for_each(|last| last.position = OUTDATED);
    }

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
