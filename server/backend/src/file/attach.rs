//! Use cases: attaching files to a report, and detaching them.

use super::{Files, Kept, Upload, refused};
use crate::Result;
use crate::progress::{new_salt, remark_digest, report_row};
use crate::store::file::change::Change;
use crate::store::file::evidence::{NewFile, NewLink, RecordRow};
use crate::store::file::owner::FileOwner;
use crate::store::file::{evidence, kept};
use crate::store::progress::report;
use crate::store::year::fiscal_year;
use crate::store::{Conn, Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::file::{
    AttachForm, FileRefusal, Format, MOST_AT_ONCE, MOST_OF_RECORD, NewEvidence, parse, within_quota,
};
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::access::Actor;
use domain::progress::report::Report;
use serde_json::json;

/// The reason that no file was attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachRefused {
    /// For the form; a refused file is its field `file`.
    pub error: Error,
    /// Name of the refused file, as given by its sender.
    pub file: Option<String>,
}

impl From<Error> for AttachRefused {
    fn from(error: Error) -> Self {
        Self { error, file: None }
    }
}

impl Files<'_> {
    /// Attaches uploaded or previously attached files to the report with this row id: all of them or
    /// none. Returns the row ids. Idempotent: the same file with the same text is attached once.
    pub async fn attach(
        self,
        report: i64,
        form: &AttachForm,
        uploads: Vec<Upload>,
    ) -> std::result::Result<Vec<i64>, AttachRefused> {
        self.backend
            .read(async |conn: &mut Conn| may_attach(conn, self.actor, report).await.map(drop))
            .await?;
        let new = parse(form).map_err(Error::Invalid)?;
        if new.again.is_none() && uploads.is_empty() {
            let missing = FieldError::new("file", Reason::Missing);
            return Err(Error::Invalid(vec![missing]).into());
        }
        if uploads.len() > MOST_AT_ONCE {
            return Err(refused(FileRefusal::TooMany(many(MOST_AT_ONCE))).into());
        }
        let mut kept = Vec::with_capacity(uploads.len());
        for upload in uploads {
            let name = upload.name().to_owned();
            let one = self.backend.uploads().keep(upload).await?;
            kept.push(
                one.map_err(|refusal| AttachRefused { error: refused(refusal), file: Some(name) })?,
            );
        }
        let attach = Attach {
            actor: self.actor.clone(),
            report,
            new,
            files: kept
                .iter()
                .map(|Kept { file, name, .. }| (file.clone(), name.as_str().to_owned()))
                .collect(),
            quota: self.backend.evidence().quota,
            now: self.backend.now(),
        };
        let attached = self.backend.write(async move |tx| attach.make(tx).await).await;
        // Until here no sweep may remove them.
        drop(kept);
        Ok(attached?)
    }

    /// Detaches the attachment with this row id from its report; returns the report's row id.
    pub async fn remove(self, id: i64) -> domain::Result<i64> {
        let (actor, now) = (self.actor.clone(), self.backend.now());
        let work = async move |tx: &mut Tx| {
            let record = evidence::record_of(tx, id).await?;
            let report = record
                .filter(|record| record.owner == FileOwner::ProgressReport)
                .ok_or(Error::NotFound)?
                .id;
            let report = report::find(tx, report).await?.ok_or(Error::NotFound)?;
            report.may_detach(&actor)?;
            let by = actor.account().ok_or(Error::Unauthenticated)?.id();
            if !evidence::remove(tx, id, Change::by(by, now)).await? {
                return Err(Error::Conflict.into());
            }
            let payload = json!({ "district": report.district, "item": report.item, "state": report.state, "evidence": id });
            tx.emit(Event::by_account(now, by, EventKind::FileDetached, &report.id, payload));
            Ok(report.id)
        };
        self.backend.write(work).await
    }
}

/// The report with this row id, if `actor` may add files to it, with the account.
pub(super) async fn may_attach(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
) -> Result<(Report, AccountId)> {
    let report = report::find(conn, id).await?.ok_or(Error::NotFound)?;
    let books = fiscal_year::books(conn, report.item.year()).await?;
    report.may_attach(actor, books)?;
    let by = actor.account().ok_or(Error::Unauthenticated)?.id();
    Ok((report, by))
}

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Files about to be attached.
struct Attach {
    actor: Actor,
    report: i64,
    new: NewEvidence,
    /// The files with their names.
    files: Vec<(NewFile, String)>,
    quota: u64,
    now: DateTime<Utc>,
}

impl Attach {
    async fn make(&self, tx: &mut Tx) -> Result<Vec<i64>> {
        let (report, by) = may_attach(tx, &self.actor, self.report).await?;
        let at = self.now.timestamp_micros();
        let mut files = Vec::new();
        if let Some(again) = self.new.again {
            let found = evidence::again(tx, again, &report.district).await?;
            let unknown = || Error::Invalid(vec![FieldError::new("again", Reason::Unknown)]);
            files.push(found.ok_or_else(unknown)?);
        }
        for (file, name) in &self.files {
            files.push((evidence::put_file(tx, file, at).await?, file.format, name.clone()));
        }
        let mut ids = Vec::new();
        for file in files {
            ids.push(self.attach(tx, &report, by, file).await?);
        }
        let record = report_row(report.id);
        if evidence::count(tx, record).await? > i64::from(many(MOST_OF_RECORD)) {
            return Err(refused(FileRefusal::TooMany(many(MOST_OF_RECORD))).into());
        }
        let used = kept::used(tx, &report.district).await?;
        within_quota(used, self.quota).map_err(refused)?;
        Ok(ids)
    }

    async fn attach(
        &self,
        tx: &mut Tx,
        report: &Report,
        by: AccountId,
        (file, format, name): (i64, Format, String),
    ) -> Result<i64> {
        let NewEvidence { alt, purpose, consent, .. } = &self.new;
        let (record, purpose): (RecordRow, _) = (report_row(report.id), purpose.of(format));
        let salt = new_salt();
        let digest = remark_digest(&salt, &format!("{}\u{1f}{name}", alt.as_str()));
        let link = NewLink {
            file,
            district: report.district.clone(),
            record,
            purpose,
            consent: *consent,
            alt: alt.as_str().to_owned(),
            name,
            salt,
            at: self.now.timestamp_micros(),
            by,
        };
        let Some(id) = evidence::put(tx, &link).await? else {
            let same = evidence::same(tx, record, file).await?;
            let same = same.filter(|(_, stored)| stored.as_deref() == Some(alt.as_str()));
            return Ok(same.ok_or_else(|| refused(FileRefusal::AlreadyThere))?.0);
        };
        let payload = json!({
            "district": report.district, "item": report.item, "state": report.state, "evidence": id,
            "file": file, "purpose": purpose, "consent": consent, "digest": digest,
        });
        tx.emit(Event::by_account(self.now, by, EventKind::FileAttached, &report.id, payload));
        Ok(id)
    }
}
