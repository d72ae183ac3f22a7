//! A posted report: its states, who moves it on, and who reads it. Its content never changes.

#[cfg(test)]
mod tests;

use super::ProgressKind;
use crate::kernel::id::AccountId;
use crate::kernel::refusal::Refusal;
use crate::people::access;
use crate::people::access::{Action, Actor, Record};
use crate::people::role::Role;
use crate::place::district::Slug;
use crate::year::fiscal_year::Books;
use crate::year::item_name::ItemName;
use crate::{Error, Result};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use super::state::{State, Verb};

impl Verb {
    /// The right that it takes.
    pub fn action(self) -> Action {
        match self {
            Self::Question => Action::QuestionReport,
            Self::Answer => Action::AnswerQuestion,
            Self::Acknowledge => Action::AcknowledgeReport,
            Self::Withdraw => Action::WithdrawReport,
            Self::Correct => Action::CorrectReport,
        }
    }
}

/// A report without its texts: what the public pin shows, and what decides the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Row id.
    pub id: i64,
    /// The district.
    pub district: Slug,
    /// The item.
    pub item: ItemName,
    /// The account that posted it.
    pub author: AccountId,
    /// The kind.
    pub kind: ProgressKind,
    /// Where it stands.
    pub state: State,
    /// Whether a newer report corrects it.
    pub corrected: bool,
    /// When the server took it.
    #[serde(with = "chrono::serde::ts_microseconds")]
    pub posted_at: DateTime<Utc>,
}

impl Report {
    /// The state after `verb` by `actor`, while the item's year has its books open or closed.
    ///
    /// Refused are, in this order: who may not know of the report (`NotFound`), who may not act,
    /// the author as judge, a closed year, a report that was corrected, a state that does not lead there.
    pub fn after(&self, verb: Verb, actor: &Actor, books: Books) -> Result<State> {
        if !self.may_see(actor) {
            return Err(Error::NotFound);
        }
        access::can_with(actor, verb.action(), self.record())?;
        let refuse = |refusal| Err(Error::Refused(refusal));
        let judges = matches!(verb, Verb::Acknowledge | Verb::Question);
        if judges && actor.account().is_some_and(|account| account.id() == self.author) {
            return refuse(Refusal::OwnReport);
        }
        if books == Books::Closed {
            return refuse(Refusal::YearClosed(self.item.year()));
        }
        if self.corrected {
            return refuse(Refusal::Corrected);
        }
        self.state.after(verb).ok_or(Error::Refused(Refusal::WrongState(self.state)))
    }

    /// Whether `actor` may attach files to it, while the item's year has its books open
    /// or closed. Refused are, in this order: who may not know of the report (`NotFound`), who may not act,
    /// a closed year, a report that was corrected or taken back.
    pub fn may_attach(&self, actor: &Actor, books: Books) -> Result<()> {
        self.may_detach(actor)?;
        let refuse = |refusal| Err(Error::Refused(refusal));
        match self.state {
            _ if books == Books::Closed => refuse(Refusal::YearClosed(self.item.year())),
            _ if self.corrected => refuse(Refusal::Corrected),
            State::Withdrawn => refuse(Refusal::WrongState(self.state)),
            _ => Ok(()),
        }
    }

    /// Whether `actor` may take files off it: whatever became of the report and its year, since somebody in a
    /// picture may no longer agree. Refused are who may not know of the report (`NotFound`), who may not act.
    pub fn may_detach(&self, actor: &Actor) -> Result<()> {
        if !self.may_see(actor) {
            return Err(Error::NotFound);
        }
        access::can_with(actor, Action::AttachEvidence, self.record())
    }

    /// Whether it counts for the pin: neither taken back nor corrected.
    pub fn counts(&self) -> bool {
        self.state != State::Withdrawn && !self.corrected
    }

    /// Whether `actor` may know that it exists, with district, item, kind and date. Everybody while
    /// it counts; else as [`Report::may_read_text`].
    pub fn may_see(&self, actor: &Actor) -> bool {
        self.counts() || self.may_read_text(actor)
    }

    /// Whether `actor` may read text, story, number and link. Source: `domain.md` §1, "Who reads a
    /// progress report". A corrected report is as one that nobody acknowledged: what was mended
    /// is not published.
    pub fn may_read_text(&self, actor: &Actor) -> bool {
        let action = match self.state {
            State::Withdrawn => Action::ReadWithdrawnReport,
            State::Acknowledged if !self.corrected => return true,
            _ => Action::ReadUncheckedReport,
        };
        access::can_with(actor, action, self.record()).is_ok()
    }

    /// Whether `actor` may read the questions and their answers.
    pub fn may_read_questions(&self, actor: &Actor) -> bool {
        self.may_see(actor) && access::can_with(actor, Action::ReadQuestions, self.record()).is_ok()
    }

    /// As what `actor` does `verb` to it.
    pub fn acting_as(&self, verb: Verb, actor: &Actor) -> Option<Role> {
        access::acting_as(actor, verb.action(), self.record())
    }

    /// Whose it is.
    fn record(&self) -> Record<'_> {
        Record::Report(&self.district, self.item)
    }
}
