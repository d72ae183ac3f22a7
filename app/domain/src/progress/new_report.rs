//! A report that passed the form: what is stored, and what its digest is taken of.

use super::ProgressKind;
use super::client_key::ClientKey;
use super::form::ReportForm;
use super::link::Link;
use crate::kernel::written_number::WrittenNumber;
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A report that can be posted. All texts are normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The item.
    pub item: ItemName,
    /// The kind with what only this kind has.
    pub progress: Progress,
    /// How it is going.
    pub text: String,
    /// Where to see more.
    pub link: Option<Link>,
    /// A story.
    pub story: Option<String>,
    /// Makes it safe to send twice.
    pub key: ClientKey,
    /// Row id of the report that this one corrects.
    pub corrects: Option<i64>,
    /// When the device says that it was written. Not part of the content: the server's clock decides.
    pub written_at: Option<DateTime<Utc>>,
}

/// A kind with what only this kind has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// As planned.
    OnPlan,
    /// The plan was adjusted.
    Adjusted {
        /// What changed.
        what_changed: String,
        /// Why.
        why: String,
    },
    /// There is an output, counted where it can be counted.
    Output(Option<Amount>),
}

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How many.
    pub number: WrittenNumber,
    /// Of what.
    pub unit: String,
}

impl Progress {
    /// The kind alone.
    pub fn kind(&self) -> ProgressKind {
        match self {
            Self::OnPlan => ProgressKind::OnPlan,
            Self::Adjusted { .. } => ProgressKind::Adjusted,
            Self::Output(_) => ProgressKind::Output,
        }
    }
}

impl NewReport {
    /// The form that becomes this report: to begin a correction from, and to compare.
    pub fn to_form(&self) -> ReportForm {
        let mut form = ReportForm {
            item: self.item.to_string(),
            kind: self.progress.kind().key().to_owned(),
            text: self.text.clone(),
            link: self.link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default(),
            story: self.story.clone().unwrap_or_default(),
            key: self.key.to_string(),
            corrects: self.corrects.map(|id| id.to_string()).unwrap_or_default(),
            ..ReportForm::default()
        };
        match &self.progress {
            Progress::OnPlan | Progress::Output(None) => {}
            Progress::Adjusted { what_changed, why } => {
                form.what_changed.clone_from(what_changed);
                form.why.clone_from(why);
            }
            Progress::Output(Some(amount)) => {
                form.number = amount.number.to_string();
                form.unit.clone_from(&amount.unit);
            }
        }
        form
    }

    /// What the digest of the content is taken of: all fields but the key and the device's time, each ended by U+001F,
    /// which no field can contain. Equal exactly for equal content. The district is not in it.
    pub fn canonical(&self) -> String {
        let form = self.to_form();
        [
            form.item,
            form.kind,
            form.text,
            form.what_changed,
            form.why,
            form.number,
            form.unit,
            form.link,
            form.story,
            form.corrects,
        ]
        .iter()
        .flat_map(|field| [field.as_str(), "\u{1f}"])
        .collect()
    }
}
