//! Read model: the page for attaching files to a report.

use crate::file::ShownFile;
use crate::place::district::Slug;
use crate::progress::shown::ShownReport;
use serde::{Deserialize, Serialize};

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
