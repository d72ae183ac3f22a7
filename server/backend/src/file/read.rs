//! Use cases: serving a file to authorised readers, and reading the page for attaching.

use super::Files;
use crate::map::board;
use crate::progress::{report_row, scope, shown};
use crate::store::Conn;
use crate::store::file::{evidence, kept};
use crate::store::progress::{reading, report};
use crate::store::year::policy_item;
use domain::Error;
use domain::file::Format;
use domain::progress::evidence_desk::EvidenceDesk;
use std::path::PathBuf;

/// Number of a district's earlier files that are offered for reuse.
const EARLIER: i64 = 12;

/// A file that the actor may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Path of the bytes.
    pub path: PathBuf,
    /// The file format.
    pub format: Format,
    /// The name to save it under.
    pub name: String,
    /// Entity tag: changes with the content.
    pub tag: String,
    /// Whether the file is public.
    pub is_public: bool,
}

impl Files<'_> {
    /// The attachment with this row id, or its small picture; `NotFound` if the actor may not see its record.
    pub async fn get(self, id: i64, small: bool) -> domain::Result<FoundFile> {
        let read = async |conn: &mut Conn| evidence::readable(conn, &scope(self.actor), id).await;
        let found = self.backend.read(read).await?.ok_or(Error::NotFound)?;
        let folder = &self.backend.evidence().folder;
        if small && !found.format.is_image() {
            return Err(Error::NotFound);
        }
        let (path, format) = if small {
            (folder.small_path(&found.sha256), Format::Jpeg)
        } else {
            (folder.path(&found.sha256), found.format)
        };
        let name = format!("{}.{}", found.name, format.ending());
        let tag = format!("{}{}", found.sha256, if small { "-small" } else { "" });
        Ok(FoundFile { path, format, name, tag, is_public: found.is_public })
    }

    /// The report with this row id and its files, for an actor who may attach or detach.
    pub async fn desk(self, id: i64) -> domain::Result<EvidenceDesk> {
        let read = async |conn: &mut Conn| {
            let report = report::find(conn, id).await?.ok_or(Error::NotFound)?;
            report.may_detach(self.actor)?;
            let chosen = reading::chosen(conn, &scope(self.actor), &[id]).await?;
            let shown =
                shown(conn, self.actor, chosen).await?.into_iter().next().ok_or(Error::NotFound)?;
            let items = policy_item::of_year(conn, report.item.year()).await?;
            let item = items
                .into_iter()
                .find(|item| item.name() == Some(report.item))
                .ok_or(Error::NotFound)?;
            let board = board::whole(self.backend, conn).await?.board;
            let pin = board.pin(&report.district).cloned().ok_or(Error::NotFound)?;
            let earlier =
                evidence::earlier(conn, &report.district, report_row(id), EARLIER).await?;
            let used = kept::used(conn, &report.district).await?;
            Ok(EvidenceDesk {
                report: shown,
                name_th: pin.name_th,
                name_en: pin.name_en,
                title_th: item.title_th,
                title_en: item.title_en,
                earlier,
                room: (used, self.backend.evidence().quota),
            })
        };
        self.backend.read(read).await
    }
}
