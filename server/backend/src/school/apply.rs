//! Use cases: applying a list as one change, and undoing it as one.

use super::plan::Plan;
use super::{SchoolFile, SchoolImports, SchoolReport, WRITE_LIMIT, invalid, rows, sha256};
use crate::store::school::records;
use crate::store::school::records::NewImport;
use crate::store::school::upload;
use crate::store::{Event, EventKind, Terms, Tx};
use domain::Error;
use domain::kernel::error::Reason;
use domain::kernel::refusal::Refusal;
use domain::school::{AcademicYear, ChangeKind};
use serde_json::json;
use std::time::{Duration, Instant};

/// The longest pause between two steps of a list.
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// The stored original file of a list.
pub(super) struct Original {
    pub name: String,
    pub year: AcademicYear,
    /// Digest of the file as received.
    pub sha256: String,
    pub packed: Vec<u8>,
    /// Row id of its upload, if it was one.
    pub upload: Option<i64>,
}

impl SchoolImports {
    /// Checks a list of `year`, and applies it if `apply` is set, no line is refused and there are
    /// changes. `Invalid` on `file` if it is no such list; `Refused` if one of a later year is applied already;
    /// `Conflict` if another was applied meanwhile.
    pub async fn import(
        &self,
        file: SchoolFile,
        year: AcademicYear,
        apply: bool,
    ) -> domain::Result<SchoolReport> {
        let SchoolFile { name, bytes } = file;
        let bytes: std::sync::Arc<[u8]> = bytes.into();
        let (_, plan) = self.look(bytes.clone(), year).await?;
        let plan = plan.ok_or_else(|| invalid(Reason::BadHeading))?;
        if !apply {
            return Ok(plan.report);
        }
        let packed = rows::pack(&bytes);
        let original = Original { name, year, sha256: sha256(&bytes), packed, upload: None };
        self.carry_out(plan, original).await
    }

    /// Applies a plan, unless a line is refused or there are no changes.
    pub(super) async fn carry_out(
        &self,
        plan: Plan,
        original: Original,
    ) -> domain::Result<SchoolReport> {
        if !plan.report.refused.is_empty() || plan.report.changes.is_empty() {
            return Ok(plan.report);
        }
        let this = self.clone();
        // Leaving the page does not stop it half-way.
        let done = tokio::spawn(async move {
            let id = this.stage_and_apply(&plan, original).await?;
            Ok(SchoolReport { applied: Some(id), ..plan.report })
        });
        done.await.map_err(|_| Error::Unavailable(1))?
    }

    /// Stages the lines step by step, then activates them by one small write.
    async fn stage_and_apply(&self, plan: &Plan, original: Original) -> domain::Result<i64> {
        let (backend, by, now) = (&self.backend, self.by, self.backend.now());
        let count = |kind| i64::try_from(plan.report.count(kind)).unwrap_or(i64::MAX);
        let Original { name, year, sha256, packed, upload } = original;
        let import = NewImport {
            year: i64::from(year.number()),
            file_name: name,
            sha256,
            opened: count(ChangeKind::Opened),
            moved: count(ChangeKind::Moved),
            changed: count(ChangeKind::Changed),
            closed: count(ChangeKind::Closed),
            applied_by: by,
        };
        let told = json!({
            "year": import.year, "sha256": import.sha256, "opened": import.opened, "moved": import.moved,
            "changed": import.changed, "closed": import.closed,
        });
        let id = backend
            .write_on(Terms::staged(WRITE_LIMIT), async move |tx: &mut Tx| {
                records::stage(tx, &import, &packed, now).await
            })
            .await?;
        let (lines, before) = (plan.lines(), plan.before);
        for step in lines.chunks(records::STEP) {
            let (step, began) = (step.to_vec(), Instant::now());
            backend
                .write_on(Terms::staged(WRITE_LIMIT), async move |tx: &mut Tx| {
                    records::stage_lines(tx, id, &step).await
                })
                .await?;
            if self.pauses {
                tokio::time::sleep((began.elapsed() * 5 / 4).min(LONGEST_PAUSE)).await;
            }
        }
        let lines = lines.len();
        backend
            .write_on(Terms::within(WRITE_LIMIT), async move |tx: &mut Tx| {
                if !records::apply(tx, id, before, lines, now).await? {
                    return Err(Error::Conflict.into());
                }
                if let Some(upload) = upload {
                    upload::forget(tx, upload).await?;
                }
                tx.emit(Event::by(now, by, EventKind::SchoolListApplied, &id, told));
                Ok(id)
            })
            .await
    }

    /// Undoes the list with this number as a whole. `Refused` if it is not the newest applied one.
    pub async fn undo(&self, import: i64) -> domain::Result<()> {
        let (now, by) = (self.backend.now(), self.by);
        self.backend
            .write(async move |tx: &mut Tx| {
                if !records::undo(tx, import, now).await? {
                    return Err(Error::Refused(Refusal::NotNewestList).into());
                }
                tx.emit(Event::by(now, by, EventKind::SchoolListUndone, &import, json!({})));
                Ok(())
            })
            .await
    }
}
