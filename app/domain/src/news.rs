//! What has changed on the public board, as it travels to every open map.

use crate::district::Slug;
use crate::item_name::ItemName;
use serde::{Deserialize, Serialize};

/// What has changed up to a position of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct News {
    /// The position that they lead to.
    pub position: i64,
    /// The reports that were posted, corrected, withdrawn or acknowledged.
    pub reports: Vec<ReportRef>,
}

/// A district's reports on an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRef {
    /// The district.
    pub district: Slug,
    /// The item.
    pub item: ItemName,
}
