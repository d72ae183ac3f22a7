//! Where every district stands on every item on a day, and stood on the days before.

use super::{Fact, Scene};
use crate::bangkok;
use crate::pin_status::FRESH_DAYS;
use crate::progress::ProgressKind;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use std::collections::HashMap;

/// Counted in one pass over the facts; whatever a page shows is a sum over these.
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

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Standings {
    /// Counts `facts`, which may come in any order, for `days`. Facts of districts that are not in
    /// the scene count nowhere.
    pub fn count<'a>(
        scene: &Scene,
        facts: impl IntoIterator<Item = &'a Fact>,
        days: Vec<NaiveDate>,
    ) -> Self {
        let districts = scene.districts.len();
        let mut counted = Self {
            newest: vec![None; districts],
            fresh: vec![Marks::default(); districts],
            cells: vec![vec![Cell::default(); scene.items.len()]; districts],
            waiting: Vec::new(),
            days,
        };
        let at = |(place, id): (usize, i64)| (id, place);
        let ids = scene.districts.iter().map(|district| district.id).enumerate();
        let district_of: HashMap<i64, usize> = ids.map(at).collect();
        let ids = scene.items.iter().map(|item| item.id).enumerate();
        let item_of: HashMap<i64, usize> = ids.map(at).collect();
        let end = bangkok::midnight(counted.day() + Duration::days(1));
        let first = counted.days.first().copied().unwrap_or_default();
        let fresh_from = bangkok::midnight(first - Duration::days(FRESH_DAYS));
        for fact in facts.into_iter().filter(|fact| fact.posted_at < end) {
            if let Some(district) = district_of.get(&fact.district) {
                let item = item_of.get(&fact.item).copied();
                if fact.posted_at >= fresh_from {
                    counted.mark(fact, *district, item);
                }
                counted.add(fact, *district, item, end);
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

    /// The days on which it was fresh.
    fn mark(&mut self, fact: &Fact, district: usize, item: Option<usize>) {
        let marks = self.marks(fact);
        self.fresh[district] = self.fresh[district].and(marks);
        if let Some(item) = item {
            let cell = &mut self.cells[district][item];
            cell.active = cell.active.and(marks);
        }
    }

    /// Where it stands when the day shown is over.
    fn add(&mut self, fact: &Fact, district: usize, item: Option<usize>, end: DateTime<Utc>) {
        if !fact.counts_at(end) {
            return;
        }
        let stands = Newest { at: fact.posted_at, report: fact.report, kind: fact.kind };
        keep_newest(&mut self.newest[district], stands);
        if let Some(item) = item {
            keep_newest(&mut self.cells[district][item].newest, stands);
        }
        if fact.waits_at(end) {
            let (since, report) = (fact.posted_at, fact.report);
            self.waiting.push(Waits { since, report, district, item });
        }
    }

    /// The days on which the fact counted and was no older than 30 days.
    fn marks(&self, fact: &Fact) -> Marks {
        let posted = bangkok::date(fact.posted_at);
        let age = |day: &NaiveDate| (*day - posted).num_days();
        let left = fact.left_at.map(bangkok::date);
        let is_fresh = |day: &NaiveDate| {
            (0..=FRESH_DAYS).contains(&age(day)) && left.is_none_or(|left| *day < left)
        };
        let days = self.days.iter().enumerate().filter(|(_, day)| is_fresh(day));
        Marks(days.fold(0, |marks, (place, _)| marks | 1 << place))
    }
}

/// Of two at one instant the later row, as on the map.
fn keep_newest(newest: &mut Option<Newest>, other: Newest) {
    if newest.is_none_or(|newest| (newest.at, newest.report) < (other.at, other.report)) {
        *newest = Some(other);
    }
}
