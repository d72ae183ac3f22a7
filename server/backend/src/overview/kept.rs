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

/// Each with the position up to which it is right.
#[derive(Debug, Default)]
struct Kept {
    calendar: Option<(i64, Calendar)>,
    counted: HashMap<Standpoint, (i64, Arc<Counted>)>,
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
        let last = kept.counted.get(&standpoint).filter(|(at, _)| *at >= position);
        last.map(|(_, counted)| counted.clone())
    }

    /// Keeps what is right at a position, in place of the oldest where there are too many.
    pub(super) fn keep(
        &self,
        calendar: &Calendar,
        standpoint: Standpoint,
        (position, counted): (i64, &Arc<Counted>),
    ) {
        let mut kept = self.kept();
        kept.calendar = Some((position, calendar.clone()));
        kept.counted.insert(standpoint, (position, counted.clone()));
        if kept.counted.len() > MOST {
            let oldest = kept.counted.iter().min_by_key(|(_, (_, one))| one.read_at);
            if let Some(oldest) = oldest.map(|(standpoint, _)| *standpoint) {
                kept.counted.remove(&oldest);
            }
        }
    }

    /// Lets the next reader count anew. On PostgreSQL a write of our own is placed a moment after it
    /// is answered, and whoever wrote reads next.
    pub(crate) fn forget(&self) {
        let mut kept = self.kept();
        if let Some((at, _)) = &mut kept.calendar {
            *at = OUTDATED;
        }
        kept.counted.values_mut().for_each(|(at, _)| *at = OUTDATED);
    }

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
