//! A district's progress on an item: what is typed, what it becomes, and what follows.

pub mod pin_status;

pub mod answer;
pub mod client_key;
pub mod evidence_desk;
pub mod form;
pub mod kept;
pub mod link;
pub mod new_report;
pub mod report;
pub mod shown;
pub mod standing;
pub mod standings;
pub(crate) mod state;
pub mod waiting;

use crate::kernel::error::Reason;
use crate::kernel::thai;
use serde::{Deserialize, Serialize};

/// How the item is going. Source: `domain.md` §0, "progress kind".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgressKind {
    /// As planned.
    OnPlan,
    /// The plan was adjusted.
    Adjusted,
    /// There is an output.
    Output,
}

impl ProgressKind {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::OnPlan, Self::Adjusted, Self::Output];

    /// The key in forms, the database and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::OnPlan => "on_plan",
            Self::Adjusted => "adjusted",
            Self::Output => "output",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Most characters of a report's text and of its story (Unicode scalar values).
pub const LONGEST_TEXT: u32 = 4000;
/// Most characters of a question, an answer, a reason, and of what was adjusted and why.
pub const LONGEST_REMARK: u32 = 2000;

/// Paragraphs of 1 to `longest` characters in the one spelling that is stored.
fn paragraphs(typed: &str, longest: u32) -> Result<String, Reason> {
    sized(thai::paragraphs(typed), longest)
}

/// One line of 1 to `longest` characters in the one spelling that is stored.
fn line(typed: &str, longest: u32) -> Result<String, Reason> {
    sized(thai::line(typed), longest)
}

fn sized(text: String, longest: u32) -> Result<String, Reason> {
    match u32::try_from(text.chars().count()) {
        Ok(0) => Err(Reason::Missing),
        Ok(length) if length <= longest => Ok(text),
        _ => Err(Reason::TooLong(longest)),
    }
}

/// A question, an answer, or the reason of a withdrawal: 1–2,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark(String);

impl Remark {
    /// The remark in `typed`, normalised, its paragraphs kept.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        paragraphs(typed, LONGEST_REMARK).map(Self)
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
