//! The form of an error report.

use super::{LONGEST_CONTACT, Subject, sized, text};
use crate::kernel::error::{FieldError, Reason};
use crate::kernel::thai;

/// The form's fields, which are shown again when it could not be taken.
pub const FIELDS: [&str; 4] = ["about", "wrong", "correct", "contact"];

/// The values as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorReportForm {
    /// Key of a [`Subject`].
    pub about: String,
    /// What is wrong.
    pub wrong: String,
    /// How it should be.
    pub correct: String,
    /// How the sender can be reached; may be empty.
    pub contact: String,
}

/// A report that passed the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewErrorReport {
    /// The record whose page is wrong.
    pub about: Subject,
    /// What is wrong: 1–1,000 characters.
    pub wrong: String,
    /// How it should be: 1–1,000 characters.
    pub correct: String,
    /// How the sender can be reached: 1–200 characters in one line.
    pub contact: Option<String>,
}

impl NewErrorReport {
    /// The report in `form`, or a reason for each field that cannot be taken.
    pub fn parse(form: &ErrorReportForm) -> Result<Self, Vec<FieldError>> {
        let mut wrong_fields = Vec::new();
        let mut note = |field: &str, reason| wrong_fields.push(FieldError::new(field, reason));
        let about = Subject::parse(&form.about).ok_or(Reason::Unknown);
        let about = about.map_err(|reason| note("about", reason)).ok();
        let wrong = text(&form.wrong).map_err(|reason| note("wrong", reason)).ok();
        let correct = text(&form.correct).map_err(|reason| note("correct", reason)).ok();
        let contact = contact(&form.contact).map_err(|reason| note("contact", reason));
        match (about, wrong, correct, contact) {
            (Some(about), Some(wrong), Some(correct), Ok(contact)) => {
                Ok(Self { about, wrong, correct, contact })
            }
            _ => Err(wrong_fields),
        }
    }

    /// The whole content as one text: the same text sent twice is one report.
    pub fn canonical(&self) -> String {
        let contact = self.contact.as_deref().unwrap_or_default();
        [self.about.key().as_str(), &self.wrong, &self.correct, contact].join("\u{1f}")
    }
}

fn contact(typed: &str) -> Result<Option<String>, Reason> {
    match thai::line(typed) {
        line if line.is_empty() => Ok(None),
        line => sized(line, LONGEST_CONTACT).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ErrorReportForm {
        ErrorReportForm {
            about: "district:p-nan-1".into(),
            wrong: "เบอร์โทรศัพท์โทรไม่ติด".into(),
            correct: "054-710-000".into(),
            contact: String::new(),
        }
    }

    #[test]
    fn a_contact_may_be_missing_and_nothing_else() {
        assert!(NewErrorReport::parse(&form()).unwrap().contact.is_none());
        let wrong = NewErrorReport::parse(&ErrorReportForm::default()).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["about", "wrong", "correct"]);
    }

    #[test]
    fn every_field_has_its_limit() {
        let long = ErrorReportForm {
            wrong: "a".repeat(1001),
            correct: "b".repeat(1001),
            contact: "c".repeat(201),
            ..form()
        };
        let wrong = NewErrorReport::parse(&long).unwrap_err();
        let reasons: Vec<Reason> = wrong.iter().map(|one| one.reason).collect();
        assert_eq!(reasons, [Reason::TooLong(1000), Reason::TooLong(1000), Reason::TooLong(200)]);
    }
}
