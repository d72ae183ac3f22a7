//! Photos of an office and of who leads it: whose one is, and what has to be said about it.

use crate::file::{AltText, Consent, ShownFile};
use crate::kernel::error::{FieldError, Reason};
use std::collections::BTreeMap;

/// The form's fields that may be shown again; a browser never lets a chosen file be.
pub const FIELDS: [&str; 3] = ["form_of", "alt", "consent"];

/// Whose photo it is. An office has one at a time, and so has each entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The office's.
    Office,
    /// That of who has the entry with this number, as of [`Person::no`](super::person::Person::no).
    Person(i64),
}

/// What can be put up once there is a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPhoto {
    /// What is to be seen. `None` of a person: post and name stand in the entry, and are said from there.
    pub alt: Option<AltText>,
    /// Whether people can be recognised, and agree.
    pub consent: Consent,
}

/// The photos of a district, as they stand or stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Photos {
    /// The office.
    pub office: Option<ShownFile>,
    /// Who leads and led it, by the number of the entry.
    pub people: BTreeMap<i64, ShownFile>,
}

impl Subject {
    /// The name of its form, and the key in the log of events.
    pub fn key(self) -> String {
        match self {
            Self::Office => "photo-office".to_owned(),
            Self::Person(no) => format!("photo-{no}"),
        }
    }

    /// The subject with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix("photo-")? {
            "office" => Some(Self::Office),
            no => no.parse().ok().filter(|no| *no > 0).map(Self::Person),
        }
    }
}

impl Photos {
    /// The photo of a subject.
    pub fn of(&self, subject: Subject) -> Option<&ShownFile> {
        match subject {
            Subject::Office => self.office.as_ref(),
            Subject::Person(no) => self.people.get(&no),
        }
    }
}

/// What a form says about a photo of `subject`, or every field to be mended. `typed` gives what stands in a
/// field. Whoever is seen in a photo of their own can be recognised, so that nothing but their consent will do.
pub fn parse<'a>(
    subject: Subject,
    typed: impl Fn(&'static str) -> &'a str,
) -> Result<NewPhoto, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut note = |field: &str, reason| wrong.push(FieldError::new(field, reason));
    let alt = match subject {
        Subject::Office => AltText::parse(typed("alt")).map(Some),
        Subject::Person(_) => Ok(None),
    };
    let alt = alt.map_err(|reason| note("alt", reason));
    let consent = consent(subject, typed("consent")).map_err(|reason| note("consent", reason));
    match (alt, consent) {
        (Ok(alt), Ok(consent)) => Ok(NewPhoto { alt, consent }),
        _ => Err(wrong),
    }
}

fn consent(subject: Subject, typed: &str) -> Result<Consent, Reason> {
    match (subject, Consent::from_key(typed)) {
        (Subject::Office, Some(consent)) | (_, Some(consent @ Consent::Given)) => Ok(consent),
        (_, None) if typed.is_empty() => Err(Reason::Missing),
        _ => Err(Reason::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(
        subject: Subject,
        alt: &'static str,
        consent: &'static str,
    ) -> Result<NewPhoto, String> {
        let parsed = parse(subject, |field| if field == "alt" { alt } else { consent });
        parsed.map_err(|wrong| {
            let named = wrong.iter().map(|one| format!("{} {:?}", one.field, one.reason));
            named.collect::<Vec<_>>().join(", ")
        })
    }

    #[test]
    fn keys_lead_back() {
        for subject in [Subject::Office, Subject::Person(1), Subject::Person(12)] {
            assert_eq!(Subject::from_key(&subject.key()), Some(subject));
        }
        for strange in ["", "office", "photo-", "photo-0", "photo--1", "photo-x", "person-1"] {
            assert_eq!(Subject::from_key(strange), None, "{strange}");
        }
    }

    #[test]
    fn a_person_has_to_agree_and_is_never_described_twice() {
        let photo = said(Subject::Person(1), "ไม่ใช้", "given").unwrap();
        assert_eq!((photo.alt, photo.consent), (None, Consent::Given));
        assert_eq!(said(Subject::Person(1), "", ""), Err("consent Missing".to_owned()));
        assert_eq!(said(Subject::Person(1), "", "nobody"), Err("consent Unknown".to_owned()));
    }

    #[test]
    fn of_an_office_it_is_said_what_is_to_be_seen_and_whether_somebody_is() {
        let photo = said(Subject::Office, "  อาคาร\nสองชั้น ", "nobody").unwrap();
        assert_eq!(photo.alt.unwrap().as_str(), "อาคาร สองชั้น");
        assert_eq!(photo.consent, Consent::Nobody);
        let wrong = Err("alt Missing, consent Missing".to_owned());
        assert_eq!(said(Subject::Office, " ", ""), wrong);
        assert_eq!(said(Subject::Office, "อาคาร", "x"), Err("consent Unknown".to_owned()));
    }
}
