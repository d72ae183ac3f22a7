//! Where every district stands on every item on a day, and stood on the days before.

use super::spell::number;
use super::{Almanac, Fact};
use crate::progress::ProgressKind;
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// What an almanac says of some days; whatever a page shows is looked up here, or is a sum over groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Standings {
    /// The days looked at, a week apart, ascending; the last is the day that is shown.
    pub days: Vec<NaiveDate>,
    almanac: Arc<Almanac>,
}

/// A report that stands for a district or an item. Of two the greater is the newer; of two at one instant that of
/// the later row, as on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Newest {
    /// When it was posted.
    pub at: DateTime<Utc>,
    /// Row id.
    pub report: i64,
    /// The kind.
    pub kind: ProgressKind,
}

impl Newest {
    pub(super) fn of(fact: &Fact) -> Self {
        Self { at: fact.posted_at, report: fact.report, kind: fact.kind }
    }
}

impl Standings {
    /// What an almanac says of these days.
    pub fn of(almanac: Arc<Almanac>, days: Vec<NaiveDate>) -> Self {
        Self { days, almanac }
    }

    /// The day that is shown.
    pub fn day(&self) -> NaiveDate {
        self.days.last().copied().unwrap_or_default()
    }

    /// The newest report of a district that counts, on any item of any year.
    pub fn newest(&self, district: usize) -> Option<Newest> {
        let (group, seat) = self.almanac.seat(district);
        group.district(seat).newest().on(number(self.day()))
    }

    /// The newest report of a district on an item of the year that counts.
    pub fn newest_on(&self, district: usize, item: usize) -> Option<Newest> {
        let (group, seat) = self.almanac.seat(district);
        let item = self.almanac.scene().items[item].id;
        group.district(seat).newest_on(item, number(self.day()))
    }

    /// On how many items of the year a district had reported within 30 days, on the day at this
    /// place in [`Self::days`].
    pub fn active_items(&self, district: usize, day: usize) -> i32 {
        let (group, seat) = self.almanac.seat(district);
        group.active_items(seat, number(self.days[day]))
    }

    /// The figures of all days.
    pub(super) fn almanac(&self) -> &Almanac {
        &self.almanac
    }
}
