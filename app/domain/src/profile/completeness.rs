//! How much of what is expected of a district is known, and what is missing.

use super::KnownFact;
use super::concept::{Audience, CONCEPTS, Concept, Group, Kind};
use super::person::{Person, Post};
use crate::place::district::DistrictKind;
use chrono::NaiveDate;

/// The share that is known, with what is not.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Completeness {
    /// How many of the expected facts are known for their period.
    pub known: usize,
    /// How many are expected.
    pub expected: usize,
    /// The others, in the order in which they are filled in.
    pub gaps: Vec<Gap>,
}

/// A fact that is missing, or older than its period.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What is missing.
    pub what: Missing,
    /// The newest earlier period that is known, by its Buddhist year.
    pub last: Option<i32>,
}

/// What can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A fact.
    Fact(&'static Concept),
    /// Who directs the office.
    Director,
}

impl Gap {
    /// Whether it is one of a group's figures, and so of what is known of `year` or a later one.
    pub fn is_of(&self, group: Group, year: i32) -> bool {
        let is_of_group = |concept: &Concept| concept.group == group;
        matches!(self.what, Missing::Fact(concept) if is_of_group(concept))
            && self.last.is_none_or(|last| last < year)
    }
}

impl Completeness {
    /// The known share in whole percent, 0–100, rounded down so that only all is 100; 100 where
    /// nothing is expected.
    pub fn percent(&self) -> usize {
        (self.known * 100).checked_div(self.expected).unwrap_or(100)
    }
}

/// What is known on `day` of a district of this kind. A position counts once the office has confirmed it.
/// Facts that the reader may not see are neither expected nor missing.
pub fn completeness(
    facts: &[KnownFact],
    people: &[Person],
    kind: DistrictKind,
    day: NaiveDate,
    sees_internal: bool,
) -> Completeness {
    let visible = |one: &&Concept| {
        one.is_expected_of(kind) && (sees_internal || one.audience == Audience::Public)
    };
    let has_director = people.iter().any(|one| one.post == Post::Director && one.holds_on(day));
    let mut gaps = Vec::new();
    if !has_director {
        gaps.push(Gap { what: Missing::Director, last: None });
    }
    let mut expected = 1;
    for concept in CONCEPTS.iter().filter(visible) {
        expected += 1;
        let now = concept.period.of(day);
        let known = || facts.iter().filter(|fact| fact.concept == concept);
        let is_known = |fact: &KnownFact| {
            fact.period == now && (concept.kind != Kind::Position || fact.version > 0)
        };
        if !known().any(is_known) {
            let last =
                known().filter_map(|fact| fact.period).filter(|year| Some(*year) < now).max();
            gaps.push(Gap { what: Missing::Fact(concept), last });
        }
    }
    Completeness { known: expected - gaps.len(), expected, gaps }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 6, 14).expect("a day");

    fn fact(concept: &'static Concept, period: Option<i32>) -> KnownFact {
        let value = "1".to_owned();
        KnownFact { concept, period, value, version: 1, as_of: DAY, source: None }
    }

    #[test]
    fn a_fact_of_last_year_is_a_gap_that_says_so() {
        let concept = Concept::from_key("teachers_male").unwrap();
        let of = |year| {
            completeness(&[fact(concept, Some(year))], &[], DistrictKind::Primary, DAY, false)
        };
        let gap = |done: &Completeness| {
            done.gaps.iter().find(|gap| gap.what == Missing::Fact(concept)).cloned()
        };
        assert_eq!(gap(&of(2566)).map(|gap| gap.last), Some(Some(2566)));
        assert_eq!(gap(&of(2567)), None);
        assert_eq!(of(2567).known, 1);
    }

    #[test]
    fn a_listed_position_is_to_be_confirmed() {
        let position = Concept::from_key("position").unwrap();
        let listed = KnownFact { version: 0, ..fact(position, None) };
        let missing = |fact| {
            let done = completeness(&[fact], &[], DistrictKind::Primary, DAY, true);
            done.gaps.iter().any(|gap| gap.what == Missing::Fact(position))
        };
        assert!(missing(listed));
        assert!(!missing(fact(position, None)));
    }

    proptest! {
        #[test]
        fn each_expected_fact_is_either_known_or_a_gap(which in proptest::collection::vec(any::<bool>(), CONCEPTS.len()), secondary: bool, sees: bool) {
            let kind = if secondary { DistrictKind::Secondary } else { DistrictKind::Primary };
            let facts: Vec<_> = CONCEPTS.iter().zip(&which).filter(|(_, known)| **known)
                .map(|(concept, _)| fact(concept, concept.period.of(DAY))).collect();
            let done = completeness(&facts, &[], kind, DAY, sees);
            prop_assert_eq!(done.known + done.gaps.len(), done.expected);
            prop_assert!(done.percent() < 100, "nobody directs the office");
            let internal = done.gaps.iter().any(|gap| matches!(gap.what, Missing::Fact(one) if one.audience == Audience::Internal));
            prop_assert!(sees || !internal);
        }
    }
}
