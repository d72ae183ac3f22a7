//! Where the shipped facts come from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A source of shipped facts, as `/about` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Key that facts name it by.
    pub key: String,
    /// Title in Thai.
    pub title_th: String,
    /// Title in English.
    pub title_en: String,
    /// Licence or terms, as the source names them.
    pub licence: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
    /// What a reader should know about its quality, in Thai.
    pub note_th: String,
    /// The same in English.
    pub note_en: String,
}
