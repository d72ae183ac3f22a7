//! How districts stood on an item, or on any, and what waited: for each day, so that no day has to be counted.

use super::picture::WAITING_DAYS;
use super::silences::{Silence, Silences};
use super::spell::{Spell, later, number_at};
use super::steps::Steps;
use super::tally::Tally;
use super::{Fact, Newest};
use crate::progress::ProgressKind;
use crate::progress::pin_status::{AGEING_DAYS, FRESH_DAYS};
use chrono::{DateTime, Utc};
use std::array::from_fn;
use std::cmp::Reverse;

/// The figures of some districts by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Course {
    /// Districts by status, as far as they have reported, then by the kind of their newest report.
    stands: Tally,
    /// The newest of their reports.
    newest: Steps<DateTime<Utc>>,
    silences: Silences,
    /// Reports that wait, by age.
    waits: Tally,
    /// The day of the one that has waited longest.
    since: Steps<Reverse<i32>>,
}

/// The sorts of [`Course::stands`]: statuses, then kinds.
const STATUSES: usize = 3;
const KINDS: usize = ProgressKind::ALL.len();
/// The sorts of [`Course::waits`].
const AGES: usize = WAITING_DAYS.len() + 1;

impl Course {
    /// How many districts are fresh, ageing, silent; the others have never reported.
    pub fn statuses(&self, day: i32) -> [i32; STATUSES] {
        part(self.stands.on(day), 0)
    }

    /// How many had reported within 30 days.
    pub fn fresh(&self, day: i32) -> i32 {
        self.stands.count(0, day)
    }

    /// How many have a newest report of each kind.
    pub fn kinds(&self, day: i32) -> [i32; KINDS] {
        part(self.stands.on(day), STATUSES)
    }

    /// When the newest of their reports came.
    pub fn newest(&self, day: i32) -> Option<DateTime<Utc>> {
        self.newest.on(day)
    }

    /// Who is silent, for the longest time first.
    pub fn silent(&self, day: i32) -> impl Iterator<Item = Silence> {
        self.silences.on(day)
    }

    /// How many reports wait, by age.
    pub fn waiting(&self, day: i32) -> [i32; AGES] {
        part(self.waits.on(day), 0)
    }

    /// The day of the report that has waited longest.
    pub fn waiting_since(&self, day: i32) -> Option<i32> {
        self.since.on(day).map(|Reverse(since)| since)
    }
}

/// Some numbers of a row, from one on; 0 where there is no row.
fn part<const N: usize>(row: &[i32], first: usize) -> [i32; N] {
    from_fn(|place| row.get(first + place).copied().unwrap_or_default())
}

/// What a [`Course`] is made of, gathered district by district.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    stands: Vec<(usize, Spell)>,
    newest: Vec<(Spell, DateTime<Utc>)>,
    silences: Vec<Silence>,
    waits: Vec<(usize, Spell)>,
    since: Vec<(Spell, Reverse<i32>)>,
}

impl Gathered {
    /// Adds how the district at a place stood.
    pub fn add_stands(&mut self, place: usize, stands: &Steps<Newest>) {
        for (spell, newest) in stands.spells() {
            let [fresh, ageing, silent] = ages(&newest).map(|age| age.and(spell));
            let kind = STATUSES + kind_no(newest.kind);
            self.stands.extend([(0, fresh), (1, ageing), (2, silent), (kind, spell)]);
            self.newest.push((spell, newest.at));
            if !silent.is_empty() {
                self.silences.push(Silence { since: newest.at, place, spell: silent });
            }
        }
    }

    /// Adds the days on which reports waited.
    pub fn add_waits(&mut self, facts: &[Fact]) {
        for fact in facts {
            let posted = number_at(fact.posted_at);
            for spell in fact.waiting().into_iter().filter(|spell| !spell.is_empty()) {
                let aged = waiting_ages(posted).into_iter().map(|age| age.and(spell));
                let aged = aged.enumerate().filter(|(_, spell)| !spell.is_empty());
                self.waits.extend(aged);
                self.since.push((spell, Reverse(posted)));
            }
        }
    }

    pub fn course(self) -> Course {
        Course {
            stands: Tally::of(STATUSES + KINDS, &self.stands),
            newest: Steps::of(self.newest),
            silences: Silences::of(self.silences),
            waits: Tally::of(AGES, &self.waits),
            since: Steps::of(self.since),
        }
    }
}

fn kind_no(kind: ProgressKind) -> usize {
    ProgressKind::ALL.iter().take_while(|one| **one != kind).count()
}

/// The days on which a district is fresh, ageing and silent, as long as this report is its newest.
pub(super) fn ages(newest: &Newest) -> [Spell; STATUSES] {
    let day = number_at(newest.at);
    let [ageing, silent] = [FRESH_DAYS, AGEING_DAYS].map(|days| later(day, days + 1));
    [Spell { from: day, until: ageing }, Spell { from: ageing, until: silent }, Spell::from(silent)]
}

/// The days on which a report that waits has each age.
fn waiting_ages(posted: i32) -> [Spell; AGES] {
    let ends = WAITING_DAYS.map(|days| later(posted, days + 1));
    from_fn(|age| Spell {
        from: if age == 0 { posted } else { ends[age - 1] },
        until: ends.get(age).copied().unwrap_or(Spell::NEVER),
    })
}
