//! Dates and ages in words: Bangkok's calendar, Buddhist years in Thai, common years in English.

use crate::Lang;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::kernel::bangkok;

impl Lang {
    /// A day, such as "1 ต.ค. 2566" or "1 Oct 2023".
    pub fn day(self, day: NaiveDate) -> String {
        let months = self.months_short();
        let month = months.split(' ').nth(day.month0() as usize).unwrap_or_default();
        format!("{} {month} {}", day.day(), self.year_number(day))
    }

    /// The Bangkok day of an instant.
    pub fn day_of(self, at: DateTime<Utc>) -> String {
        self.day(bangkok::date(at))
    }

    /// The time of day in Bangkok, such as "14:05 น.".
    pub fn clock(self, at: DateTime<Utc>) -> String {
        self.time_of_day(bangkok::time(at).format("%H:%M"))
    }

    /// A day as it is typed into a form, such as "2566-10-01" or "2023-10-01".
    pub fn day_typed(self, day: NaiveDate) -> String {
        format!("{}-{:02}-{:02}", self.year_number(day), day.month(), day.day())
    }

    /// An instant by Bangkok's clock, such as "1 ต.ค. 2566 เวลา 08:30 น." or "1 Oct 2023, 08:30".
    pub fn moment(self, at: DateTime<Utc>) -> String {
        self.day_and_time(self.day_of(at), bangkok::time(at).format("%H:%M"))
    }

    /// How long ago by Bangkok's calendar: today, yesterday, n days.
    pub fn days_ago(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        match bangkok::age_days(at, now) {
            0 => self.today().to_owned(),
            1 => self.yesterday().to_owned(),
            days => self.n_days_ago(days),
        }
    }

    fn year_number(self, day: NaiveDate) -> i32 {
        match self {
            Self::Th => bangkok::buddhist_year(day),
            Self::En => day.year(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_days_have_buddhist_years() {
        let day = NaiveDate::from_ymd_opt(2023, 10, 1).unwrap();
        assert_eq!(Lang::Th.day(day), "1 ต.ค. 2566");
        assert_eq!(Lang::En.day(day), "1 Oct 2023");
        assert_eq!(Lang::Th.day_typed(day), "2566-10-01");
        assert_eq!(Lang::En.day_typed(day), "2023-10-01");
    }

    #[test]
    fn an_instant_is_told_by_the_clock_of_bangkok() {
        let at = "2023-09-30T18:05:00Z".parse().unwrap();
        assert_eq!(Lang::Th.moment(at), "1 ต.ค. 2566 เวลา 01:05 น.");
        assert_eq!(Lang::En.moment(at), "1 Oct 2023, 01:05");
    }

    #[test]
    fn ages_are_counted_in_bangkok_days() {
        let now = "2024-05-02T01:00:00Z".parse().unwrap();
        let ago = |text: &str| Lang::Th.days_ago(text.parse().unwrap(), now);
        assert_eq!(ago("2024-05-01T17:30:00Z"), "วันนี้");
        assert_eq!(ago("2024-05-01T16:30:00Z"), "เมื่อวาน");
        assert_eq!(ago("2024-04-22T01:00:00Z"), "10 วันก่อน");
    }
}
