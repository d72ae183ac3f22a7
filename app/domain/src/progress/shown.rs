//! Read models: reports as far as whoever asks may see them.

use super::client_key::ClientKey;
use super::form::ReportForm;
use super::new_report::Amount;
use super::report::{Report, State, Verb};
use super::{ProgressKind, standing};
use crate::file::ShownFile;
use crate::people::access::Actor;
use crate::people::role::Role;
use crate::place::district::{DistrictKind, Slug};
use crate::progress::pin_status::RealTime;
use crate::year::catalogue::PolicyItem;
use crate::year::fiscal_year::Books;
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A report as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownReport {
    /// Row id.
    pub id: i64,
    /// The district.
    pub district: Slug,
    /// The item.
    pub item: ItemName,
    /// The kind.
    pub kind: ProgressKind,
    /// Where it stands. That there is a question shows only to who may read it: to others the
    /// report is still posted.
    pub state: State,
    /// Whether a newer report corrects it.
    pub corrected: bool,
    /// When the server took it.
    #[serde(with = "chrono::serde::ts_microseconds")]
    pub posted_at: DateTime<Utc>,
    /// When it was acknowledged.
    #[serde(with = "chrono::serde::ts_microseconds_option")]
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// What it says; `None` for who may not read it, and where it was erased.
    pub content: Option<ReportContent>,
    /// Questions, answers and the reason of a withdrawal, oldest first; empty for who may not read them.
    pub remarks: Vec<ShownRemark>,
    /// What the reader can do with it now.
    pub verbs: Vec<Verb>,
    /// Whether the reader may attach files to it now.
    pub may_attach: bool,
    /// Whether the reader may take files off it.
    pub may_detach: bool,
}

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportContent {
    /// How it is going.
    pub text: String,
    /// For an adjusted plan: what changed.
    pub what_changed: Option<String>,
    /// For an adjusted plan: why.
    pub why: Option<String>,
    /// For an output: how many of what.
    pub amount: Option<Amount>,
    /// Where to see more: http or https.
    pub link: Option<String>,
    /// A story.
    pub story: Option<String>,
    /// The files that show it, in the order of their being attached.
    pub files: Vec<ShownFile>,
}

/// What was said about a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRemark {
    /// A question, an answer, or the reason of a withdrawal.
    pub verb: Verb,
    /// As what the author said it; `None` of remarks from before that was noted.
    pub role: Option<Role>,
    /// When.
    #[serde(with = "chrono::serde::ts_microseconds")]
    pub at: DateTime<Utc>,
    /// In paragraphs.
    pub text: String,
}

/// An item with a district's reports on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLine {
    /// The item.
    pub item: PolicyItem,
    /// The newest first.
    pub reports: Vec<ShownReport>,
}

/// An item over all districts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPage {
    /// The item.
    pub item: PolicyItem,
    /// When it was read.
    #[serde(with = "chrono::serde::ts_microseconds")]
    pub read_at: DateTime<Utc>,
    /// The active districts in the order of the Thai dictionary.
    pub districts: Vec<DistrictStanding>,
}

/// Where a district stands on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistrictStanding {
    /// Its name in addresses.
    pub slug: Slug,
    /// Which schools it serves.
    pub kind: DistrictKind,
    /// Thai short name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Its cluster of the year that the map shows.
    pub cluster: Option<i32>,
    /// The newest report that counts.
    pub newest: Option<ShownReport>,
}

impl ShownReport {
    /// The report for `actor`, who may see it, while the item's year has its books open or closed.
    /// Of `content` and `remarks` it keeps what the actor may read.
    pub fn new(
        report: Report,
        acknowledged_at: Option<DateTime<Utc>>,
        content: Option<ReportContent>,
        remarks: Vec<ShownRemark>,
        (actor, books): (&Actor, Books),
    ) -> Self {
        let verbs = Verb::ALL.into_iter().filter(|verb| report.after(*verb, actor, books).is_ok());
        let verbs = verbs.collect();
        let may_attach = report.may_attach(actor, books).is_ok();
        let may_detach = report.may_detach(actor).is_ok();
        let reads_questions = report.may_read_questions(actor);
        let state = match report.state {
            State::Questioned | State::Answered if !reads_questions => State::Posted,
            state => state,
        };
        Self {
            content: content.filter(|_| report.may_read_text(actor)),
            remarks: if reads_questions { remarks } else { Vec::new() },
            id: report.id,
            district: report.district,
            item: report.item,
            kind: report.kind,
            state,
            corrected: report.corrected,
            posted_at: report.posted_at,
            acknowledged_at: acknowledged_at.filter(|_| state == State::Acknowledged),
            verbs,
            may_attach,
            may_detach,
        }
    }

    /// Whether it counts for the pin: neither taken back nor corrected.
    pub fn counts(&self) -> bool {
        self.state != State::Withdrawn && !self.corrected
    }

    /// The form to begin its correction from, for who may read it.
    pub fn correction(&self, key: ClientKey) -> Option<ReportForm> {
        let content = self.content.clone()?;
        let (number, unit) = content
            .amount
            .map(|amount| (amount.number.to_string(), amount.unit))
            .unwrap_or_default();
        Some(ReportForm {
            item: self.item.to_string(),
            kind: self.kind.key().to_owned(),
            text: content.text,
            what_changed: content.what_changed.unwrap_or_default(),
            why: content.why.unwrap_or_default(),
            number,
            unit,
            link: content.link.unwrap_or_default(),
            story: content.story.unwrap_or_default(),
            key: key.to_string(),
            corrects: self.id.to_string(),
            written_at: String::new(),
        })
    }
}

impl ItemLine {
    /// The newest report that counts.
    pub fn newest(&self) -> Option<&ShownReport> {
        self.reports.iter().find(|report| report.counts())
    }

    /// The real-time status of the item in the district at `now`.
    pub fn status(&self, now: DateTime<Utc>) -> RealTime {
        RealTime::of(self.newest().map(|report| report.posted_at), now)
    }
}

/// How many of a district's items were reported on within 30 whole Bangkok days.
pub fn active_items(lines: &[ItemLine], now: DateTime<Utc>) -> i32 {
    standing::active_items(lines.iter().filter_map(ItemLine::newest).map(|one| one.posted_at), now)
}

impl DistrictStanding {
    /// The real-time status of the item in the district at `now`.
    pub fn status(&self, now: DateTime<Utc>) -> RealTime {
        RealTime::of(self.newest.as_ref().map(|report| report.posted_at), now)
    }
}
