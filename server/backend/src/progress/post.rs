//! Use cases: posting a report, and correcting one by a new one.

use super::{Reports, digest, new_salt, report_row};
use crate::Result;
use crate::store::file::change::Change;
use crate::store::file::evidence;
use crate::store::progress::report;
use crate::store::progress::report::{Corrected, Earlier, Ground, NewRow, NewText};
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::kernel::refusal::Refusal;
use domain::people::access::{Action, Actor, Record, can_with};
use domain::place::district::Slug;
use domain::progress::form::{ReportForm, parse};
use domain::progress::new_report::{NewReport, Progress};
use domain::progress::report::{Report, State, Verb};
use domain::year::fiscal_year::Books;
use serde_json::json;

impl Reports<'_> {
    /// Posts a report of the district; returns its row id. Idempotent: the same form of the same
    /// account returns the first id, different content with the same key
    /// [`Refusal::KeyReused`]. With `corrects` the report of that id no longer counts.
    pub async fn post(self, slug: &Slug, form: &ReportForm) -> domain::Result<i64> {
        can_with(self.actor, Action::PostReport, Record::District(slug))?;
        let author = self.actor.account().ok_or(Error::Unauthenticated)?.id();
        let report = parse(form).map_err(Error::Invalid)?;
        let post = Post { author, actor: self.actor.clone(), slug: slug.clone(), report };
        let (now, salt) = (self.backend.now(), new_salt());
        self.backend.write(async move |tx| post.make(tx, salt, now).await).await
    }
}

/// Row ids of a corrected report and of the correcting one.
#[derive(Debug, Clone, Copy)]
struct Correction {
    old: i64,
    new: i64,
}

/// A report about to be posted.
struct Post {
    author: AccountId,
    actor: Actor,
    slug: Slug,
    report: NewReport,
}

impl Post {
    async fn make(&self, tx: &mut Tx, salt: String, now: DateTime<Utc>) -> Result<i64> {
        let (name, key) = (self.report.item, self.report.key.to_string());
        let Ground { is_active, books, item, earlier } =
            report::ground(tx, &self.slug, name, self.author, &key).await?;
        if !is_active {
            return Err(Error::NotFound.into());
        }
        if let Some(earlier) = earlier {
            return self.same(earlier);
        }
        let item = item.ok_or_else(|| unknown("item"))?;
        if books == Books::Closed {
            return Err(Error::Refused(Refusal::YearClosed(name.year())).into());
        }
        let corrected = self.corrected(tx, books).await?;
        let row = NewRow {
            district: self.slug.clone(),
            item,
            author: self.author,
            key,
            digest: digest(&salt, &self.slug, &self.report.canonical()),
            kind: self.report.progress.kind().key(),
            written_at: self.report.written_at.map(|at| at.timestamp_micros()),
            at: now.timestamp_micros(),
            corrects: self.report.corrects,
        };
        let stored = report::put(tx, std::slice::from_ref(&row)).await;
        let Some((id, _)) = stored.map_err(lost_race)?.into_iter().next() else {
            // The same form was sent twice concurrently, and the other was first.
            let earlier = report::of_key(tx, self.author, &row.key).await?;
            return self.same(earlier.ok_or(Error::Conflict)?);
        };
        report::put_texts(tx, &[text(&self.report, id, salt)]).await?;
        if let Some(old) = corrected {
            let mark = Corrected { report: old.id, from: old.state, by: id };
            if report::correct(tx, &[mark]).await? == 0 {
                return Err(Error::Conflict.into());
            }
            self.emit(tx, now, old.id, EventKind::ReportCorrected, json!({ "by": id }));
        }
        self.emit(tx, now, id, EventKind::ReportPosted, posted(&row, &self.report));
        if let Some(old) = self.report.corrects {
            self.carry_over(tx, now, Correction { old, new: id }).await?;
        }
        Ok(id)
    }

    /// Moves the files of a corrected report to the new one.
    async fn carry_over(
        &self,
        tx: &mut Tx,
        now: DateTime<Utc>,
        Correction { old, new }: Correction,
    ) -> Result<()> {
        let (from, to) = (report_row(old), report_row(new));
        let files = evidence::carry_over(tx, from, to, Change::by(self.author, now)).await?;
        if files > 0 {
            let what = json!({
                "district": self.slug, "item": self.report.item, "state": State::Posted, "from": old, "files": files,
            });
            self.emit(tx, now, new, EventKind::FileAttached, what);
        }
        Ok(())
    }

    fn emit(
        &self,
        tx: &mut Tx,
        now: DateTime<Utc>,
        id: i64,
        kind: EventKind,
        what: serde_json::Value,
    ) {
        tx.emit(Event::by_account(now, self.author, kind, &id, what));
    }

    /// The id of the report posted earlier with this key, if its content is equal.
    fn same(&self, (id, stored, salt): Earlier) -> Result<i64> {
        let same = |salt: &String| digest(salt, &self.slug, &self.report.canonical()) == stored;
        if salt.as_ref().is_some_and(same) {
            Ok(id)
        } else {
            Err(Error::Refused(Refusal::KeyReused).into())
        }
    }

    /// The report to correct: of the same district and year.
    async fn corrected(&self, tx: &mut Tx, books: Books) -> Result<Option<Report>> {
        let Some(id) = self.report.corrects else { return Ok(None) };
        let old = report::find(tx, id).await?.ok_or_else(|| unknown("corrects"))?;
        old.after(Verb::Correct, &self.actor, books)?;
        if old.district != self.slug || old.item.year() != self.report.item.year() {
            return Err(unknown("corrects").into());
        }
        Ok(Some(old))
    }
}

fn unknown(field: &str) -> Error {
    Error::Invalid(vec![FieldError::new(field, Reason::Unknown)])
}

/// Two concurrent corrections of one report: the database accepts one.
fn lost_race(error: crate::Error) -> crate::Error {
    match error {
        crate::Error::Store(sqlx::Error::Database(cause)) if cause.is_unique_violation() => {
            Error::Conflict.into()
        }
        other => other,
    }
}

/// The payload of the event of a post: no text, but its digest.
pub(crate) fn posted(row: &NewRow, report: &NewReport) -> serde_json::Value {
    json!({
        "district": row.district, "item": report.item, "kind": row.kind, "corrects": row.corrects,
        "digest": row.digest,
    })
}

/// The text of the report with this row id, as stored.
pub(crate) fn text(report: &NewReport, id: i64, salt: String) -> NewText {
    let (mut what_changed, mut why, mut amount) = (None, None, None);
    match &report.progress {
        Progress::OnPlan => {}
        Progress::Adjusted { what_changed: what, why: reason } => {
            (what_changed, why) = (Some(what.clone()), Some(reason.clone()));
        }
        Progress::Output(counted) => amount.clone_from(counted),
    }
    NewText {
        report: id,
        text: report.text.clone(),
        what_changed,
        why,
        number: amount.as_ref().map(|amount| amount.number.ten_thousandths()),
        unit: amount.map(|amount| amount.unit),
        link: report.link.as_ref().map(|link| link.as_str().to_owned()),
        story: report.story.clone(),
        salt,
    }
}
