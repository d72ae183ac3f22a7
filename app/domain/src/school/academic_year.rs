//! The academic year, named by its Buddhist year: 2567 begins on 16 May 2567 (2024).

use crate::kernel::bangkok;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An academic year by its Buddhist year, 2500–2699.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AcademicYear(i32);

impl AcademicYear {
    /// The year from its Buddhist number; `None` outside 2500–2699.
    pub fn new(buddhist_year: i32) -> Option<Self> {
        (2500..2700).contains(&buddhist_year).then_some(Self(buddhist_year))
    }

    /// The academic year that an instant falls in, by Bangkok's calendar.
    pub fn of(at: DateTime<Utc>) -> Self {
        Self::on(bangkok::date(at))
    }

    /// The academic year that a day of Bangkok's calendar falls in.
    pub fn on(day: NaiveDate) -> Self {
        let has_begun = (day.month(), day.day()) >= (5, 16);
        Self(bangkok::buddhist_year(day) - i32::from(!has_begun))
    }

    /// The Buddhist year.
    pub fn number(self) -> i32 {
        self.0
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_on_the_sixteenth_of_may_in_bangkok() {
        for (at, year) in [
            ("2024-05-15T16:59:59Z", 2566),
            ("2024-05-15T17:00:00Z", 2567),
            ("2025-01-01T00:00:00Z", 2567),
        ] {
            assert_eq!(AcademicYear::of(at.parse().unwrap()).number(), year, "{at}");
        }
        assert!(AcademicYear::new(2024).is_none());
    }
}
