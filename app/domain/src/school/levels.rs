//! Which classes a school has.

use crate::school::thai_terms::LEVELS;
use serde::{Deserialize, Serialize};

/// A stage of basic education.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// For the youngest, before compulsory education.
    Kindergarten,
    /// Six years, from the age of six.
    Primary,
    /// Three years, to the end of compulsory education.
    LowerSecondary,
    /// Three years more.
    UpperSecondary,
}

impl Level {
    /// All, the youngest first.
    pub const ALL: [Self; 4] =
        [Self::Kindergarten, Self::Primary, Self::LowerSecondary, Self::UpperSecondary];

    /// As stored and in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kindergarten => "kindergarten",
            Self::Primary => "primary",
            Self::LowerSecondary => "lower_secondary",
            Self::UpperSecondary => "upper_secondary",
        }
    }

    /// The level of that key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }

    /// As the lists write it.
    fn from_name(name: &str) -> Option<Self> {
        let named = LEVELS.iter().find(|(_, names)| names.contains(&name.trim()));
        named.map(|(level, _)| *level)
    }
}

/// From the lowest to the highest stage that a school has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    /// The lowest.
    pub from: Level,
    /// The highest; not below the lowest.
    pub to: Level,
}

impl Levels {
    /// From one to another; `None` where the first is the higher one.
    pub fn new(from: Level, to: Level) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// As the lists write it: one stage, or two with a dash between.
    pub fn parse(text: &str) -> Option<Self> {
        let mut ends = text.split(['-', '–', '—']);
        let from = Level::from_name(ends.next()?)?;
        let to = ends.next().map_or(Some(from), Level::from_name)?;
        if ends.next().is_some() { None } else { Self::new(from, to) }
    }

    /// Whether the school has this stage.
    pub fn has(self, level: Level) -> bool {
        self.from <= level && level <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_lists_write_it() {
        let levels = Levels::parse("อนุบาล-มัธยมศึกษาตอนต้น").unwrap();
        assert!(levels.has(Level::Primary) && !levels.has(Level::UpperSecondary));
        assert_eq!(Levels::parse(" ประถมศึกษา ").unwrap().to, Level::Primary);
        for wrong in ["", "อนุบาล-", "ประถมศึกษา-อนุบาล", "อนุบาล-ประถมศึกษา-ประถมศึกษา", "มหาวิทยาลัย"]
        {
            assert_eq!(Levels::parse(wrong), None, "{wrong}");
        }
    }
}
