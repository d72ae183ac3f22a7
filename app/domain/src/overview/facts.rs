//! All facts, by district, in the order in which they are asked for: by item, by time.

use super::spell::{Spell, number_at};
use super::steps::Steps;
use super::{Fact, Newest};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::Arc;

/// The facts of all districts.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// By the row ids of districts.
    districts: HashMap<i64, Arc<OfDistrict>>,
    first: Option<DateTime<Utc>>,
}

/// The facts of a district.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OfDistrict {
    /// Item by item, on each in the order of their posting.
    facts: Vec<Fact>,
    /// The newest that counts, on any item of any year.
    newest: Steps<Newest>,
}

impl Facts {
    /// Takes a fact in, in place of what was known of the same report; gives whether it is news.
    pub fn put(&mut self, fact: Fact) -> bool {
        self.first = Some(earlier(self.first, fact.posted_at));
        Arc::make_mut(self.districts.entry(fact.district).or_default()).put(fact)
    }

    /// When the first report came.
    pub fn first(&self) -> Option<DateTime<Utc>> {
        self.first
    }

    /// The facts of the district with this row id, as they stand now.
    pub(super) fn of(&self, district: i64) -> Arc<OfDistrict> {
        self.districts.get(&district).cloned().unwrap_or_default()
    }
}

impl FromIterator<Fact> for Facts {
    /// Of facts that are each of a report of its own.
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        let (mut first, mut districts) = (None, HashMap::<i64, Vec<Fact>>::new());
        for fact in facts {
            first = Some(earlier(first, fact.posted_at));
            districts.entry(fact.district).or_default().push(fact);
        }
        let of_each = districts.into_iter();
        let districts = of_each.map(|(id, facts)| (id, Arc::new(OfDistrict::new(facts)))).collect();
        Self { districts, first }
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
    fn new(mut facts: Vec<Fact>) -> Self {
        facts.sort_unstable_by_key(key);
        facts.shrink_to_fit();
        Self { newest: newest(&facts), facts }
    }

    fn put(&mut self, fact: Fact) -> bool {
        match self.facts.binary_search_by_key(&key(&fact), key) {
            Ok(place) if self.facts[place] == fact => return false,
            Ok(place) => self.facts[place] = fact,
            Err(place) => self.facts.insert(place, fact),
        }
        self.newest = newest(&self.facts);
        true
    }

    /// All of them.
    pub fn all(&self) -> &[Fact] {
        &self.facts
    }

    /// The newest that counts, on any item of any year.
    pub fn newest(&self) -> &Steps<Newest> {
        &self.newest
    }

    /// The newest on an item that counts at the end of a day.
    pub fn newest_on(&self, item: i64, day: i32) -> Option<Newest> {
        let begin = self.facts.partition_point(|fact| fact.item < item);
        let rest = &self.facts[begin..];
        let is_known = |fact: &Fact| fact.item == item && number_at(fact.posted_at) <= day;
        let known = &rest[..rest.partition_point(is_known)];
        known.iter().rev().find(|fact| fact.counting().has(day)).map(Newest::of)
    }

    /// The facts on each item, in the order of their posting; none is empty.
    pub fn lines(&self) -> impl Iterator<Item = &[Fact]> {
        self.facts.chunk_by(|one, next| one.item == next.item)
    }
}

/// The newest of some facts that counts, day by day.
pub(super) fn newest(facts: &[Fact]) -> Steps<Newest> {
    let spell = |fact: &Fact| -> (Spell, Newest) { (fact.counting(), Newest::of(fact)) };
    Steps::of(facts.iter().map(spell).collect())
}
