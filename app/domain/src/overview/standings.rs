//! Where every district stands on every item on a day, and stood on the days before.

use super::{Fact, Facts, Scene};
use crate::bangkok;
use crate::pin_status::FRESH_DAYS;
use crate::progress::ProgressKind;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use std::collections::HashMap;

/// Counted of all facts at once; whatever a page shows is a sum over these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standings {
    /// The days looked at, a week apart, ascending; the last is the day that is shown.
    pub days: Vec<NaiveDate>,
    /// Of each district of the scene: the newest report that counts, on any item of any year.
    pub newest: Vec<Option<Newest>>,
    /// Of each district: on which of the days it had reported within 30 days.
    pub fresh: Vec<Marks>,
    /// Of each district its items, in the order of the scene.
    pub cells: Vec<Vec<Cell>>,
    /// The reports that wait for an acknowledgement, those that have waited longest first.
    pub waiting: Vec<Waits>,
}

/// A report that stands for a district or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// When it was posted.
    pub at: DateTime<Utc>,
    /// Row id.
    pub report: i64,
    /// The kind.
    pub kind: ProgressKind,
}

/// A district on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The newest report that counts on the day shown.
    pub newest: Option<Newest>,
    /// On which of the days there was a report within 30 days.
    pub active: Marks,
}

/// A report that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Row id of the report.
    pub report: i64,
    /// Place of the district in the scene.
    pub district: usize,
    /// Place of the item in the scene; `None` for one of another year.
    pub item: Option<usize>,
}

/// A set of days, by their place in [`Standings::days`]: at most 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u64);

impl Marks {
    /// Whether the day at this place is in it.
    pub fn has(self, day: usize) -> bool {
        self.0 >> day & 1 == 1
    }

    /// The set with the day at this place.
    #[cfg(test)]
    pub(super) fn with(self, day: usize) -> Self {
        Self(self.0 | 1 << day)
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Standings {
    /// Counts `facts` for `days`. Facts of districts that are not in the scene count nowhere.
    pub fn count(scene: &Scene, facts: &Facts, days: Vec<NaiveDate>) -> Self {
        let districts = scene.districts.len();
        let mut counted = Self {
            newest: vec![None; districts],
            fresh: vec![Marks::default(); districts],
            cells: vec![vec![Cell::default(); scene.items.len()]; districts],
            waiting: Vec::new(),
            days,
        };
        let ids = scene.items.iter().enumerate().map(|(place, item)| (item.id, place));
        let item_of: HashMap<i64, usize> = ids.collect();
        let spans: Vec<Span> = counted.days.iter().map(|day| Span::of(*day)).collect();
        for (district, one) in scene.districts.iter().enumerate() {
            let Some(of) = facts.of(one.id) else { continue };
            let waits_from = spans.last().map(|span| of.waits_from(span.end)).unwrap_or_default();
            for line in of.lines() {
                let item = line.first().and_then(|fact| item_of.get(&fact.item)).copied();
                counted.add(line, (district, item), &spans, waits_from);
            }
        }
        counted.waiting.sort_unstable_by_key(|one| (one.since, one.report));
        counted
    }

    /// The day that is shown.
    pub fn day(&self) -> NaiveDate {
        self.days.last().copied().unwrap_or_default()
    }

    /// On how many items of the year a district had reported within 30 days, on the day at this
    /// place in [`Self::days`].
    pub fn active_items(&self, district: usize, day: usize) -> i32 {
        let active = self.cells[district].iter().filter(|cell| cell.active.has(day));
        i32::try_from(active.count()).unwrap_or(i32::MAX)
    }

    /// Adds the facts of a district on an item, in the order of their posting.
    fn add(
        &mut self,
        line: &[Fact],
        (district, item): (usize, Option<usize>),
        spans: &[Span],
        waits_from: DateTime<Utc>,
    ) {
        let Some(shown) = spans.last() else { return };
        let known = until(line, shown.end);
        if let Some(fact) = known.iter().rev().find(|fact| fact.counts_at(shown.end)) {
            let stands = Newest { at: fact.posted_at, report: fact.report, kind: fact.kind };
            keep_newest(&mut self.newest[district], stands);
            if let Some(item) = item {
                self.cells[district][item].newest = Some(stands);
            }
        }
        let active = marks(known, spans);
        self.fresh[district] = self.fresh[district].and(active);
        if let Some(item) = item {
            self.cells[district][item].active = active;
        }
        let later = known.partition_point(|fact| fact.posted_at < waits_from);
        let waiting = known[later..].iter().filter(|fact| fact.waits_at(shown.end));
        self.waiting.extend(waiting.map(|fact| Waits {
            since: fact.posted_at,
            report: fact.report,
            district,
            item,
        }));
    }
}

/// The time in which a report must have come to be fresh on a day.
#[derive(Debug, Clone, Copy)]
struct Span {
    /// The first instant.
    from: DateTime<Utc>,
    /// When the day is over.
    end: DateTime<Utc>,
}

impl Span {
    fn of(day: NaiveDate) -> Self {
        let from = bangkok::midnight(day - Duration::days(FRESH_DAYS));
        Self { from, end: bangkok::midnight(day + Duration::days(1)) }
    }
}

/// What had been posted by then.
fn until(line: &[Fact], end: DateTime<Utc>) -> &[Fact] {
    &line[..line.partition_point(|fact| fact.posted_at < end)]
}

/// The days on which there was a fact that counted and was no older than 30 days.
fn marks(known: &[Fact], spans: &[Span]) -> Marks {
    let (mut marks, mut known) = (0, known);
    let reaches = |span: &Span| known.last().is_some_and(|fact| fact.posted_at >= span.from);
    if !spans.first().is_some_and(reaches) {
        return Marks::default();
    }
    for (place, span) in spans.iter().enumerate().rev() {
        known = until(known, span.end);
        let mut fresh = known.iter().rev().take_while(|fact| fact.posted_at >= span.from);
        if fresh.any(|fact| fact.counts_at(span.end)) {
            marks |= 1 << place;
        }
    }
    Marks(marks)
}

/// Of two at one instant the later row, as on the map.
fn keep_newest(newest: &mut Option<Newest>, other: Newest) {
    if newest.is_none_or(|newest| (newest.at, newest.report) < (other.at, other.report)) {
        *newest = Some(other);
    }
}
