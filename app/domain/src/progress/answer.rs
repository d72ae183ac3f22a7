//! What our own pages' scripts hear after they sent a form: the same as people read, as data.

use serde::{Deserialize, Serialize};

/// The answer to a sent form. The HTTP status says whether it was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Row id of what was made.
    pub id: Option<i64>,
    /// Why the form as a whole was not taken, in the reader's language.
    pub sentence: Option<String>,
    /// Name and sentence of each field to be mended.
    pub fields: Vec<(String, String)>,
}
