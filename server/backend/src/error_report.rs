//! Use cases: error reports. A visitor sends one, the office answers it, and a year later it is deleted.

#[cfg(test)]
mod tests;

use crate::digest::sha256;
use crate::store::error_report::{NewRow, Scope};
use crate::store::{Conn, Event, EventKind, Tx, error_report};
use crate::{Backend, Result};
use chrono::Duration;
use domain::Error;
use domain::error_report::{
    Answer, ErrorReportForm, ErrorReportState, ErrorReportStatus, Holder, KEPT_DAYS,
    NewErrorReport, OpenErrorReports, Subject,
};
use domain::kernel::error::FieldError;
use domain::people::access::{AccountActor, Action, Actor, Record, can, can_with};
use domain::place::district::Slug;
use serde_json::json;

/// The most reports shown at once.
const MOST: i64 = 100;

/// Error reports, as one actor sends or answers them.
#[derive(Clone, Copy)]
pub struct ErrorReports<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

/// The subject of an error report, as resolved from the stored records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSubject {
    /// Its name in Thai.
    pub name: String,
    /// The office responsible for its data.
    pub office: Option<Slug>,
}

impl Backend {
    /// The error reports, for this actor.
    pub fn error_reports<'a>(&'a self, actor: &'a Actor) -> ErrorReports<'a> {
        ErrorReports { backend: self, actor }
    }
}

impl ErrorReports<'_> {
    /// The subject of a report; `NotFound` if no public page shows it.
    pub async fn subject(self, about: &Subject) -> domain::Result<KnownSubject> {
        can(self.actor, Action::ReportError)?;
        let board = self.backend.map(&Actor::Public).board().await?;
        match about {
            Subject::District(slug) => {
                let pin = board.pin(slug).ok_or(Error::NotFound)?;
                Ok(KnownSubject { name: pin.name_th.clone(), office: Some(slug.clone()) })
            }
            Subject::School(code) => {
                let school = self.backend.schools(&Actor::Public).get(code).await?.known.school;
                let pin = school.district.as_deref().and_then(|code| board.pin_of_code(code));
                Ok(KnownSubject { name: school.name, office: pin.map(|pin| pin.slug.clone()) })
            }
        }
    }

    /// Stores a report; returns the key of its own page. The same text sent again while it is open is the same report.
    pub async fn send(self, form: &ErrorReportForm) -> domain::Result<String> {
        can(self.actor, Action::ReportError)?;
        let report = NewErrorReport::parse(form).map_err(Error::Invalid)?;
        let known = self.subject(&report.about).await?;
        let now = self.backend.now();
        let row = NewRow {
            key: random(),
            about: report.about.key(),
            name: known.name,
            district: known.office,
            digest: sha256(&report.canonical()),
            wrong: report.wrong,
            correct: report.correct,
            contact: report.contact,
            received_at: now,
        };
        let work = async move |tx: &mut Tx| {
            let Some(id) = error_report::put(tx, &row).await? else {
                let key = error_report::key_of_open(tx, &row.digest).await?;
                return Ok(key.ok_or(Error::Conflict)?);
            };
            let salted = sha256(&format!("{}\u{1f}{}", random(), row.digest));
            let payload = json!({ "about": row.about, "district": row.district, "digest": salted });
            tx.emit(Event::by_system(now, EventKind::ErrorReportReceived, &id, payload));
            Ok(row.key)
        };
        self.backend.write(work).await
    }

    /// The open reports that the actor may answer, oldest first.
    pub async fn open(self) -> domain::Result<OpenErrorReports> {
        let (scope, now) = (self.scope()?, self.backend.now());
        let read = async |conn: &mut Conn| {
            Ok(OpenErrorReports {
                reports: error_report::open(conn, &scope, MOST, now).await?,
                count: u32::try_from(error_report::count_open(conn, &scope).await?)
                    .unwrap_or(u32::MAX),
            })
        };
        self.backend.read(read).await
    }

    /// Answers the report with this row id and closes it. `Invalid` names the field `answer`; `Conflict` if it is
    /// closed already.
    pub async fn answer(self, id: i64, typed: &str) -> domain::Result<()> {
        let (scope, now) = (self.scope()?, self.backend.now());
        let by = self.actor.account().ok_or(Error::Unauthenticated)?.id();
        let answer = Answer::parse(typed)
            .map_err(|reason| Error::Invalid(vec![FieldError::new("answer", reason)]))?;
        let work = async move |tx: &mut Tx| {
            match error_report::is_closed(tx, &scope, id).await? {
                None => return Err(Error::NotFound.into()),
                Some(true) => return Err(Error::Conflict.into()),
                Some(false) => {}
            }
            if !error_report::close(tx, id, by, answer.as_str(), now).await? {
                return Err(Error::Conflict.into());
            }
            let payload =
                json!({ "digest": sha256(&format!("{}\u{1f}{}", random(), answer.as_str())) });
            tx.emit(Event::by_account(now, by, EventKind::ErrorReportClosed, &id, payload));
            Ok(())
        };
        self.backend.write(work).await
    }

    /// The report with this key, for any holder of its link.
    pub async fn status(self, key: &str) -> domain::Result<ErrorReportStatus> {
        can(self.actor, Action::ReportError)?;
        let now = self.backend.now();
        let read = async |conn: &mut Conn| {
            let found = error_report::by_key(conn, key).await?.ok_or(Error::NotFound)?;
            let state = match found.closed {
                Some((at, answer)) => ErrorReportState::Closed { at, answer },
                None => ErrorReportState::Open {
                    holder: Holder::of(found.office.as_ref(), found.received_at, now),
                },
            };
            Ok(ErrorReportStatus {
                about: found.about,
                office: found.office_name,
                received_at: found.received_at,
                state,
            })
        };
        self.backend.read(read).await
    }

    /// The districts whose reports the actor may answer; `Forbidden` if there is none.
    fn scope(self) -> domain::Result<Scope> {
        let own: Vec<Slug> = self
            .actor
            .account()
            .into_iter()
            .flat_map(AccountActor::districts)
            .filter(|slug| self.may_answer(Record::District(slug)))
            .cloned()
            .collect();
        let all = can(self.actor, Action::AnswerErrorReport);
        match (&all, own.is_empty()) {
            (Err(refused), true) => Err(refused.clone()),
            _ => Ok(Scope { all: all.is_ok(), districts: own }),
        }
    }

    fn may_answer(self, record: Record<'_>) -> bool {
        can_with(self.actor, Action::AnswerErrorReport, record).is_ok()
    }
}

/// Deletes the reports that were closed a year ago or earlier; returns their number.
pub(crate) async fn delete_closed(backend: &Backend) -> domain::Result<usize> {
    let now = backend.now();
    let work = async move |tx: &mut Tx| -> Result<usize> {
        let deleted = error_report::delete_closed(tx, now - Duration::days(KEPT_DAYS)).await?;
        for id in &deleted {
            tx.emit(Event::by_system(now, EventKind::ErrorReportDeleted, id, json!({})));
        }
        Ok(deleted.len())
    };
    backend.write(work).await
}

/// 128 random bits as 32 hexadecimal digits.
fn random() -> String {
    format!("{:032x}", rand::random::<u128>())
}
