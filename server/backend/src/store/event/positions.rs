//! The newest positions of the log, in memory: of all events, and of those of each topic.

use crate::store::event::kind::{StoredKind, Topic};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use tokio::sync::watch;

/// The newest positions of a stretch of the log; 0 where it has no event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Newest {
    head: i64,
    topics: [i64; Topic::ALL.len()],
}

impl Newest {
    /// A stretch that ends at `head`, of which nothing else is known: it may touch every topic.
    pub(crate) fn anything(head: i64) -> Self {
        Self { head, topics: [head; Topic::ALL.len()] }
    }

    /// A stretch that ends at `head` and touches no topic.
    pub(crate) fn nothing(head: i64) -> Self {
        Self { head, ..Self::default() }
    }

    /// Where it ends.
    pub(crate) fn head(&self) -> i64 {
        self.head
    }

    /// Takes in an event.
    pub(crate) fn note(&mut self, kind: StoredKind, position: i64) {
        self.head = self.head.max(position);
        for topic in kind.topics() {
            let newest = &mut self.topics[topic as usize];
            *newest = position.max(*newest);
        }
    }

    /// Takes in another stretch.
    pub(crate) fn join(&mut self, other: Self) {
        self.head = self.head.max(other.head);
        for (newest, other) in self.topics.iter_mut().zip(other.topics) {
            *newest = other.max(*newest);
        }
    }
}

/// When a kept value was right: what has to be reached by a value that is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// How many writes of this process had touched the topics. On PostgreSQL a write is placed a moment
    /// after it is answered, and its author reads next.
    writes: u64,
    /// Position of the newest event of the topics, or of a later one.
    position: i64,
    /// The day in Bangkok, for what depends on it.
    day: Option<NaiveDate>,
}

impl Stamp {
    /// Reached by whatever is kept and does not depend on the day.
    pub(crate) const ANY: Self = Self { writes: 0, position: i64::MIN, day: None };

    /// The same for what depends on the day.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Self {
        Self { day: Some(day), ..self }
    }

    /// The same for what was read from a snapshot at this position.
    #[must_use]
    pub(crate) fn read_at(self, position: i64) -> Self {
        Self { position: position.max(self.position), ..self }
    }

    /// Whether what was right then may be used where `needed` has to be seen.
    pub fn reaches(self, needed: Self) -> bool {
        self.position >= needed.position && self.writes >= needed.writes && self.day == needed.day
    }

    /// Whether as much had to be seen then as at `other`, or less.
    pub(crate) fn is_no_later_than(self, other: Self) -> bool {
        (self.writes, self.position) <= (other.writes, other.position)
    }
}

#[derive(Debug, Default)]
struct OfTopic {
    position: AtomicI64,
    writes: AtomicU64,
}

/// The newest positions that a process knows. They only grow; those of topics are never behind the head.
#[derive(Debug)]
pub(crate) struct Positions {
    head: watch::Sender<i64>,
    topics: [OfTopic; Topic::ALL.len()],
}

impl Positions {
    /// Of a log that ends at `head`. What lies before may have touched every topic.
    pub(crate) fn new(head: i64) -> Self {
        let positions = Self { head: watch::Sender::new(0), topics: <_>::default() };
        positions.advance(Newest::anything(head));
        positions
    }

    /// Takes in a stretch of the log: its topics first, so that what follows the head finds them.
    pub(crate) fn advance(&self, newest: Newest) {
        for (topic, position) in self.topics.iter().zip(newest.topics) {
            topic.position.fetch_max(position, Ordering::SeqCst);
        }
        self.head.send_if_modified(|head| {
            let is_newer = newest.head > *head;
            *head = newest.head.max(*head);
            is_newer
        });
    }

    /// Notes a commit whose events are placed later, before its author hears of it.
    pub(crate) fn wrote(&self, topics: &BTreeSet<Topic>) {
        for topic in topics {
            self.topics[*topic as usize].writes.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Position of the newest event.
    pub(crate) fn head(&self) -> i64 {
        *self.head.borrow()
    }

    /// The same as it moves.
    pub(crate) fn subscribe(&self) -> watch::Receiver<i64> {
        self.head.subscribe()
    }

    /// Position of the newest event of these topics, or a later one.
    pub(crate) fn of(&self, topics: &[Topic]) -> i64 {
        self.stamp(topics).position
    }

    /// What a value that depends on these topics has to reach now.
    pub(crate) fn stamp(&self, topics: &[Topic]) -> Stamp {
        let of = || topics.iter().map(|topic| &self.topics[*topic as usize]);
        let writes = of().map(|topic| topic.writes.load(Ordering::SeqCst)).sum();
        let position = of().map(|topic| topic.position.load(Ordering::SeqCst)).max();
        Stamp { writes, position: position.unwrap_or_default(), day: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::event::kind::EventKind;

    fn newest(events: &[(EventKind, i64)]) -> Newest {
        let mut newest = Newest::default();
        for (kind, position) in events {
            newest.note(StoredKind::Known(*kind), *position);
        }
        newest
    }

    #[test]
    fn an_event_moves_the_head_and_its_own_topic_alone() {
        let positions = Positions::new(10);
        let pages = positions.stamp(Topic::PUBLIC);
        positions.advance(newest(&[
            (EventKind::AccountSignedIn, 11),
            (EventKind::OverviewExported, 12),
        ]));
        assert_eq!((positions.head(), positions.of(&[Topic::Accounts])), (12, 11));
        assert!(pages.reaches(positions.stamp(Topic::PUBLIC)));
        positions.advance(newest(&[(EventKind::ReportPosted, 13)]));
        assert!(!pages.reaches(positions.stamp(Topic::PUBLIC)));
        assert_eq!((positions.of(&[Topic::Reports]), positions.of(&[Topic::Schools])), (13, 10));
    }

    #[test]
    fn an_unknown_event_moves_every_topic() {
        let positions = Positions::new(10);
        let mut newest = Newest::nothing(11);
        newest.note(StoredKind::Unknown, 11);
        positions.advance(newest);
        assert_eq!(Topic::ALL.map(|topic| positions.of(&[topic])), [11; 6]);
    }

    #[test]
    fn what_is_older_moves_nothing_back() {
        let positions = Positions::new(10);
        positions.advance(Newest::anything(5));
        assert_eq!((positions.head(), positions.of(&Topic::ALL)), (10, 10));
    }

    #[test]
    fn a_write_that_is_not_placed_yet_has_to_be_seen_where_its_topic_is_needed() {
        let positions = Positions::new(10);
        let (reports, schools) =
            (positions.stamp(&[Topic::Reports]), positions.stamp(&[Topic::Schools]));
        positions.wrote(&BTreeSet::from([Topic::Reports]));
        assert!(!reports.reaches(positions.stamp(&[Topic::Reports])));
        assert!(schools.reaches(positions.stamp(&[Topic::Schools])));
    }

    #[test]
    fn what_depends_on_the_day_is_right_on_that_day_alone() {
        let [one, two] = ["2026-11-20", "2026-11-21"].map(|day| day.parse().unwrap());
        let stamp = Positions::new(10).stamp(Topic::PUBLIC);
        assert!(stamp.on(one).reaches(stamp.on(one)) && !stamp.on(one).reaches(stamp.on(two)));
    }
}
