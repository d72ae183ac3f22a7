//! Who was silent when. Only silences are kept, and most districts never are for long: naming those that have
//! lasted longest on a day looks at few.

use super::spell::{Spell, later, number_at};
use crate::progress::pin_status::AGEING_DAYS;
use chrono::{DateTime, Utc};

/// A district that says nothing for so long that it counts as silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Silence {
    /// When it had last reported.
    pub since: DateTime<Utc>,
    /// Place of the district in the scene.
    pub place: usize,
    /// The days on which it is silent.
    pub spell: Spell,
}

/// Silences, those that began first before the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Silences {
    all: Vec<Silence>,
    /// Of each [`BLOCK`] of them the latest end.
    ends: Vec<i32>,
}

/// Where so many are over, none of them is looked at.
const BLOCK: usize = 64;

impl Silences {
    pub fn of(mut all: Vec<Silence>) -> Self {
        all.sort_unstable_by_key(|one| (one.since, one.place, one.spell.from));
        all.shrink_to_fit();
        let end = |block: &[Silence]| block.iter().map(|one| one.spell.until).max();
        Self { ends: all.chunks(BLOCK).filter_map(end).collect(), all }
    }

    /// Those of a day, the longest first.
    pub fn on(&self, day: i32) -> impl Iterator<Item = Silence> {
        let has_begun = |one: &Silence| later(number_at(one.since), AGEING_DAYS) < day;
        let begun = self.all.partition_point(has_begun);
        let blocks = self.all[..begun].chunks(BLOCK).zip(&self.ends);
        let lasting = blocks.filter(move |(_, end)| **end > day).flat_map(|(block, _)| block);
        lasting.copied().filter(move |one| one.spell.has(day))
    }
}
