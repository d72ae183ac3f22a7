//! Days by their numbers, and spells of them: what holds at the end of each day from one on, until another.

use crate::kernel::bangkok;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

/// The number of a day.
pub(super) fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The number of the Bangkok day at an instant.
pub(super) fn number_at(at: DateTime<Utc>) -> i32 {
    number(bangkok::date(at))
}

/// The number of the day so many days later.
pub(super) fn later(day: i32, days: i64) -> i32 {
    i32::try_from(i64::from(day) + days).unwrap_or(Spell::NEVER)
}

/// The number of the day on which something happened; [`Spell::NEVER`] where it has not.
pub(super) fn number_of(at: Option<DateTime<Utc>>) -> i32 {
    at.map_or(Spell::NEVER, number_at)
}

/// Days one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spell {
    /// The first.
    pub from: i32,
    /// The one after the last; [`Self::NEVER`] where there is no last.
    pub until: i32,
}

impl Spell {
    /// Later than any day.
    pub const NEVER: i32 = i32::MAX;
    /// No day.
    pub const NONE: Self = Self { from: Self::NEVER, until: Self::NEVER };

    /// From a day on.
    pub fn from(day: i32) -> Self {
        Self { from: day, until: Self::NEVER }
    }

    /// All days before one.
    pub fn before(day: i32) -> Self {
        Self { from: i32::MIN, until: day }
    }

    /// The days of both.
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// Whether there is no day in it.
    pub fn is_empty(self) -> bool {
        self.from >= self.until
    }

    /// Whether the day is in it.
    pub fn has(self, day: i32) -> bool {
        (self.from..self.until).contains(&day)
    }
}
