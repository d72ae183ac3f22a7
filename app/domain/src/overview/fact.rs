//! A report as the overview counts it: no text, only what happened to it when.

use crate::progress::ProgressKind;
use chrono::{DateTime, Utc};

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
    /// Whether it counts when the day is over that ends at `end`: posted by then, neither taken back nor
    /// corrected.
    pub fn counts_at(&self, end: DateTime<Utc>) -> bool {
        self.posted_at < end && !has_happened(self.left_at, end)
    }

    /// When it ceased to wait for good; `None` while it may wait.
    pub(super) fn waited_until(&self) -> Option<DateTime<Utc>> {
        [self.left_at, self.acknowledged_at].into_iter().flatten().min()
    }

    /// Whether it waits for the bureau's acknowledgement then. While the bureau's question is open it
    /// waits for the district.
    pub fn waits_at(&self, end: DateTime<Utc>) -> bool {
        let asked = has_happened(self.questioned_at, end) && !has_happened(self.answered_at, end);
        self.counts_at(end) && !has_happened(self.acknowledged_at, end) && !asked
    }
}

fn has_happened(at: Option<DateTime<Utc>>, end: DateTime<Utc>) -> bool {
    at.is_some_and(|at| at < end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bangkok;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    /// When a day is over.
    fn end(text: &str) -> DateTime<Utc> {
        bangkok::midnight(
            text.parse::<chrono::NaiveDate>().expect("a day") + chrono::Duration::days(1),
        )
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
        assert_eq!(counts.map(|one| fact.counts_at(end(one))), [false, true, true, false]);
        let waits = ["2024-05-02", "2024-05-03", "2024-05-05", "2024-05-06", "2024-05-07"];
        assert_eq!(waits.map(|one| fact.waits_at(end(one))), [true, false, true, true, false]);
    }
}
