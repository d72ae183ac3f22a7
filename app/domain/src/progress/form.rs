//! The report's form: plain strings as typed, and the report that they become.
//!
//! The same [`parse`] gives the sentence by the field in the browser and the verdict on the server.

#[cfg(test)]
mod tests;

use super::client_key::ClientKey;
use super::link::Link;
use super::new_report::{Amount, NewReport, Progress};
use super::{LONGEST_REMARK, LONGEST_TEXT, ProgressKind, line, paragraphs};
use crate::kernel::error::{FieldError, Reason};
use crate::kernel::written_number::WrittenNumber;
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of a unit.
const LONGEST_UNIT: u32 = 60;

/// What was typed, field by field; a field that was not sent is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Name of the item, as `2567/p1`.
    pub item: String,
    /// Key of the kind.
    pub kind: String,
    /// How it is going, 1–4,000 characters.
    pub text: String,
    /// For an adjusted plan: what changed, 1–2,000 characters.
    pub what_changed: String,
    /// For an adjusted plan: why, 1–2,000 characters.
    pub why: String,
    /// For an output: how many, with `unit`, or both empty.
    pub number: String,
    /// For an output: of what, 1–60 characters.
    pub unit: String,
    /// An address on the web, or empty.
    pub link: String,
    /// A story, at most 4,000 characters, or empty.
    pub story: String,
    /// The form's key, 32 hexadecimal digits.
    pub key: String,
    /// Row id of the report that this one corrects, or empty.
    pub corrects: String,
    /// When the device says that it was written, in milliseconds since 1970 UTC; empty without a script.
    pub written_at: String,
}

/// The names of the fields, in the order of [`ReportForm`].
pub const FIELDS: [&str; 12] = [
    "item",
    "kind",
    "text",
    "what_changed",
    "why",
    "number",
    "unit",
    "link",
    "story",
    "key",
    "corrects",
    "written_at",
];

impl ReportForm {
    /// The form in which `typed` gives what stands in each field.
    pub fn read(mut typed: impl FnMut(&str) -> String) -> Self {
        let [
            item,
            kind,
            text,
            what_changed,
            why,
            number,
            unit,
            link,
            story,
            key,
            corrects,
            written_at,
        ] = FIELDS.map(&mut typed);
        Self {
            item,
            kind,
            text,
            what_changed,
            why,
            number,
            unit,
            link,
            story,
            key,
            corrects,
            written_at,
        }
    }

    /// Each field's name with what stands in it, in the order of [`FIELDS`].
    pub fn fields(&self) -> [(&'static str, &str); 12] {
        let typed = [
            &self.item,
            &self.kind,
            &self.text,
            &self.what_changed,
            &self.why,
            &self.number,
            &self.unit,
            &self.link,
            &self.story,
            &self.key,
            &self.corrects,
            &self.written_at,
        ];
        std::array::from_fn(|place| (FIELDS[place], typed[place].as_str()))
    }
}

/// The report in a form, or every field that cannot be taken, in the order of the form.
pub fn parse(form: &ReportForm) -> Result<NewReport, Vec<FieldError>> {
    let mut wrong = Wrong(Vec::new());
    let item = wrong.needed("item", &form.item, ItemName::parse);
    let kind = wrong.needed("kind", &form.kind, ProgressKind::from_key);
    let text = wrong.keep("text", paragraphs(&form.text, LONGEST_TEXT));
    let progress = kind.and_then(|kind| progress(form, kind, &mut wrong));
    let link = wrong.optional("link", &form.link, Link::parse);
    let story = wrong.optional("story", &form.story, |typed| paragraphs(typed, LONGEST_TEXT));
    let key = wrong.needed("key", &form.key, ClientKey::parse);
    let corrects = wrong.optional("corrects", &form.corrects, row_id);
    match (item, progress, text, key) {
        (Some(item), Some(progress), Some(text), Some(key)) if wrong.0.is_empty() => {
            let written_at = written_at(&form.written_at);
            Ok(NewReport { item, progress, text, link, story, key, corrects, written_at })
        }
        _ => Err(wrong.0),
    }
}

/// What only `kind` has. Text in a field of another kind is refused: nothing typed is lost silently.
fn progress(form: &ReportForm, kind: ProgressKind, wrong: &mut Wrong) -> Option<Progress> {
    if kind != ProgressKind::Adjusted {
        wrong.unfit(
            &[("what_changed", &form.what_changed), ("why", &form.why)],
            Reason::OnlyForAdjusted,
        );
    }
    if kind != ProgressKind::Output {
        wrong.unfit(&[("number", &form.number), ("unit", &form.unit)], Reason::OnlyForOutput);
    }
    match kind {
        ProgressKind::OnPlan => Some(Progress::OnPlan),
        ProgressKind::Adjusted => {
            let mut remark = |field, typed| {
                let text = paragraphs(typed, LONGEST_REMARK).map_err(|reason| match reason {
                    Reason::Missing => Reason::NeededForAdjusted,
                    other => other,
                });
                wrong.keep(field, text)
            };
            let what_changed = remark("what_changed", &form.what_changed);
            let why = remark("why", &form.why);
            Some(Progress::Adjusted { what_changed: what_changed?, why: why? })
        }
        ProgressKind::Output => Some(Progress::Output(amount(form, wrong))),
    }
}

/// Number and unit go together; `None` where both are empty, and where something is wrong.
fn amount(form: &ReportForm, wrong: &mut Wrong) -> Option<Amount> {
    let number = wrong.optional("number", &form.number, |typed| {
        WrittenNumber::parse(typed).map_err(Reason::Number)
    });
    let unit = wrong.optional("unit", &form.unit, |typed| line(typed, LONGEST_UNIT));
    match (is_blank(&form.number), is_blank(&form.unit)) {
        (false, true) => wrong.keep("unit", Err(Reason::NeededWithNumber)),
        (true, false) => wrong.keep("number", Err(Reason::NeededWithUnit)),
        _ => Some(Amount { number: number?, unit: unit? }),
    }
}

fn row_id(typed: &str) -> Result<i64, Reason> {
    typed.trim().parse().ok().filter(|id| *id > 0).ok_or(Reason::BadForm)
}

/// A device's clock may say anything; what cannot be read is no reason to refuse a report.
fn written_at(typed: &str) -> Option<DateTime<Utc>> {
    typed.parse().ok().and_then(DateTime::from_timestamp_millis)
}

/// The refusals gathered so far.
struct Wrong(Vec<FieldError>);

impl Wrong {
    /// The value, or its refusal noted.
    fn keep<T>(&mut self, field: &str, value: Result<T, Reason>) -> Option<T> {
        value.map_err(|reason| self.0.push(FieldError::new(field, reason))).ok()
    }

    /// A value that is one of those that exist.
    fn needed<T>(
        &mut self,
        field: &str,
        typed: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let reason = if typed.is_empty() { Reason::Missing } else { Reason::Unknown };
        self.keep(field, parse(typed).ok_or(reason))
    }

    /// `None` where nothing was typed that can be seen, too.
    fn optional<T>(
        &mut self,
        field: &str,
        typed: &str,
        parse: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Option<T> {
        if is_blank(typed) { None } else { self.keep(field, parse(typed)) }
    }

    /// Notes those fields that are not blank.
    fn unfit(&mut self, fields: &[(&str, &str)], reason: Reason) {
        for (field, _) in fields.iter().filter(|(_, typed)| !is_blank(typed)) {
            self.0.push(FieldError::new(field, reason));
        }
    }
}

fn is_blank(typed: &str) -> bool {
    typed.chars().all(|letter| letter.is_whitespace() || crate::kernel::thai::is_invisible(letter))
}
