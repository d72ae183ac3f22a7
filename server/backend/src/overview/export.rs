//! Use case: exporting the districts of a view as a file. The same rows, order and figures as on the page,
//! from one count; each export is recorded in the log.

mod csv_file;
mod geojson_file;
mod table;
mod xlsx_file;

use super::OverviewHandle;
use super::Query;
use crate::store::{Event, EventKind};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use domain::overview::Overview;
use domain::{Error, Result};
use serde_json::json;
use table::Table;
use words::Lang;

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// UTF-8 with a byte order mark, so that Excel reads Thai.
    Csv,
    /// A workbook: districts, items, origin.
    Xlsx,
    /// The offices as points, for map programs.
    Geojson,
}

/// An exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// Its name: ASCII, without quotes.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Format {
    /// All formats, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Geojson];

    /// The key in forms, and the file extension.
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Geojson => "geojson",
        }
    }

    /// The format with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Geojson => "application/geo+json",
        }
    }
}

impl OverviewHandle<'_> {
    /// The districts of the view for `query`, as a file in the reader's language. `source` is the base URL
    /// of the site, for the link back.
    pub async fn export(
        self,
        query: &Query,
        format: Format,
        lang: Lang,
        source: &str,
    ) -> Result<ExportedFile> {
        let overview = self.view(query).await?;
        let account = self.actor.account().ok_or(Error::Unauthenticated)?.id();
        let address = overview.address("/overview/districts");
        let table = Table::of(lang, &overview);
        let bytes = match format {
            Format::Csv => csv_file::write(&table),
            Format::Xlsx => {
                xlsx_file::write(&table, &overview, lang, &format!("{source}{address}"))
            }
            Format::Geojson => Ok(geojson_file::write(&overview)),
        };
        let bytes = bytes.map_err(crate::Error::publish)?;
        self.note(account, &overview, format, address, table.rows.len()).await?;
        let name = format!(
            "pakmud-{}-{}.{}",
            overview.scene().year,
            overview.standpoint.day,
            format.key()
        );
        Ok(ExportedFile { name, content_type: format.content_type(), bytes })
    }

    async fn note(
        self,
        account: AccountId,
        overview: &Overview,
        format: Format,
        address: String,
        rows: usize,
    ) -> Result<()> {
        let now: DateTime<Utc> = self.backend.now();
        let (year, position) = (overview.scene().year, overview.counted.position);
        let payload = json!({
            "format": format.key(), "view": address, "rows": rows, "position": position,
        });
        self.backend
            .write(async move |tx| {
                tx.emit(Event::by_account(
                    now,
                    account,
                    EventKind::OverviewExported,
                    &year,
                    payload,
                ));
                Ok(())
            })
            .await
    }
}
