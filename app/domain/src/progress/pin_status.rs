//! What a pin shows. Derived from reports and the clock, never stored.

use crate::kernel::bangkok;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The real-time layer: the age of a district's newest report, in whole Bangkok days.
/// Source of the limits: `domain.md` §3, "Real time" layer (0–30, 31–60, 61 and more).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RealTime {
    /// Newest report 0–30 days old.
    Fresh,
    /// 31–60 days old.
    Ageing,
    /// 61 days old or more.
    Silent,
    /// No report yet.
    Never,
}

/// Days up to which a report is fresh.
pub(crate) const FRESH_DAYS: i64 = 30;
/// Days up to which it is ageing.
pub(crate) const AGEING_DAYS: i64 = 60;

impl RealTime {
    /// All, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::Fresh, Self::Ageing, Self::Silent, Self::Never];

    /// The status at `now` of a district whose newest report was posted at `newest`.
    pub fn of(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        Self::on(newest.map(bangkok::date), bangkok::date(now))
    }

    /// The status on the Bangkok day `today`, where the newest report is of the day `newest`.
    pub fn on(newest: Option<NaiveDate>, today: NaiveDate) -> Self {
        match newest.map(|then| bangkok::days_between(then, today)) {
            None => Self::Never,
            Some(0..=FRESH_DAYS) => Self::Fresh,
            Some(..=AGEING_DAYS) => Self::Ageing,
            Some(_) => Self::Silent,
        }
    }

    /// The instant after `now` at which time alone changes the answer, if it ever does.
    pub fn next_change(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let then = bangkok::date(newest?);
        [FRESH_DAYS, AGEING_DAYS]
            .map(|days| bangkok::midnight(then + Duration::days(days + 1)))
            .into_iter()
            .find(|at| *at > now)
    }

    /// The key in addresses, symbols and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Ageing => "ageing",
            Self::Silent => "silent",
            Self::Never => "never",
        }
    }

    /// The status with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an RFC 3339 instant")
    }

    #[test]
    fn the_limits_are_30_and_60_whole_bangkok_days() {
        let now = at("2024-06-30T03:00:00Z");
        let after = |days| RealTime::of(Some(now - Duration::days(days)), now);
        assert_eq!(RealTime::of(None, now), RealTime::Never);
        assert_eq!([after(0), after(30)], [RealTime::Fresh; 2]);
        assert_eq!([after(31), after(60)], [RealTime::Ageing; 2]);
        assert_eq!([after(61), after(4000)], [RealTime::Silent; 2]);
        assert_eq!(after(-1), RealTime::Fresh, "a clock that runs ahead makes nobody silent");
    }

    #[test]
    fn keys_lead_back_to_their_status() {
        for status in RealTime::ALL {
            assert_eq!(RealTime::from_key(status.key()), Some(status));
        }
        assert_eq!(RealTime::from_key("FRESH"), None);
    }

    proptest! {
        #[test]
        fn the_status_changes_at_the_next_change_and_not_before(age in 0..200_000_i64, now in 1_600_000_000..1_900_000_000_i64) {
            let now = DateTime::from_timestamp(now, 0).unwrap();
            let newest = Some(now - Duration::minutes(age));
            let status = RealTime::of(newest, now);
            if let Some(next) = RealTime::next_change(newest, now) {
                prop_assert_eq!(RealTime::of(newest, next - Duration::microseconds(1)), status);
                prop_assert_ne!(RealTime::of(newest, next), status);
            } else {
                prop_assert_eq!(status, RealTime::Silent);
            }
        }
    }
}
