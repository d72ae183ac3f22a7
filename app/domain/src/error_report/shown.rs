//! Read models: error reports as their holders and their senders see them.

use super::{Holder, Subject};
use chrono::{DateTime, Utc};

/// A report that waits for an answer, for those who may answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenErrorReport {
    /// Row id.
    pub id: i64,
    /// The record whose page is wrong.
    pub about: Subject,
    /// Name of the district or the school, in Thai.
    pub name: String,
    /// Name of the office that keeps its data, in Thai.
    pub office: Option<String>,
    /// What is wrong.
    pub wrong: String,
    /// How it should be.
    pub correct: String,
    /// How the sender can be reached.
    pub contact: Option<String>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Who has to answer.
    pub holder: Holder,
}

/// What a reader may answer, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenErrorReports {
    /// At most 100.
    pub reports: Vec<OpenErrorReport>,
    /// How many there are in all.
    pub count: u32,
}

/// The states of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorReportState {
    /// Waits for an answer.
    Open {
        /// Who has to answer.
        holder: Holder,
    },
    /// Answered.
    Closed {
        /// When.
        at: DateTime<Utc>,
        /// The answer.
        answer: String,
    },
}

/// A report as its sender sees it again by the link that the answer to the form gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorReportStatus {
    /// The record whose page is wrong.
    pub about: Subject,
    /// Name of the office that keeps its data, in Thai.
    pub office: Option<String>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Where it stands.
    pub state: ErrorReportState,
}
