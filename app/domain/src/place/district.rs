//! An education service area office (สพท.): what it is, and what links to it show.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which schools the office serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistrictKind {
    /// สพป.
    Primary,
    /// สพม.
    Secondary,
}

impl DistrictKind {
    /// Both, in the order of the filter.
    pub const ALL: [Self; 2] = [Self::Primary, Self::Secondary];

    /// The key in addresses, the database and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A district's name in addresses: 1–60 of `a–z`, `0–9` and `-`. Never changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The slug in `text`, or `None` where it is not of the form.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=60).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    /// As in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a slug is 1 to 60 of a-z, 0-9 and -")
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How well the office's position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositionSource {
    /// As in a public list; the office has not confirmed it.
    Listed,
    /// The public list had lost digits; restored to a point inside the province.
    Repaired,
    /// Confirmed by the office itself.
    Confirmed,
}

impl PositionSource {
    /// The key in the database and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Repaired => "repaired",
            Self::Confirmed => "confirmed",
        }
    }

    /// The source with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Listed, Self::Repaired, Self::Confirmed].into_iter().find(|s| s.key() == key)
    }
}

/// Another district, as a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Its name in addresses.
    pub slug: Slug,
    /// Which schools it serves.
    pub kind: DistrictKind,
    /// Thai short name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Great-circle distance between the two offices in kilometres.
    pub distance_km: f64,
}

/// Where a fact on a page comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The fact's field name, such as `website`.
    pub field: String,
    /// Key of the source in the list of sources (`/about`), or `edited` where the value
    /// is no longer the shipped one.
    pub source: String,
    /// The source's title in Thai.
    pub title_th: String,
    /// The source's title in English.
    pub title_en: String,
    /// The day that the source speaks of.
    pub as_of: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_ascii_and_not_too_long() {
        assert!(Slug::parse("p-bangkok").is_some());
        for bad in ["", "P-bangkok", "../etc", "a b", "สพป", &"a".repeat(61)] {
            assert_eq!(Slug::parse(bad), None, "{bad}");
        }
    }
}
