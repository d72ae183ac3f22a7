//! The form beside a file: what has to be said about it.

use super::{Consent, LONGEST_ALT, Purpose};
use crate::kernel::error::{FieldError, Reason};
use crate::kernel::thai;

/// The form's fields that may be shown again; a browser never lets a chosen file be.
pub const FIELDS: [&str; 4] = ["alt", "purpose", "consent", "again"];

/// What somebody who cannot see the picture is told instead: 1–300 characters in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AltText(String);

impl AltText {
    /// The text in `typed`, normalised.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let text = thai::line(typed);
        match u32::try_from(text.chars().count()) {
            Ok(0) => Err(Reason::Missing),
            Ok(length) if length <= LONGEST_ALT => Ok(Self(text)),
            _ => Err(Reason::TooLong(LONGEST_ALT)),
        }
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What was typed, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttachForm {
    /// What is to be seen.
    pub alt: String,
    /// Key of a [`Purpose`].
    pub purpose: String,
    /// Key of a [`Consent`].
    pub consent: String,
    /// Row id of something attached before whose file is used again; empty where a file is sent.
    pub again: String,
}

/// What can be attached once there is a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// What is to be seen.
    pub alt: AltText,
    /// What it is to the record.
    pub purpose: Purpose,
    /// Whether people can be recognised, and agree.
    pub consent: Consent,
    /// Row id of something attached before whose file is used again.
    pub again: Option<i64>,
}

/// What the form says, or every field to be mended.
pub fn parse(form: &AttachForm) -> Result<NewEvidence, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut note = |field: &str, reason| wrong.push(FieldError::new(field, reason));
    let alt = AltText::parse(&form.alt).map_err(|reason| note("alt", reason)).ok();
    let purpose = choice(&form.purpose, Purpose::from_key);
    let purpose = purpose.map_err(|reason| note("purpose", reason)).ok();
    let consent = choice(&form.consent, Consent::from_key);
    let consent = consent.map_err(|reason| note("consent", reason)).ok();
    let again = match form.again.as_str() {
        "" => Ok(None),
        id => id.parse::<i64>().map(Some).map_err(|_| note("again", Reason::Unknown)),
    };
    match (alt, purpose, consent, again) {
        (Some(alt), Some(purpose), Some(consent), Ok(again)) => {
            Ok(NewEvidence { alt, purpose, consent, again })
        }
        _ => Err(wrong),
    }
}

/// Field names of the form in which each file of a record gets its own text: this, then the row id of its being
/// attached.
pub const TEXT_FIELD: &str = "alt-";

/// The name of a file's field there.
pub fn text_field(id: i64) -> String {
    format!("{TEXT_FIELD}{id}")
}

/// What that form says, by row id, or every field to be mended. Other fields are none of its business.
pub fn parse_texts<'a>(
    fields: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<(i64, AltText)>, Vec<FieldError>> {
    let (mut texts, mut wrong) = (Vec::new(), Vec::new());
    for (field, typed) in fields {
        let Some(id) = field.strip_prefix(TEXT_FIELD) else { continue };
        match (id.parse::<i64>(), AltText::parse(typed)) {
            (Ok(id), Ok(text)) => texts.push((id, text)),
            (Err(_), _) => wrong.push(FieldError::new(field, Reason::Unknown)),
            (_, Err(reason)) => wrong.push(FieldError::new(field, reason)),
        }
    }
    if wrong.is_empty() { Ok(texts) } else { Err(wrong) }
}

fn choice<T>(typed: &str, from_key: impl Fn(&str) -> Option<T>) -> Result<T, Reason> {
    match typed {
        "" => Err(Reason::Missing),
        key => from_key(key).ok_or(Reason::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(alt: &str, purpose: &str, consent: &str, again: &str) -> AttachForm {
        let [alt, purpose, consent, again] = [alt, purpose, consent, again].map(str::to_owned);
        AttachForm { alt, purpose, consent, again }
    }

    #[test]
    fn a_whole_form_is_taken_and_its_text_normalised() {
        let new = parse(&typed("  เด็กอ่าน\nหนังสือ ", "photo", "given", "7")).unwrap();
        assert_eq!(new.alt.as_str(), "เด็กอ่าน หนังสือ");
        assert_eq!(
            (new.purpose, new.consent, new.again),
            (Purpose::Photo, Consent::Given, Some(7))
        );
    }

    #[test]
    fn every_field_to_be_mended_is_named_at_once() {
        let wrong = parse(&typed(" \u{200b}", "cat", "", "x")).unwrap_err();
        let named: Vec<(&str, Reason)> =
            wrong.iter().map(|one| (one.field.as_str(), one.reason)).collect();
        assert_eq!(
            named,
            [
                ("alt", Reason::Missing),
                ("purpose", Reason::Unknown),
                ("consent", Reason::Missing),
                ("again", Reason::Unknown),
            ]
        );
        let long = parse(&typed(&"ก".repeat(301), "photo", "nobody", "")).unwrap_err();
        assert_eq!(long, [FieldError::new("alt", Reason::TooLong(300))]);
    }

    #[test]
    fn each_file_has_a_field_of_its_own_and_every_wrong_one_is_named() {
        let right = [("report", "1"), ("alt-7", " ครู\nอ่าน "), ("alt-9", "เด็ก")];
        let texts = parse_texts(right).unwrap();
        let texts: Vec<(i64, &str)> = texts.iter().map(|(id, text)| (*id, text.as_str())).collect();
        assert_eq!(texts, [(7, "ครู อ่าน"), (9, "เด็ก")]);
        assert_eq!(text_field(7), "alt-7");
        let long = "ก".repeat(301);
        let wrong =
            parse_texts([("alt-7", " "), ("alt-8", "ครู"), ("alt-9", &*long), ("alt-x", "ครู")]);
        let reasons = [
            ("alt-7", Reason::Missing),
            ("alt-9", Reason::TooLong(300)),
            ("alt-x", Reason::Unknown),
        ];
        assert_eq!(
            wrong,
            Err(reasons.map(|(field, reason)| FieldError::new(field, reason)).to_vec())
        );
    }
}
