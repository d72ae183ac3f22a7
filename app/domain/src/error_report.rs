//! Error reports: a visitor says what is wrong on a public page; the office answers and so closes the report.

mod form;
mod shown;

pub use form::{ErrorReportForm, FIELDS, NewErrorReport};
pub use shown::{ErrorReportState, ErrorReportStatus, OpenErrorReport, OpenErrorReports};

use crate::kernel::bangkok;
use crate::kernel::error::Reason;
use crate::kernel::thai;
use crate::place::district::Slug;
use chrono::{DateTime, Utc};

/// Most characters of what is wrong, of how it should be, and of an answer (Unicode scalar values).
pub const LONGEST_TEXT: u32 = 1000;
/// Most characters of a contact (Unicode scalar values).
pub const LONGEST_CONTACT: u32 = 200;
/// The office has this many days of Bangkok's calendar; then the M&E officers hold the report.
pub const OFFICE_DAYS: i64 = 14;
/// A closed report is deleted after this many days.
pub const KEPT_DAYS: i64 = 365;
/// Reports taken from one network address in an hour.
pub const PER_HOUR: u32 = 10;

/// The record whose page is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A district.
    District(Slug),
    /// A school, by its ten-digit code.
    School(String),
}

impl Subject {
    /// From `district:p-nan-1` or `school:1050010000`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("district", slug) => Slug::parse(slug).map(Self::District),
            ("school", code) if code.len() == 10 && code.bytes().all(|b| b.is_ascii_digit()) => {
                Some(Self::School(code.to_owned()))
            }
            _ => None,
        }
    }

    /// As [`parse`](Self::parse) reads it.
    pub fn key(&self) -> String {
        match self {
            Self::District(slug) => format!("district:{slug}"),
            Self::School(code) => format!("school:{code}"),
        }
    }

    /// The record whose public page is at `path`, if it is one.
    pub fn of_page(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.split('/');
        match (parts.next()?, parts.next()?, parts.next(), parts.next()) {
            ("districts", slug, None | Some("schools"), None) => {
                Slug::parse(slug).map(Self::District)
            }
            ("schools", code, None, None) => Self::parse(&format!("school:{code}")),
            _ => None,
        }
    }

    /// The address of the form about it.
    pub fn report_address(&self) -> String {
        format!("/report-error?about={}", self.key())
    }

    /// The address of its public page.
    pub fn address(&self) -> String {
        match self {
            Self::District(slug) => format!("/districts/{slug}"),
            Self::School(code) => format!("/schools/{code}"),
        }
    }
}

/// Who has to answer an open report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The office that it concerns.
    Office,
    /// The M&E officers: the office let its days pass, or there is none.
    MonitoringOfficers,
}

impl Holder {
    /// The holder of an open report received at `received_at`.
    pub fn of(office: Option<&Slug>, received_at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        match office {
            Some(_) if bangkok::age_days(received_at, now) <= OFFICE_DAYS => Self::Office,
            _ => Self::MonitoringOfficers,
        }
    }
}

/// The sentence that closes a report: 1–1,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer(String);

impl Answer {
    /// The answer in `typed`, normalised.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        text(typed).map(Self)
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn text(typed: &str) -> Result<String, Reason> {
    sized(thai::paragraphs(typed), LONGEST_TEXT)
}

fn sized(text: String, longest: u32) -> Result<String, Reason> {
    match u32::try_from(text.chars().count()) {
        Ok(0) => Err(Reason::Missing),
        Ok(length) if length <= longest => Ok(text),
        _ => Err(Reason::TooLong(longest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_subject_reads_as_it_is_written_and_nothing_else_does() {
        for text in ["district:p-nan-1", "school:1050010000"] {
            assert_eq!(Subject::parse(text).unwrap().key(), text);
        }
        for text in ["", "district:", "school:12", "school:105001000x", "p-nan-1", "account:1"] {
            assert_eq!(Subject::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_public_page_of_a_district_or_school_has_its_subject() {
        let key = |path| Subject::of_page(path).map(|about| about.key());
        for path in ["/districts/p-nan-1", "/districts/p-nan-1/schools"] {
            assert_eq!(key(path).as_deref(), Some("district:p-nan-1"), "{path}");
        }
        assert_eq!(key("/schools/1050010000").as_deref(), Some("school:1050010000"));
        for path in ["/", "/schools", "/districts/p-nan-1/edit", "/schools/x", "/about"] {
            assert_eq!(key(path), None, "{path}");
        }
    }

    #[test]
    fn the_office_holds_a_report_for_fourteen_days_of_the_calendar() {
        let office = Slug::parse("p-nan-1");
        let received = at("2026-11-01T16:59:59Z"); // 23:59:59 on 1 November in Bangkok
        let holder = |now| Holder::of(office.as_ref(), received, now);
        assert_eq!(holder(received), Holder::Office);
        assert_eq!(holder(at("2026-11-15T16:59:59Z")), Holder::Office);
        assert_eq!(holder(at("2026-11-15T17:00:00Z")), Holder::MonitoringOfficers);
        assert_eq!(
            Holder::of(None, received, received + Duration::seconds(1)),
            Holder::MonitoringOfficers
        );
    }

    #[test]
    fn an_answer_needs_a_text_of_at_most_a_thousand_characters() {
        assert_eq!(Answer::parse(" \u{200b} "), Err(Reason::Missing));
        assert!(Answer::parse(&"ก".repeat(1000)).is_ok());
        assert_eq!(Answer::parse(&"ก".repeat(1001)), Err(Reason::TooLong(1000)));
    }
}
