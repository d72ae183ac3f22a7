//! Read models: files as whoever may see their record sees them.

use super::{Consent, Format, Purpose};
use crate::place::district::Slug;
use crate::progress::shown::ShownReport;
use serde::{Deserialize, Serialize};

/// A file of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFile {
    /// Row id of its being attached.
    pub id: i64,
    /// In which form it is kept.
    pub format: Format,
    /// Its size.
    pub bytes: u64,
    /// Width and height in pixels, of a picture.
    pub size: Option<(u32, u32)>,
    /// What it is to the record.
    pub purpose: Purpose,
    /// Whether people can be recognised.
    pub consent: Consent,
    /// What is to be seen.
    pub alt: String,
    /// Its name without ending.
    pub name: String,
}

impl ShownFile {
    /// Where it is found. The name is for who saves it; the id alone decides.
    pub fn address(&self) -> String {
        let name = crate::map::view::percent_encode(&self.file_name());
        format!("/files/{}/{name}", self.id)
    }

    /// Where a picture is found in a small size.
    pub fn small_address(&self) -> Option<String> {
        self.format.is_image().then(|| format!("/files/{}/small", self.id))
    }

    /// The name with its ending, to save it under.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.name, self.format.ending())
    }
}

/// What the page for attaching files to a report shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceDesk {
    /// The report, with its files.
    pub report: ShownReport,
    /// Thai short name of its district.
    pub name_th: String,
    /// English name of its district.
    pub name_en: String,
    /// Thai title of its item.
    pub title_th: String,
    /// English title of its item.
    pub title_en: String,
    /// The district's newest other files, which can be used again.
    pub earlier: Vec<ShownFile>,
    /// Bytes that the district's files take, each counted once, and how many they may.
    pub room: (u64, u64),
}

impl EvidenceDesk {
    /// The district.
    pub fn district(&self) -> &Slug {
        &self.report.district
    }
}
