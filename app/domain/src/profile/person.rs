//! Who directs an office and who deputises, with their terms; past ones are kept.

use crate::kernel::bangkok::BUDDHIST_OFFSET;
use crate::kernel::error::{FieldError, Reason};
use crate::kernel::thai;
use chrono::{Datelike as _, NaiveDate};

/// Most characters of a name.
const LONGEST_NAME: u32 = 120;

/// What somebody is in the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Post {
    /// Directs it.
    Director,
    /// Deputises.
    Deputy,
}

/// Somebody who holds or held a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Which entry of the district it is, counted from 1.
    pub no: i64,
    /// Version of the entry, from 1.
    pub version: i64,
    /// What the person is.
    pub post: Post,
    /// `None` where it was erased as the data-protection act demands.
    pub name: Option<String>,
    /// Personal number; `None` also for who may not see it.
    pub mobile: Option<String>,
    /// The first day of the term, where known.
    pub from: Option<NaiveDate>,
    /// The last day of the term; `None` while it goes on.
    pub until: Option<NaiveDate>,
}

/// What is recorded of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What the person is.
    pub post: Post,
    /// Title and name, 1–120 characters.
    pub name: String,
    /// Personal number, never public.
    pub mobile: Option<String>,
    /// The first day of the term, where known.
    pub from: Option<NaiveDate>,
    /// The last day, where it is over or known.
    pub until: Option<NaiveDate>,
}

/// The fields of the form, in its order.
pub const FIELDS: [&str; 5] = ["post", "person_name", "person_mobile", "from", "until"];

impl Post {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Director, Self::Deputy];

    /// The key in forms and the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Director => "director",
            Self::Deputy => "deputy",
        }
    }

    /// The post with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|post| post.key() == key)
    }
}

impl Person {
    /// Whether the term covers a day; a term without first day has begun.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Entry {
    /// The entry in a form, or every field that cannot be taken. `typed` gives what stands in a field.
    pub fn parse<'a>(typed: impl Fn(&'static str) -> &'a str) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let post = keep(&mut wrong, "post", Post::from_key(typed("post")).ok_or(Reason::Unknown));
        let name = keep(&mut wrong, "person_name", name(typed("person_name")));
        let mobile = super::value::parse(super::concept::Kind::Telephone, typed("person_mobile"));
        let mobile = keep(&mut wrong, "person_mobile", mobile);
        let from = keep(&mut wrong, "from", day(typed("from")));
        let until = keep(&mut wrong, "until", day(typed("until")));
        let (Some(post), Some(name), Some(mobile), Some(from), Some(until)) =
            (post, name, mobile, from, until)
        else {
            return Err(wrong);
        };
        if until.is_some() && until < from {
            return Err(vec![FieldError::new("until", Reason::EndsBeforeItBegins)]);
        }
        Ok(Self { post, name, mobile, from, until })
    }

    /// All of it on one line, for its digest.
    pub fn canonical(&self) -> String {
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let mobile = self.mobile.clone().unwrap_or_default();
        [self.post.key().to_owned(), self.name.clone(), mobile, day(self.from), day(self.until)]
            .join("\u{1f}")
    }
}

fn keep<T>(wrong: &mut Vec<FieldError>, field: &str, parsed: Result<T, Reason>) -> Option<T> {
    parsed.map_err(|reason| wrong.push(FieldError::new(field, reason))).ok()
}

fn name(typed: &str) -> Result<String, Reason> {
    let name = thai::line(typed);
    match name.chars().count() {
        0 => Err(Reason::Missing),
        long if long > LONGEST_NAME as usize => Err(Reason::TooLong(LONGEST_NAME)),
        _ => Ok(name),
    }
}

/// A day as `2566-10-01` or `1/10/2566`; years from 2400 on are Buddhist.
pub fn day(typed: &str) -> Result<Option<NaiveDate>, Reason> {
    let typed = thai::line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let parts: Vec<u32> = typed
        .split(['-', '/', '.'])
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| Reason::BadDay)?;
    let (year, month, day) = match parts[..] {
        [year, month, day] if year > 31 => (year, month, day),
        [day, month, year] => (year, month, day),
        _ => return Err(Reason::BadDay),
    };
    let year = i32::try_from(year).map_err(|_| Reason::BadDay)?;
    let year = if year >= 2400 { year - BUDDHIST_OFFSET } else { year };
    let day = NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::BadDay)?;
    (1900..2200).contains(&day.year()).then_some(Some(day)).ok_or(Reason::BadDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(typed: &[(&str, &'static str)]) -> Result<Entry, Vec<FieldError>> {
        Entry::parse(|field| {
            typed.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text)
        })
    }

    #[test]
    fn days_are_understood_in_either_era_and_order() {
        let first = NaiveDate::from_ymd_opt(2023, 10, 1);
        for typed in ["2566-10-01", "2023-10-01", "1/10/2566", "๑/๑๐/๒๕๖๖", "1.10.2566"]
        {
            assert_eq!(day(typed), Ok(first), "{typed}");
        }
        for bad in ["2566", "31/2/2566", "1/10/66", "soon", "0-0-0", "9999-01-01"] {
            assert_eq!(day(bad), Err(Reason::BadDay), "{bad}");
        }
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let wrong = entry(&[("from", "x"), ("person_mobile", "1")]).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["post", "person_name", "person_mobile", "from"]);
        let typed = [
            ("post", "deputy"),
            ("person_name", "ก"),
            ("from", "2566-10-01"),
            ("until", "2566-09-30"),
        ];
        assert_eq!(entry(&typed).unwrap_err()[0].reason, Reason::EndsBeforeItBegins);
    }

    #[test]
    fn a_term_covers_its_first_and_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let (from, until) = (day("2023-10-01"), day("2024-09-30"));
        let person = |from, until| {
            let (post, name) = (Post::Director, None);
            Person { no: 1, version: 1, post, name, mobile: None, from, until }
        };
        let on = |one: Person, text| one.holds_on(day(text).unwrap());
        assert!(on(person(from, until), "2023-10-01") && on(person(from, until), "2024-09-30"));
        assert!(!on(person(from, until), "2023-09-30") && !on(person(from, until), "2024-10-01"));
        assert!(on(person(None, None), "1999-01-01"));
    }
}
