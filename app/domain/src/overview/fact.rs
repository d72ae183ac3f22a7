//! A report as the overview counts it: no text, only what happened to it when.

use super::spell::{Spell, number_at, number_of};
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

    /// Whether it waits for the bureau's acknowledgement then. While the bureau's question is open it
    /// waits for the district.
    pub fn waits_at(&self, end: DateTime<Utc>) -> bool {
        let asked = has_happened(self.questioned_at, end) && !has_happened(self.answered_at, end);
        self.counts_at(end) && !has_happened(self.acknowledged_at, end) && !asked
    }

    /// The days at whose end it counts.
    pub(super) fn counting(&self) -> Spell {
        Spell { from: number_at(self.posted_at), until: number_of(self.left_at) }
    }

    /// The days at whose end it waits: until it is questioned, and once that is answered.
    pub(super) fn waiting(&self) -> [Spell; 2] {
        let whole = self.counting().and(Spell::before(number_of(self.acknowledged_at)));
        let asked =
            Spell { from: number_of(self.questioned_at), until: number_of(self.answered_at) };
        if asked.is_empty() {
            return [whole, Spell::NONE];
        }
        [whole.and(Spell::before(asked.from)), whole.and(Spell::from(asked.until))]
    }
}

fn has_happened(at: Option<DateTime<Utc>>, end: DateTime<Utc>) -> bool {
    at.is_some_and(|at| at < end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::bangkok;
    use crate::overview::spell::number;
    use chrono::{Duration, NaiveDate};
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    /// When a day is over.
    fn end(text: &str) -> DateTime<Utc> {
        bangkok::midnight(text.parse::<NaiveDate>().expect("a day") + Duration::days(1))
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

    proptest! {
        #[test]
        fn its_spells_are_the_days_on_which_it_counts_and_waits(
            hour in 0..240_i64, later in proptest::collection::vec(proptest::option::of(-24..240_i64), 4),
        ) {
            let posted_at = at("2024-05-01T00:00:00Z") + Duration::hours(hour);
            let then = |which: usize| later[which].map(|hours| posted_at + Duration::hours(hours));
            let fact = Fact {
                report: 1,
                district: 1,
                item: 1,
                kind: ProgressKind::OnPlan,
                posted_at,
                left_at: then(0),
                acknowledged_at: then(1),
                questioned_at: then(2),
                answered_at: then(3),
            };
            for days in 0..30 {
                let day = "2024-04-28".parse::<NaiveDate>().unwrap() + Duration::days(days);
                let end = bangkok::midnight(day + Duration::days(1));
                prop_assert_eq!(fact.counting().has(number(day)), fact.counts_at(end));
                let waits = fact.waiting().into_iter().filter(|spell| spell.has(number(day))).count();
                prop_assert_eq!(waits, usize::from(fact.waits_at(end)));
            }
        }
    }
}
