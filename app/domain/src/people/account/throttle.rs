//! When the next attempt to sign in to an account is looked at.
//!
//! Five attempts are free: people mistype. Then the pause doubles from 4 s to 128 s and stays at
//! 180 s, so that an hour of guessing has 29 attempts looked at, and every further hour 20. An
//! attempt within the pause is answered without looking at its password and does not count, so
//! nobody prolongs the pause for another person. A day without a failure forgets them.

use chrono::{DateTime, Duration, Utc};

/// Attempts before the first pause.
const FREE: u32 = 5;
/// The first pause; each further one is twice as long.
const FIRST_SECONDS: i64 = 4;
/// The longest pause.
const LONGEST_SECONDS: i64 = 180;
/// Without a failure for so long, counting begins anew.
const FORGOTTEN_AFTER: Duration = Duration::hours(24);

/// The pause after so many failures since the last success.
fn pause(failures: u32) -> Duration {
    let seconds = match failures.checked_sub(FREE) {
        None => 0,
        Some(doublings @ 0..6) => FIRST_SECONDS << doublings,
        Some(_) => LONGEST_SECONDS,
    };
    Duration::seconds(seconds)
}

/// The instant from which the next attempt is looked at, after `failures` since the last success,
/// the newest at `last`. An attempt must be counted as a failure before its password is looked at,
/// or attempts at the same moment all pass.
pub fn next_attempt(failures: u32, last: DateTime<Utc>) -> DateTime<Utc> {
    last + pause(failures)
}

/// Failures that count at `now`, given those stored and the newest: none after a day of rest.
pub fn remembered(failures: u32, last: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    if now - last >= FORGOTTEN_AFTER { 0 } else { failures }
}

/// Whole seconds that a person is told to wait at `now`; 0 when the attempt is looked at.
pub fn wait_seconds(failures: u32, last: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    let left = next_attempt(remembered(failures, last, now), last) - now;
    u32::try_from((left.num_milliseconds().max(0) + 999) / 1000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> DateTime<Utc> {
        "2024-05-01T03:00:00Z".parse().expect("an instant")
    }

    /// When a machine that guesses without rest is looked at.
    fn looked_at(hours: i64) -> Vec<DateTime<Utc>> {
        let mut at = vec![start()];
        let mut failures = 1;
        loop {
            let next = next_attempt(failures, *at.last().unwrap());
            if next > start() + Duration::hours(hours) {
                return at;
            }
            at.push(next);
            failures += 1;
        }
    }

    #[test]
    fn no_hour_has_more_than_30_attempts_looked_at() {
        let all = looked_at(12);
        for from in &all {
            let hour = all.iter().filter(|at| **at >= *from && **at - *from <= Duration::hours(1));
            assert!(hour.count() <= 30);
        }
        assert_eq!(looked_at(1).len(), 29);
    }

    #[test]
    fn five_attempts_are_free_and_the_rest_wait_longer_and_longer() {
        let waits: Vec<u32> = (1..=12).map(|n| wait_seconds(n, start(), start())).collect();
        assert_eq!(waits, [0, 0, 0, 0, 4, 8, 16, 32, 64, 128, 180, 180]);
        assert_eq!(wait_seconds(u32::MAX, start(), start()), 180);
        assert_eq!(wait_seconds(5, start(), start() + Duration::milliseconds(3001)), 1);
        assert_eq!(wait_seconds(5, start(), start() + Duration::seconds(4)), 0);
    }

    #[test]
    fn a_day_of_rest_forgets() {
        let rest = |hours| remembered(40, start(), start() + Duration::hours(hours));
        assert_eq!((rest(23), rest(24)), (40, 0));
    }
}
