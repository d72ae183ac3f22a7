//! Read models: files as whoever may see their record sees them.

use super::{Consent, Format, Purpose};
use crate::kernel::percent::percent_encode;
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
        let name = percent_encode(&self.file_name());
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
