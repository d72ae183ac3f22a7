//! The clock of the backend. Tests use their own.

use chrono::{DateTime, Duration, SubsecRound as _, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The source of the current time: the system's clock, or one that tests set. Cheap to clone; clones of a
/// fixed clock move together.
#[derive(Debug, Clone)]
pub struct Clock(Hands);

#[derive(Debug, Clone)]
enum Hands {
    System,
    /// Microseconds since 1970 in UTC.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Hands::System)
    }

    /// A clock fixed at `at` until it is moved.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Hands::Fixed(Arc::new(AtomicI64::new(at.timestamp_micros()))))
    }

    /// The current time in whole microseconds, the store's precision.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            Hands::System => Utc::now().trunc_subsecs(6),
            Hands::Fixed(micros) => {
                DateTime::from_timestamp_micros(micros.load(Ordering::Relaxed)).unwrap_or_default()
            }
        }
    }

    /// Moves a fixed clock; has no effect on the system's.
    pub fn advance(&self, by: Duration) {
        if let Hands::Fixed(micros) = &self.0 {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_until_moved_and_its_clones_move_along() {
        let at = "2024-01-01T00:00:00.123456Z".parse().unwrap();
        let clock = Clock::fixed(at);
        let same = clock.clone();
        clock.advance(Duration::seconds(2));
        assert_eq!(same.now(), at + Duration::seconds(2));
    }

    #[test]
    fn the_system_clock_counts_whole_microseconds() {
        let now = Clock::system().now();
        assert_eq!(DateTime::from_timestamp_micros(now.timestamp_micros()), Some(now));
    }
}
