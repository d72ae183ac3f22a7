//! From which day the overview looks, at which fiscal year, and how far back. Reading it never
//! fails: what cannot be is brought to the nearest that can, with a [`Note`].

use crate::kernel::bangkok;
use crate::kernel::bangkok::BUDDHIST_OFFSET;
use crate::year::fiscal_year::FiscalYear;
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc};

/// How many weeks back one can look.
pub const PERIODS: [u32; 4] = [4, 12, 26, 52];

/// How many weeks it is where nothing is said.
const USUAL: u32 = 12;

/// The most districts or clusters that stand side by side.
pub const MOST_COMPARED: usize = 4;

/// What days and years there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Today in Bangkok.
    pub today: NaiveDate,
    /// The open fiscal years, ascending.
    pub years: Vec<FiscalYear>,
    /// The day of the first report, once there is one.
    pub first: Option<NaiveDate>,
}

/// Year, day and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standpoint {
    /// The fiscal year whose items and clusters are counted.
    pub year: FiscalYear,
    /// The day that is shown, from its end.
    pub day: NaiveDate,
    /// How many weeks back: one of [`PERIODS`].
    pub weeks: u32,
}

/// Why another day is shown than was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The day asked for is yet to come: today is shown.
    Ahead(NaiveDate),
    /// Nothing had been reported by then: the day of the first report is shown.
    BeforeFirst(NaiveDate),
}

/// The day that a page shows, whoever asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDay {
    /// The day, with the fiscal year that counts on it.
    pub standpoint: Standpoint,
    /// The days that there are.
    pub calendar: Calendar,
    /// Why it is another than was asked for.
    pub note: Option<Note>,
}

impl Calendar {
    /// The newest open year that has begun by `day`; before all of them the first.
    pub fn year_of(&self, day: NaiveDate) -> Option<FiscalYear> {
        let begun = self.years.iter().rfind(|year| year.starts() <= day);
        begun.or(self.years.first()).copied()
    }

    /// The day that a year is looked at from where none is given: today, or its last.
    pub fn day_of(&self, year: FiscalYear) -> NaiveDate {
        year.ends().min(self.today)
    }
}

impl Standpoint {
    /// The nearest standpoint to what an address says, with what was left out and why the day is
    /// another. `None` while no year is open.
    pub fn parse<'a>(
        given: impl Fn(&str) -> Option<&'a str>,
        calendar: &Calendar,
    ) -> Option<(Self, Vec<&'static str>, Option<Note>)> {
        let mut ignored = Vec::new();
        let mut take = |name: &'static str, known: bool| {
            if given(name).is_some() && !known {
                ignored.push(name);
            }
        };
        let asked = given("on").and_then(Self::day);
        take("on", asked.is_some());
        let (on, note) = asked.map_or((None, None), |day| calendar.nearest(day));
        let year = given("year").and_then(|year| FiscalYear::new(year.parse().ok()?));
        let year = year.filter(|year| calendar.years.contains(year));
        take("year", year.is_some());
        let weeks = given("weeks").and_then(|weeks| weeks.parse().ok());
        let weeks = weeks.filter(|weeks| PERIODS.contains(weeks));
        take("weeks", weeks.is_some());
        let year = year.or_else(|| calendar.year_of(on.unwrap_or(calendar.today)))?;
        let day = on.unwrap_or_else(|| calendar.day_of(year));
        Some((Self { year, day, weeks: weeks.unwrap_or(USUAL) }, ignored, note))
    }

    /// A day as date fields send it, `2024-05-31`; one of the Buddhist era, `2567-05-31`, is understood.
    pub fn day(text: &str) -> Option<NaiveDate> {
        let day: NaiveDate = text.parse().ok()?;
        match day.year() {
            2400..2800 => day.with_year(day.year() - BUDDHIST_OFFSET),
            _ => Some(day),
        }
    }

    /// As query parameters that lead back to it.
    pub fn pairs(&self, calendar: &Calendar) -> Vec<(&'static str, String)> {
        let on = (self.day != calendar.day_of(self.year)).then_some(self.day);
        let implied = calendar.year_of(on.unwrap_or(calendar.today));
        [
            ("year", (implied != Some(self.year)).then(|| self.year.to_string())),
            ("weeks", (self.weeks != USUAL).then(|| self.weeks.to_string())),
            ("on", on.map(|day| day.to_string())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// The last instant of a Bangkok day.
    pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
        bangkok::midnight(day + Duration::days(1)) - Duration::microseconds(1)
    }

    /// The days to count for: the day shown and those a week apart before it, ascending.
    pub fn days(&self) -> Vec<NaiveDate> {
        let weeks_back = (0..=i64::from(self.weeks)).rev();
        weeks_back.map(|weeks| self.day - Duration::weeks(weeks)).collect()
    }
}

impl ShownDay {
    /// The nearest day to the one that an address asks for with `on`. `None` while no year is open.
    pub fn nearest(on: &str, calendar: Calendar) -> Option<Self> {
        let given = |name: &str| (name == "on" && !on.is_empty()).then_some(on);
        let (standpoint, _, note) = Standpoint::parse(given, &calendar)?;
        Some(Self { standpoint, calendar, note })
    }

    /// The day that is shown, where it is over.
    pub fn past(&self) -> Option<NaiveDate> {
        Some(self.standpoint.day).filter(|day| *day < self.calendar.today)
    }
}

impl Calendar {
    fn nearest(&self, day: NaiveDate) -> (Option<NaiveDate>, Option<Note>) {
        let first = self.first.unwrap_or(day).min(self.today);
        if day > self.today {
            (Some(self.today), Some(Note::Ahead(day)))
        } else if day < first {
            (Some(first), Some(Note::BeforeFirst(day)))
        } else {
            (Some(day), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn calendar() -> Calendar {
        Calendar {
            today: "2026-11-20".parse().expect("a day"),
            years: (2567..=2570).filter_map(FiscalYear::new).collect(),
            first: "2023-11-02".parse().ok(),
        }
    }

    fn parse(pairs: &[(&str, &str)]) -> (Standpoint, Vec<&'static str>, Option<Note>) {
        let pairs: std::collections::HashMap<_, _> = pairs.iter().copied().collect();
        Standpoint::parse(|name| pairs.get(name).copied(), &calendar()).expect("a year is open")
    }

    #[test]
    fn without_a_word_it_is_today_and_twelve_weeks_back() {
        let (point, ignored, note) = parse(&[]);
        assert_eq!((point.year.number(), point.day, point.weeks), (2570, calendar().today, 12));
        assert_eq!((ignored, note), (vec![], None));
        assert_eq!(point.days().len(), 13);
        assert_eq!(point.days()[12], calendar().today);
    }

    #[test]
    fn a_year_that_is_over_is_looked_at_from_its_last_day() {
        let (point, ..) = parse(&[("year", "2568")]);
        assert_eq!(point.day.to_string(), "2025-09-30");
    }

    #[test]
    fn a_day_says_its_year_and_may_be_of_the_buddhist_era() {
        for on in ["2024-05-31", "2567-05-31"] {
            let (point, ignored, _) = parse(&[("on", on)]);
            assert_eq!((point.year.number(), point.day.to_string()), (2567, "2024-05-31".into()));
            assert_eq!(ignored, [""; 0]);
        }
    }

    #[test]
    fn what_cannot_be_is_brought_to_what_can_and_named() {
        let (point, ignored, note) = parse(&[("year", "2599"), ("weeks", "13"), ("on", "soon")]);
        assert_eq!(point, parse(&[]).0);
        assert_eq!((ignored, note), (vec!["on", "year", "weeks"], None));
        let (point, _, note) = parse(&[("on", "2030-01-01")]);
        assert_eq!(point.day, calendar().today);
        assert!(matches!(note, Some(Note::Ahead(_))));
        let (point, _, note) = parse(&[("on", "2001-01-01")]);
        assert_eq!(Some(point.day), calendar().first);
        assert!(matches!(note, Some(Note::BeforeFirst(_))));
    }

    #[test]
    fn a_page_shows_the_day_asked_for_and_without_one_today() {
        let shown = |on| ShownDay::nearest(on, calendar()).expect("a year is open");
        assert_eq!(shown("2567-05-31").past(), "2024-05-31".parse().ok());
        assert_eq!(shown("2001-01-01").past(), calendar().first);
        for on in ["", "soon", "2026-11-20", "2026-11-21"] {
            assert_eq!((shown(on).past(), shown(on).standpoint.day), (None, calendar().today));
        }
        let none = Calendar { years: Vec::new(), ..calendar() };
        assert_eq!(ShownDay::nearest("2024-05-31", none), None);
    }

    proptest! {
        #[test]
        fn the_address_of_a_standpoint_leads_back_to_it(back in 0..1114_i64, year in 2567..=2570_i32, weeks in 0..4_usize) {
            let day = calendar().today - Duration::days(back);
            let point = Standpoint { year: FiscalYear::new(year).unwrap(), day, weeks: PERIODS[weeks] };
            let pairs = point.pairs(&calendar());
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
            prop_assert_eq!(parse(&pairs), (point, vec![], None));
        }
    }
}
