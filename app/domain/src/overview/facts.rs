//! All facts, in the order in which counting asks for them: by district, by item, by time. So a count takes
//! as long as there are districts and items, however often they have reported.

use super::Fact;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;

/// The facts of all districts.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// By the row ids of districts.
    districts: HashMap<i64, OfDistrict>,
    first: Option<DateTime<Utc>>,
}

/// The facts of a district, item by item, on each in the order of their posting.
#[derive(Debug, Clone, Default)]
pub(super) struct OfDistrict {
    facts: Vec<Fact>,
    /// The longest that a report has waited which waits no more.
    longest_wait: Duration,
    /// When the first was posted that waits still.
    first_open: Option<DateTime<Utc>>,
}

impl Facts {
    /// Takes a fact in, in place of what was known of the same report; gives whether it is news.
    pub fn put(&mut self, fact: Fact) -> bool {
        self.first = Some(earlier(self.first, fact.posted_at));
        self.districts.entry(fact.district).or_default().put(fact)
    }

    /// When the first report came.
    pub fn first(&self) -> Option<DateTime<Utc>> {
        self.first
    }

    /// The facts of the district with this row id.
    pub(super) fn of(&self, district: i64) -> Option<&OfDistrict> {
        self.districts.get(&district)
    }
}

impl FromIterator<Fact> for Facts {
    /// Of facts that are each of a report of its own.
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        let mut all = Self::default();
        for fact in facts {
            all.first = Some(earlier(all.first, fact.posted_at));
            all.districts.entry(fact.district).or_default().facts.push(fact);
        }
        for of in all.districts.values_mut() {
            of.facts.sort_unstable_by_key(key);
            of.note_waits();
        }
        all
    }
}

fn earlier(one: Option<DateTime<Utc>>, other: DateTime<Utc>) -> DateTime<Utc> {
    one.map_or(other, |one| one.min(other))
}

/// The place of a fact among those of its district. None of it ever changes.
fn key(fact: &Fact) -> (i64, DateTime<Utc>, i64) {
    (fact.item, fact.posted_at, fact.report)
}

impl OfDistrict {
    fn put(&mut self, fact: Fact) -> bool {
        match self.facts.binary_search_by_key(&key(&fact), key) {
            Ok(place) if self.facts[place] == fact => return false,
            Ok(place) => self.facts[place] = fact,
            Err(place) => self.facts.insert(place, fact),
        }
        self.note_waits();
        true
    }

    fn note_waits(&mut self) {
        (self.longest_wait, self.first_open) = (Duration::zero(), None);
        for fact in &self.facts {
            match fact.waited_until() {
                Some(until) => self.longest_wait = self.longest_wait.max(until - fact.posted_at),
                None => self.first_open = Some(earlier(self.first_open, fact.posted_at)),
            }
        }
    }

    /// The facts on each item, in the order of their posting; none is empty.
    pub fn lines(&self) -> impl Iterator<Item = &[Fact]> {
        let mut rest = self.facts.as_slice();
        std::iter::from_fn(move || {
            let item = rest.first()?.item;
            // Found by halving: there may be thousands of each.
            let (line, others) = rest.split_at(rest.partition_point(|fact| fact.item == item));
            rest = others;
            Some(line)
        })
    }

    /// No report that waits at `end` was posted before this.
    pub fn waits_from(&self, end: DateTime<Utc>) -> DateTime<Utc> {
        let from = end - self.longest_wait;
        self.first_open.map_or(from, |open| open.min(from))
    }
}
