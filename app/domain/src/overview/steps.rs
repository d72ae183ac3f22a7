//! The greatest of what holds on each day. Kept are the days on which it becomes another, so that any day is
//! found by halving.

use super::spell::Spell;
use std::collections::BinaryHeap;

/// The greatest by day; before the first step there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Steps<V>(Vec<(i32, Option<V>)>);

impl<V> Default for Steps<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Copy + Ord> Steps<V> {
    /// Of values that each hold for a spell.
    pub fn of(mut spells: Vec<(Spell, V)>) -> Self {
        spells.retain(|(spell, _)| !spell.is_empty());
        spells.sort_by_key(|(spell, _)| spell.from);
        let mut next = spells.first().map(|(spell, _)| spell.from);
        let mut coming = spells.into_iter().peekable();
        let (mut steps, mut begun) = (Self::default(), BinaryHeap::new());
        while let Some(day) = next {
            while let Some((spell, value)) = coming.next_if(|(spell, _)| spell.from <= day) {
                begun.push((value, spell.until));
            }
            while begun.peek().is_some_and(|(_, until)| *until <= day) {
                begun.pop();
            }
            let greatest = begun.peek().copied();
            steps.add(day, greatest.map(|(value, _)| value));
            let ends = greatest.map(|(_, until)| until).filter(|until| *until != Spell::NEVER);
            let begins = coming.peek().map(|(spell, _)| spell.from);
            next = [ends, begins].into_iter().flatten().min();
        }
        steps.0.shrink_to_fit();
        steps
    }

    /// The greatest at the end of a day.
    pub fn on(&self, day: i32) -> Option<V> {
        let steps = self.0.partition_point(|(from, _)| *from <= day);
        self.0[..steps].last().and_then(|(_, value)| *value)
    }

    /// For how long each was the greatest, ascending.
    pub fn spells(&self) -> impl Iterator<Item = (Spell, V)> {
        let ends = self.0.iter().skip(1).map(|(day, _)| *day).chain([Spell::NEVER]);
        let spell = |((from, value), until): (&(i32, Option<V>), i32)| {
            value.map(|value| (Spell { from: *from, until }, value))
        };
        self.0.iter().zip(ends).filter_map(spell)
    }

    fn add(&mut self, day: i32, value: Option<V>) {
        if self.0.last().and_then(|(_, last)| *last) != value {
            self.0.push((day, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn on_each_day_it_is_the_greatest_of_those_that_hold(spells in proptest::collection::vec((0..5_i32, 0..30_i32, -3..20_i32), 0..30)) {
            let spell = |(value, from, days): (i32, i32, i32)| match days {
                19 => (Spell::from(from), value),
                days => (Spell { from, until: from + days }, value),
            };
            let spells: Vec<(Spell, i32)> = spells.into_iter().map(spell).collect();
            let steps = Steps::of(spells.clone());
            for day in -1..60 {
                let holding = spells.iter().filter(|(spell, _)| spell.has(day));
                prop_assert_eq!(steps.on(day), holding.map(|(_, value)| *value).max());
                let said = steps.spells().find(|(spell, _)| spell.has(day));
                prop_assert_eq!(said.map(|(_, value)| value), steps.on(day));
            }
        }
    }
}
