//! Bangkok's calendar. Thailand has one offset, UTC+7, and no summer time.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};

/// Bangkok is ahead of UTC by this many hours.
const OFFSET_HOURS: i64 = 7;

/// The Buddhist era is ahead of the common era by this many years.
pub const BUDDHIST_OFFSET: i32 = 543;

/// The calendar day in Bangkok at an instant.
pub fn date(at: DateTime<Utc>) -> NaiveDate {
    (at + Duration::hours(OFFSET_HOURS)).date_naive()
}

/// The time of day in Bangkok at an instant.
pub fn time(at: DateTime<Utc>) -> NaiveTime {
    (at + Duration::hours(OFFSET_HOURS)).time()
}

/// The instant at which a Bangkok day begins.
pub fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - Duration::hours(OFFSET_HOURS)
}

/// Whole Bangkok days from `then` to `now`; 0 on the same day and for a `then` in the future.
pub fn age_days(then: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    days_between(date(then), date(now))
}

/// Days from one to another; 0 where the other is no later.
pub fn days_between(then: NaiveDate, now: NaiveDate) -> i64 {
    (now - then).num_days().max(0)
}

/// The year of a date in the Buddhist era.
pub fn buddhist_year(day: NaiveDate) -> i32 {
    day.year() + BUDDHIST_OFFSET
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an RFC 3339 instant")
    }

    #[test]
    fn the_day_turns_at_seventeen_hours_utc() {
        assert_eq!(date(at("2024-09-30T16:59:59Z")), NaiveDate::from_ymd_opt(2024, 9, 30).unwrap());
        assert_eq!(date(at("2024-09-30T17:00:00Z")), NaiveDate::from_ymd_opt(2024, 10, 1).unwrap());
    }

    #[test]
    fn midnight_is_the_first_instant_of_its_day() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        assert_eq!(date(midnight(day)), day);
        assert_eq!(date(midnight(day) - Duration::microseconds(1)), day.pred_opt().unwrap());
    }

    #[test]
    fn an_age_counts_days_not_hours_and_is_never_negative() {
        assert_eq!(age_days(at("2024-01-01T16:59:00Z"), at("2024-01-01T17:01:00Z")), 1);
        assert_eq!(age_days(at("2024-01-02T00:00:00Z"), at("2024-01-01T00:00:00Z")), 0);
        let now = Utc.with_ymd_and_hms(2024, 3, 1, 0, 0, 0).unwrap();
        assert_eq!(age_days(now - Duration::days(60), now), 60);
    }
}
