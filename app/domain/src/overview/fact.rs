//! A report as the overview counts it: no text, only what happened to it when.

use crate::bangkok;
use crate::progress::ProgressKind;
use chrono::{DateTime, NaiveDate, Utc};

/// A posted report with the instants of its life. Each is written once and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Row id of the report.
    pub report: i64,
    /// Row id of the district.
    pub district: i64,
    /// Row id of the item.
    pub item: i64,
    /// The kind.
    pub kind: ProgressKind,
    /// When the server took it.
    pub posted_at: DateTime<Utc>,
    /// When it ceased to count: taken back, or replaced by a correction.
    pub left_at: Option<DateTime<Utc>>,
    /// When the bureau acknowledged it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When the bureau asked a question.
    pub questioned_at: Option<DateTime<Utc>>,
    /// When the district answered it.
    pub answered_at: Option<DateTime<Utc>>,
}

impl Fact {
    /// Whether it counts at the end of `day`: posted by then, neither taken back nor corrected.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        bangkok::date(self.posted_at) <= day && !has_happened(self.left_at, day)
    }

    /// Whether it waits for the bureau's acknowledgement at the end of `day`. While the bureau's
    /// question is open it waits for the district.
    pub fn waits_on(&self, day: NaiveDate) -> bool {
        let asked = has_happened(self.questioned_at, day) && !has_happened(self.answered_at, day);
        self.counts_on(day) && !has_happened(self.acknowledged_at, day) && !asked
    }
}

fn has_happened(at: Option<DateTime<Utc>>, day: NaiveDate) -> bool {
    at.is_some_and(|at| bangkok::date(at) <= day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_looked_at_from_its_end_in_bangkok() {
        let fact = Fact {
            report: 1,
            district: 1,
            item: 1,
            kind: ProgressKind::OnPlan,
            posted_at: at("2024-05-01T16:59:59Z"),
            left_at: Some(at("2024-05-09T17:00:00Z")),
            acknowledged_at: Some(at("2024-05-07T03:00:00Z")),
            questioned_at: Some(at("2024-05-03T03:00:00Z")),
            answered_at: Some(at("2024-05-05T03:00:00Z")),
        };
        let counts = ["2024-04-30", "2024-05-01", "2024-05-09", "2024-05-10"];
        assert_eq!(counts.map(|one| fact.counts_on(day(one))), [false, true, true, false]);
        let waits = ["2024-05-02", "2024-05-03", "2024-05-05", "2024-05-06", "2024-05-07"];
        assert_eq!(waits.map(|one| fact.waits_on(day(one))), [true, false, true, true, false]);
    }
}
