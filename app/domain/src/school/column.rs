//! The columns of a list of schools, and how their headings are recognised.

use crate::kernel::thai;
use crate::school::thai_terms::HEADINGS;
use serde::{Deserialize, Serialize};

/// A column of a list of schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The ministry's code.
    Code,
    /// Name.
    Name,
    /// Stages.
    Levels,
    /// The district's office code.
    District,
    /// Province.
    Province,
    /// Amphoe.
    Amphoe,
    /// Tambon.
    Tambon,
    /// Latitude, degrees north.
    Lat,
    /// Longitude, degrees east.
    Lon,
    /// Students.
    Students,
    /// Teachers.
    Teachers,
    /// The academic year that the line is about.
    Year,
}

impl Column {
    /// All, in the order of a list.
    pub const ALL: [Self; 12] = [
        Self::Code,
        Self::Name,
        Self::Levels,
        Self::District,
        Self::Province,
        Self::Amphoe,
        Self::Tambon,
        Self::Lat,
        Self::Lon,
        Self::Students,
        Self::Teachers,
        Self::Year,
    ];
    /// Those without which it is no list of schools.
    pub const NEEDED: [Self; 4] = [Self::Code, Self::Name, Self::Levels, Self::District];

    /// As in forms and the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Levels => "levels",
            Self::District => "district",
            Self::Province => "province",
            Self::Amphoe => "amphoe",
            Self::Tambon => "tambon",
            Self::Lat => "lat",
            Self::Lon => "lon",
            Self::Students => "students",
            Self::Teachers => "teachers",
            Self::Year => "year",
        }
    }

    /// The column with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// The column that lists call so, in Thai or English.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let heading = heading_key(heading);
        let named = HEADINGS.iter().find(|(_, names)| names.contains(&heading.as_str()));
        named.map(|(column, _)| *column)
    }
}

/// What two headings have in common that say the same: small letters, no spaces, Arabic digits.
pub fn heading_key(heading: &str) -> String {
    thai::line(heading).to_lowercase().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_however_it_is_spaced_and_a_column_by_its_key() {
        for (heading, column) in [
            ("รหัสโรงเรียน", Some(Column::Code)),
            (" รหัส โรงเรียน\n๑๐ หลัก", Some(Column::Code)),
            ("District_Code", Some(Column::District)),
            ("หมายเหตุ", None),
            ("", None),
        ] {
            assert_eq!(Column::of_heading(heading), column, "{heading}");
        }
        for column in Column::ALL {
            assert_eq!(Column::from_key(column.key()), Some(column));
        }
    }
}
