//! The year's items that districts report on. Rows per fiscal year, never an enum.

use crate::year::fiscal_year::FiscalYear;
use crate::year::item_name::ItemName;
use serde::{Deserialize, Serialize};

/// Which of the two lists an item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// นโยบายและจุดเน้น
    Policy,
    /// Quick Win
    QuickWin,
}

impl Track {
    /// The key in the database and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::QuickWin => "quick_win",
        }
    }

    /// The track with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Policy, Self::QuickWin].into_iter().find(|track| track.key() == key)
    }
}

/// An item of a fiscal year's catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyItem {
    /// Row id.
    pub id: i64,
    /// The year it belongs to.
    pub year: FiscalYear,
    /// Which list.
    pub track: Track,
    /// `A` or `B` for a quick win, empty for a policy.
    pub group_key: String,
    /// The group's Thai title, empty for a policy.
    pub group_th: String,
    /// The group's English title, empty for a policy.
    pub group_en: String,
    /// Number within its group, from 1.
    pub no: i32,
    /// Thai title.
    pub title_th: String,
    /// English title.
    pub title_en: String,
}

impl PolicyItem {
    /// The item's name in addresses within its year: `p1` … for policies, `a1`, `b7` … for quick wins.
    pub fn key(&self) -> String {
        match self.track {
            Track::Policy => format!("p{}", self.no),
            Track::QuickWin => format!("{}{}", self.group_key.to_ascii_lowercase(), self.no),
        }
    }

    /// The item's name with its year; `None` for a row whose group or number is not of the form.
    pub fn name(&self) -> Option<ItemName> {
        ItemName::of_year(self.year, &self.key())
    }
}
