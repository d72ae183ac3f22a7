//! A list uploaded in a browser: stored as sent, previewed, its columns mapped, and then applied as
//! shown, or not at all.

use super::apply::Original;
use super::{
    FileHeading, SchoolFile, SchoolImports, SchoolReport, WRITE_LIMIT, invalid, rows, sha256,
};
use crate::store::school::upload;
use crate::store::school::upload::{NewUpload, OwnUpload, Upload};
use crate::store::school::{heading_names, records};
use crate::store::{Conn, Event, EventKind, Terms, Tx};
use chrono::Duration;
use domain::Error;
use domain::file::FileName;
use domain::kernel::error::{FieldError, Reason};
use domain::school::{AcademicYear, Column, heading_key};
use serde_json::json;
use std::borrow::Cow;
use std::collections::HashSet;

/// Retention of an uploaded list that was not applied.
const KEPT: Duration = Duration::hours(24);
/// File extensions that a name keeps.
const ENDINGS: [&str; 5] = ["csv", "gz", "tsv", "txt", "xlsx"];

/// An uploaded list and its current preview.
#[derive(Debug, Clone)]
pub struct CheckedSchools {
    /// Its row id.
    pub id: i64,
    /// The academic year of the list.
    pub year: AcademicYear,
    /// The file's name.
    pub file_name: String,
    /// The heading; none if the file is refused as a whole.
    pub heading: Option<FileHeading>,
    /// The preview, or the reason that it is refused as a whole; none while its heading lacks a column.
    pub report: domain::Result<Option<SchoolReport>>,
    /// Digest of the preview: to be sent when it is applied.
    pub digest: String,
}

/// The file of an applied list.
#[derive(Debug, Clone)]
pub struct OriginalFile {
    /// Its name.
    pub name: String,
    /// Content as received.
    pub bytes: Vec<u8>,
}

impl SchoolImports {
    /// Stores a file for its sender, replacing the previous one, and returns its row id. `Invalid` on `file` if
    /// it cannot be read, `Unauthenticated` on the command line, where nothing is stored.
    pub async fn keep(&self, file: SchoolFile, year: AcademicYear) -> domain::Result<i64> {
        let account_id = self.by.ok_or(Error::Unauthenticated)?;
        let SchoolFile { name, bytes } = file;
        let turn = self.backend.school_turn().await?;
        let looked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            if bytes.is_empty() || rows::rows(&bytes)?.is_empty() {
                return Err(Reason::Missing);
            }
            Ok((sha256(&bytes), rows::pack(&bytes)))
        });
        let looked = looked.await.map_err(|_| Error::Unavailable(1))?;
        let (sha256, packed) = looked.map_err(invalid)?;
        let (year, now) = (i64::from(year.number()), self.backend.now());
        let upload = NewUpload { account_id, year, file_name: clean(&name), sha256, packed };
        self.backend
            .write_on(Terms::within(WRITE_LIMIT), async move |tx: &mut Tx| {
                upload::keep(tx, &upload, now, KEPT).await
            })
            .await
    }

    /// The preview of the sender's own upload. `NotFound` if there is none of this id any more.
    pub async fn check(&self, id: i64) -> domain::Result<CheckedSchools> {
        let upload = self.upload(id).await?;
        let (year, file_name) = (upload.year()?, upload.file_name);
        let looked = self.look(upload.packed.into(), year).await;
        let (heading, report, digest) = match looked {
            Ok((heading, Some(plan))) => {
                let digest = plan.digest();
                (Some(heading), Ok(Some(plan.report)), digest)
            }
            Ok((heading, None)) => (Some(heading), Ok(None), String::new()),
            Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
                (None, Err(error), String::new())
            }
            Err(error) => return Err(error),
        };
        Ok(CheckedSchools { id, year, file_name, heading, report, digest })
    }

    /// Applies the sender's own upload, if its changes equal those shown under `digest`. `Conflict` if
    /// they differ by now, `NotFound` if there is none of this id any more.
    pub async fn apply(&self, id: i64, digest: &str) -> domain::Result<SchoolReport> {
        let upload = self.upload(id).await?;
        let year = upload.year()?;
        let (_, plan) = self.look(upload.packed.clone().into(), year).await?;
        let plan = plan.filter(|plan| plan.digest() == digest).ok_or(Error::Conflict)?;
        let Upload { file_name: name, sha256, packed, .. } = upload;
        self.carry_out(plan, Original { name, year, sha256, packed, upload: Some(id) }).await
    }

    /// Stores the column of each heading of the sender's own upload, in the order shown:
    /// by key, empty if it is not used. The mapping also applies to later files. `Invalid` on
    /// `column` if two headings name the same.
    pub async fn name_columns(&self, id: i64, columns: &[&str]) -> domain::Result<()> {
        let checked = self.check(id).await?;
        let heading = checked.heading.ok_or(Error::Conflict)?;
        let bad = |reason| Error::Invalid(vec![FieldError::new("column", reason)]);
        if columns.len() != heading.cells.len() {
            return Err(bad(Reason::Unknown));
        }
        let (mut seen, mut named) = (HashSet::new(), Vec::new());
        for ((label, before), key) in heading.cells.iter().zip(columns) {
            let column = Column::from_key(key);
            if column.is_none() && !key.is_empty() {
                return Err(bad(Reason::Unknown));
            }
            if column.is_some_and(|column| !seen.insert(column)) {
                return Err(bad(Reason::Taken));
            }
            if column != *before {
                named.push((heading_key(label), column));
            }
        }
        let (now, by) = (self.backend.now(), self.by);
        self.backend
            .write(async move |tx: &mut Tx| {
                for (heading, column) in named {
                    let id = heading_names::name(tx, &heading, column).await?;
                    let told = json!({ "column": column });
                    tx.emit(Event::by(now, by, EventKind::SchoolHeadingNamed, &id, told));
                }
                Ok(())
            })
            .await
    }

    /// The file of an applied list, as received; `NotFound` if there is none of this number.
    pub async fn original(&self, import: i64) -> domain::Result<OriginalFile> {
        let found = self.backend.read(async |conn| records::original(conn, import).await).await?;
        let (name, digest, packed) = found.ok_or(Error::NotFound)?;
        let unpacked = tokio::task::spawn_blocking(move || {
            if sha256(&packed) == digest {
                return Ok(packed);
            }
            rows::unpacked(&packed).map(Cow::into_owned)
        });
        let bytes = unpacked.await.map_err(|_| Error::Unavailable(1))?.map_err(invalid)?;
        Ok(OriginalFile { name, bytes })
    }

    async fn upload(&self, id: i64) -> domain::Result<Upload> {
        let account = self.by.ok_or(Error::Unauthenticated)?;
        let after = self.backend.now() - KEPT;
        let upload =
            async |conn: &mut Conn| upload::of(conn, OwnUpload { id, account }, after).await;
        self.backend.read(upload).await?.ok_or(Error::NotFound)
    }
}

impl Upload {
    /// The academic year selected for it.
    fn year(&self) -> domain::Result<AcademicYear> {
        let year = i32::try_from(self.year).ok().and_then(AcademicYear::new);
        year.ok_or(Error::NotFound)
    }
}

/// A name for display and download, with its extension.
fn clean(name: &str) -> String {
    let stem = FileName::clean(name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if ENDINGS.contains(&ending.as_str()) {
        return format!("{}.{ending}", stem.as_str());
    }
    stem.as_str().to_owned()
}
