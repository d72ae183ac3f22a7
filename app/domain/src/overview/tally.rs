//! How many of each sort there are on each day. Kept are the days on which a number changes, so that any day is
//! found by halving.

use super::spell::Spell;

/// Numbers by day and sort; sorts count from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// How many sorts there are.
    sorts: usize,
    /// The days on which something changes, ascending.
    days: Vec<i32>,
    /// For each of them a row of numbers.
    rows: Vec<i32>,
}

/// On a day there is one more of a sort, or one less.
struct Change {
    day: i32,
    sort: usize,
    by: i32,
}

impl Tally {
    /// Counts spells, each of a sort below `sorts`.
    pub fn of(sorts: usize, spells: &[(usize, Spell)]) -> Self {
        let mut changes = Vec::with_capacity(2 * spells.len());
        for (sort, spell) in spells.iter().filter(|(_, spell)| !spell.is_empty()) {
            changes.push(Change { day: spell.from, sort: *sort, by: 1 });
            if spell.until != Spell::NEVER {
                changes.push(Change { day: spell.until, sort: *sort, by: -1 });
            }
        }
        changes.sort_unstable_by_key(|change| change.day);
        let mut tally = Self { sorts, ..Self::default() };
        for of_day in changes.chunk_by(|one, next| one.day == next.day) {
            tally.add(of_day);
        }
        tally.days.shrink_to_fit();
        tally.rows.shrink_to_fit();
        tally
    }

    /// The numbers at the end of a day; none before the first.
    pub fn on(&self, day: i32) -> &[i32] {
        match self.days.partition_point(|one| *one <= day) {
            0 => &[],
            rows => &self.rows[(rows - 1) * self.sorts..rows * self.sorts],
        }
    }

    /// The number of one sort at the end of a day.
    pub fn count(&self, sort: usize, day: i32) -> i32 {
        self.on(day).get(sort).copied().unwrap_or_default()
    }

    /// Adds a row, unless the changes of the day amount to none.
    fn add(&mut self, of_day: &[Change]) {
        let Some(day) = of_day.first().map(|change| change.day) else { return };
        let row = self.rows.len();
        if self.days.is_empty() {
            self.rows.resize(self.sorts, 0);
        } else {
            self.rows.extend_from_within(row - self.sorts..);
        }
        for change in of_day {
            self.rows[row + change.sort] += change.by;
        }
        let (before, now) = self.rows.split_at(row);
        if before.ends_with(now) {
            self.rows.truncate(row);
        } else {
            self.days.push(day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn on_each_day_as_many_are_counted_as_there_are(spells in proptest::collection::vec((0..3_usize, 0..30_i32, -3..20_i32), 0..30)) {
            let spell = |(sort, from, days): (usize, i32, i32)| match days {
                19 => (sort, Spell::from(from)),
                days => (sort, Spell { from, until: from + days }),
            };
            let spells: Vec<(usize, Spell)> = spells.into_iter().map(spell).collect();
            let tally = Tally::of(3, &spells);
            for (day, sort) in (-1..60).flat_map(|day| [(day, 0), (day, 1), (day, 2)]) {
                let there = spells.iter().filter(|(of, spell)| *of == sort && spell.has(day)).count();
                prop_assert_eq!(usize::try_from(tally.count(sort, day)), Ok(there));
            }
        }
    }
}
