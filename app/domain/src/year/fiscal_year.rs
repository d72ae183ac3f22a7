//! The fiscal year, named by its Buddhist year: 2567 runs from 1 October 2566 to 30 September 2567
//! (2023-10-01 … 2024-09-30). Source: the Budget Procedures Act, section 4.

use crate::kernel::bangkok;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A fiscal year by its Buddhist year, 2500–2699.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i32);

/// Whether a year's records may still change. Source: `domain.md` §3, "Fiscal year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Books {
    /// They may.
    Open,
    /// They may not; what is wrong is put beside, as an erratum.
    Closed,
}

impl FiscalYear {
    /// The year from its Buddhist number; `None` outside 2500–2699.
    pub fn new(buddhist_year: i32) -> Option<Self> {
        (2500..2700).contains(&buddhist_year).then_some(Self(buddhist_year))
    }

    /// The fiscal year that an instant falls in, by Bangkok's calendar.
    pub fn of(at: DateTime<Utc>) -> Self {
        Self::on(bangkok::date(at))
    }

    /// The fiscal year that a day of Bangkok's calendar falls in.
    pub fn on(day: NaiveDate) -> Self {
        Self(bangkok::buddhist_year(day) + i32::from(day.month() >= 10))
    }

    /// The Buddhist year.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// The first day, 1 October.
    pub fn starts(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 - bangkok::BUDDHIST_OFFSET - 1, 10, 1).unwrap_or_default()
    }

    /// The last day, 30 September.
    pub fn ends(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 - bangkok::BUDDHIST_OFFSET, 9, 30).unwrap_or_default()
    }
}

impl TryFrom<i32> for FiscalYear {
    type Error = &'static str;
    fn try_from(year: i32) -> Result<Self, Self::Error> {
        Self::new(year).ok_or("a fiscal year is a Buddhist year from 2500 to 2699")
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> Self {
        year.0
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_2567_runs_from_october_2023_to_september_2024() {
        let year = FiscalYear::new(2567).unwrap();
        assert_eq!(year.starts().to_string(), "2023-10-01");
        assert_eq!(year.ends().to_string(), "2024-09-30");
        assert_eq!(FiscalYear::of("2023-09-30T17:00:00Z".parse().unwrap()), year);
        assert_eq!(FiscalYear::of("2024-09-30T16:59:59Z".parse().unwrap()), year);
        assert_eq!(FiscalYear::of("2024-09-30T17:00:00Z".parse().unwrap()).number(), 2568);
    }

    #[test]
    fn a_common_era_year_is_not_a_fiscal_year() {
        assert_eq!(FiscalYear::new(2024), None);
        assert!(serde_json::from_str::<FiscalYear>("2024").is_err());
    }
}
