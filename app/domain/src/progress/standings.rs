//! The newest report on each item of a year, as short as it travels within the map's page.

use super::ProgressKind;
use crate::kernel::bangkok;
use crate::progress::pin_status::{FRESH_DAYS, RealTime};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The newest report that counts, of one item or of all: of which kind, and on which Bangkok day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The report's kind.
    pub kind: ProgressKind,
    /// The Bangkok day on which it was posted.
    pub day: NaiveDate,
}

/// A district's standing on each item, by the item's place in the year's catalogue.
///
/// As text, one piece per item: `-` where nothing was reported, else the letter of the kind and the day
/// as three digits of base 36, counted from 1970 (which lasts until 2097). Nothing follows the last report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Standings(Vec<Option<Standing>>);

const NEVER: char = '-';
const RADIX: u32 = 36;
const DIGITS: usize = 3;

impl Standing {
    /// Of a report posted at an instant.
    pub fn new(kind: ProgressKind, posted_at: DateTime<Utc>) -> Self {
        Self { kind, day: bangkok::date(posted_at) }
    }

    /// The real-time status at `now` of who stands so.
    pub fn status(standing: Option<Self>, now: DateTime<Utc>) -> RealTime {
        RealTime::on(standing.map(|standing| standing.day), bangkok::date(now))
    }
}

impl Standings {
    /// By the item's place in the catalogue; items that nothing was reported on may be missing at the end.
    pub fn new(mut by_place: Vec<Option<Standing>>) -> Self {
        let reported = by_place.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        by_place.truncate(reported);
        Self(by_place)
    }

    /// The standing on the item at this place of the catalogue, where anything was reported.
    pub fn get(&self, place: usize) -> Option<Standing> {
        self.0.get(place).copied().flatten()
    }

    /// How many items were reported on within 30 whole Bangkok days.
    pub fn active_items(&self, now: DateTime<Utc>) -> i32 {
        let today = bangkok::date(now);
        let is_active = |one: &&Standing| bangkok::days_between(one.day, today) <= FRESH_DAYS;
        let active = self.0.iter().flatten().filter(is_active).count();
        i32::try_from(active).unwrap_or(i32::MAX)
    }
}

fn letter(kind: ProgressKind) -> char {
    match kind {
        ProgressKind::OnPlan => 'n',
        ProgressKind::Adjusted => 'a',
        ProgressKind::Output => 'o',
    }
}

fn write(standing: Standing, text: &mut String) {
    let largest = RADIX.pow(3) - 1;
    let day = (standing.day - NaiveDate::default()).num_days();
    let day = u32::try_from(day.max(0)).unwrap_or(largest).min(largest);
    text.push(letter(standing.kind));
    for place in [RADIX * RADIX, RADIX, 1] {
        text.extend(char::from_digit(day / place % RADIX, RADIX));
    }
}

fn read(kind: char, digits: &str) -> Option<Standing> {
    let kind = ProgressKind::ALL.into_iter().find(|one| letter(*one) == kind)?;
    let days = digits
        .chars()
        .try_fold(0, |day, digit| Some(day * u64::from(RADIX) + u64::from(digit.to_digit(RADIX)?)));
    let day = NaiveDate::default().checked_add_days(Days::new(days?))?;
    (digits.len() == DIGITS).then_some(Standing { kind, day })
}

impl From<Standings> for String {
    fn from(standings: Standings) -> Self {
        let mut text = Self::new();
        for standing in standings.0 {
            match standing {
                Some(standing) => write(standing, &mut text),
                None => text.push(NEVER),
            }
        }
        text
    }
}

impl TryFrom<String> for Standings {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const WRONG: &str = "standings are pieces of `-`, or a letter and three digits";
        let (mut by_place, mut rest) = (Vec::new(), text.as_str());
        while let Some(first) = rest.chars().next() {
            rest = &rest[first.len_utf8()..];
            if first == NEVER {
                by_place.push(None);
                continue;
            }
            let digits = rest.get(..DIGITS).ok_or(WRONG)?;
            by_place.push(Some(read(first, digits).ok_or(WRONG)?));
            rest = &rest[DIGITS..];
        }
        Ok(Self::new(by_place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standing() -> impl Strategy<Value = Option<Standing>> {
        let some = (proptest::sample::select(&ProgressKind::ALL[..]), 0..46_656_u64);
        proptest::option::of(some.prop_map(|(kind, day)| {
            let day = NaiveDate::default().checked_add_days(Days::new(day)).expect("a day");
            Standing { kind, day }
        }))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(by_place in proptest::collection::vec(standing(), 0..30)) {
            let standings = Standings::new(by_place.clone());
            let text = String::from(standings.clone());
            prop_assert!(text.len() <= 4 * by_place.len());
            prop_assert_eq!(Standings::try_from(text), Ok(standings.clone()));
            for (place, standing) in by_place.into_iter().enumerate() {
                prop_assert_eq!(standings.get(place), standing);
            }
        }

        #[test]
        fn what_somebody_else_has_written_does_no_harm(text in any::<String>()) {
            if let Ok(standings) = Standings::try_from(text) {
                let again = String::from(standings.clone());
                prop_assert_eq!(Standings::try_from(again), Ok(standings));
            }
        }
    }

    #[test]
    fn the_text_is_short() {
        let posted = "2024-02-29T17:00:00Z".parse().unwrap();
        let adjusted = Standing::new(ProgressKind::Adjusted, posted);
        let standings = Standings::new(vec![None, Some(adjusted), None]);
        assert_eq!(String::from(standings), "-af9j");
        assert_eq!(String::from(Standings::default()), "");
        for wrong in ["x", "nff", "nf+1", "nก1", "z123"] {
            assert!(Standings::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn items_are_active_for_30_whole_bangkok_days() {
        let now: DateTime<Utc> = "2024-05-01T03:00:00Z".parse().unwrap();
        let ago = |days| Some(Standing::new(ProgressKind::OnPlan, now - Days::new(days)));
        let standings = Standings::new(vec![ago(0), None, ago(30), ago(31)]);
        assert_eq!(standings.active_items(now), 2);
        assert_eq!(standings.active_items(now + Days::new(1)), 1);
        assert_eq!(Standing::status(standings.get(3), now), RealTime::Ageing);
        assert_eq!(Standing::status(standings.get(1), now), RealTime::Never);
    }
}
