//! Changes of a posted report: a question, an answer, an acknowledgement, a withdrawal.

use super::{Reports, new_salt, remark_digest};
use crate::Result;
use crate::store::progress::remark::NewRemark;
use crate::store::progress::report::Move;
use crate::store::progress::{remark, report};
use crate::store::year::fiscal_year;
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::access::Actor;
use domain::people::role::Role;
use domain::progress::Remark;
use domain::progress::report::Verb;
use serde_json::json;
use std::collections::BTreeSet;

/// The most reports acknowledged at once.
pub(super) const MOST: usize = 100;

/// The result of acknowledging several reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Acknowledged {
    /// Row ids of the acknowledged reports.
    pub done: Vec<i64>,
    /// Row ids of the others, each with the error.
    pub refused: Vec<(i64, Error)>,
}

/// A typed text and its form field.
struct Typed {
    field: &'static str,
    remark: std::result::Result<Remark, Reason>,
    salt: String,
}

impl Typed {
    fn new(field: &'static str, typed: &str) -> Self {
        Self { field, remark: Remark::parse(typed), salt: new_salt() }
    }
}

impl Reports<'_> {
    /// Withdraws the report with this row id. `Invalid` names the field `reason`.
    pub async fn withdraw(self, id: i64, reason: &str) -> domain::Result<()> {
        self.step(id, Verb::Withdraw, Some(Typed::new("reason", reason))).await
    }

    /// Asks a question about the report with this row id. `Invalid` names the field `question`.
    pub async fn question(self, id: i64, question: &str) -> domain::Result<()> {
        self.step(id, Verb::Question, Some(Typed::new("question", question))).await
    }

    /// Answers the question about the report with this row id. `Invalid` names the field `answer`.
    pub async fn answer(self, id: i64, answer: &str) -> domain::Result<()> {
        self.step(id, Verb::Answer, Some(Typed::new("answer", answer))).await
    }

    /// Acknowledges the report with this row id, which makes its text public.
    pub async fn acknowledge(self, id: i64) -> domain::Result<()> {
        self.step(id, Verb::Acknowledge, None).await
    }

    /// Acknowledges several reports, at most 100 (`Malformed` beyond). A refused one is listed
    /// and does not stop the others.
    pub async fn acknowledge_all(self, ids: &[i64]) -> domain::Result<Acknowledged> {
        let ids: BTreeSet<i64> = ids.iter().copied().collect();
        if ids.len() > MOST {
            return Err(Error::Malformed);
        }
        let (actor, now) = (self.actor.clone(), self.backend.now());
        let work = async move |tx: &mut Tx| {
            let mut done = Acknowledged::default();
            for id in ids {
                match move_on(tx, &actor, id, Verb::Acknowledge, None, now).await {
                    Ok(()) => done.done.push(id),
                    Err(crate::Error::Public(refusal)) => done.refused.push((id, refusal)),
                    Err(other) => return Err(other),
                }
            }
            Ok(done)
        };
        self.backend.write(work).await
    }

    async fn step(self, id: i64, verb: Verb, typed: Option<Typed>) -> domain::Result<()> {
        let (actor, now) = (self.actor.clone(), self.backend.now());
        self.backend.write(async move |tx| move_on(tx, &actor, id, verb, typed, now).await).await
    }
}

async fn move_on(
    tx: &mut Tx,
    actor: &Actor,
    id: i64,
    verb: Verb,
    typed: Option<Typed>,
    now: DateTime<Utc>,
) -> Result<()> {
    let report = report::find(tx, id).await?.ok_or(Error::NotFound)?;
    let books = fiscal_year::books(tx, report.item.year()).await?;
    let to = report.after(verb, actor, books)?;
    let by = actor.account().ok_or(Error::Unauthenticated)?.id();
    let at = now.timestamp_micros();
    let mut payload = json!({
        "district": report.district, "item": report.item, "from": report.state, "state": to,
    });
    let role = report.acting_as(verb, actor).ok_or(Error::Forbidden)?;
    let remark = typed.map(|typed| typed.for_report(id, verb, by, role, at)).transpose()?;
    let moved = Move { report: id, from: report.state, to, by, at };
    if report::move_on(tx, &[moved]).await? == 0 {
        return Err(Error::Conflict.into());
    }
    if let Some(remark) = remark {
        payload["digest"] = remark_digest(&remark.salt, &remark.text).into();
        remark::put(tx, &[remark]).await?;
    }
    tx.emit(Event::by_account(now, by, event_of(verb), &id, payload));
    Ok(())
}

impl Typed {
    fn for_report(
        self,
        report: i64,
        verb: Verb,
        author: AccountId,
        role: Role,
        at: i64,
    ) -> Result<NewRemark, Error> {
        let Self { field, remark, salt } = self;
        let remark =
            remark.map_err(|reason| Error::Invalid(vec![FieldError::new(field, reason)]))?;
        let text = remark.as_str().to_owned();
        Ok(NewRemark { report, verb, author, role, at, text, salt })
    }
}

/// The kind of event that a move writes to the log.
pub(crate) fn event_of(verb: Verb) -> EventKind {
    match verb {
        Verb::Question => EventKind::ReportQuestioned,
        Verb::Answer => EventKind::ReportAnswered,
        Verb::Acknowledge => EventKind::ReportAcknowledged,
        Verb::Withdraw => EventKind::ReportWithdrawn,
        Verb::Correct => EventKind::ReportCorrected,
    }
}
