//! The newest frames, for those who were away for a moment.

use super::Frame;
use std::collections::VecDeque;
use std::sync::Arc;

/// Half a minute, where something happens all the time.
const KEPT: usize = 128;

/// Frames in the order of the log.
pub(super) struct Ring {
    frames: VecDeque<Arc<Frame>>,
    start: i64,
    position: i64,
}

/// What a ring knows of the time after a position.
pub(super) enum Next {
    /// The next frame.
    Frame(Arc<Frame>),
    /// Nothing to hear up to this position.
    NothingUpTo(i64),
    /// The ring does not reach back so far.
    Gone,
}

impl Ring {
    /// An empty one, from a position on.
    pub(super) fn new(position: i64) -> Self {
        Self { frames: VecDeque::new(), start: position, position }
    }

    /// The position after which it knows everything.
    pub(super) fn start(&self) -> i64 {
        self.start
    }

    /// The position up to which it tells.
    pub(super) fn position(&self) -> i64 {
        self.position
    }

    /// Takes in what has happened after its position; whether anybody hears anything of it.
    pub(super) fn push(&mut self, frame: Frame) -> bool {
        self.position = frame.position;
        if frame.is_silent() {
            return false;
        }
        self.frames.push_back(Arc::new(frame));
        if self.frames.len() > KEPT
            && let Some(oldest) = self.frames.pop_front()
        {
            self.start = oldest.position;
        }
        true
    }

    /// What comes after a position.
    pub(super) fn after(&self, position: i64) -> Next {
        if position < self.start {
            return Next::Gone;
        }
        let next = self.frames.iter().find(|frame| frame.position > position);
        next.map_or(Next::NothingUpTo(self.position.max(position)), |frame| {
            Next::Frame(frame.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use std::collections::BTreeSet;

    fn frame(position: i64, is_silent: bool) -> Frame {
        let public = (!is_silent).then(Bytes::new);
        Frame {
            position,
            public,
            questions: domain::map::news::Questions::default(),
            accounts: BTreeSet::new(),
        }
    }

    #[test]
    fn whoever_asks_from_within_the_ring_gets_what_was_missed_in_order() {
        let mut ring = Ring::new(10);
        ring.push(frame(12, false));
        ring.push(frame(15, true));
        ring.push(frame(16, false));
        let hear = |mut position| {
            let mut heard = Vec::new();
            while let Next::Frame(frame) = ring.after(position) {
                position = frame.position;
                heard.push(position);
            }
            heard
        };
        assert_eq!(hear(10), [12, 16]);
        assert_eq!(hear(11), [12, 16]);
        assert_eq!(hear(12), [16]);
        assert_eq!(hear(16), [0; 0]);
        assert!(matches!(ring.after(9), Next::Gone));
        assert!(matches!(ring.after(16), Next::NothingUpTo(16)));
        assert!(matches!(ring.after(20), Next::NothingUpTo(20)), "a page of another process");
    }

    #[test]
    fn it_keeps_so_many_frames_and_says_where_they_begin() {
        let mut ring = Ring::new(0);
        for position in 1..=1000 {
            ring.push(frame(position, false));
        }
        assert_eq!((ring.frames.len(), ring.start()), (KEPT, 1000 - 128));
        assert!(
            matches!(ring.after(ring.start()), Next::Frame(next) if next.position == ring.start() + 1)
        );
        assert!(matches!(ring.after(ring.start() - 1), Next::Gone));
    }
}
