//! The name of a year's item wherever people and machines write it: `2567/p1`, `2567/a3`.

use crate::year::fiscal_year::FiscalYear;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A fiscal year and the item's key in it: `p` for a policy, the group's letter for a quick win,
/// then its number, 1–99. Says which item is meant even on a form of last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemName {
    year: FiscalYear,
    list: char,
    no: u8,
}

impl ItemName {
    /// The name in `text`, such as `2567/p1`; `None` where it is not of the form.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, key) = text.split_once('/')?;
        Self::of_year(FiscalYear::new(digits(year)?)?, key)
    }

    /// The name of the item with this key, such as `p1`, in `year`.
    pub fn of_year(year: FiscalYear, key: &str) -> Option<Self> {
        let list = key.chars().next().filter(char::is_ascii_lowercase)?;
        let no: u8 = digits(&key[1..])?;
        (1..=99).contains(&no).then_some(Self { year, list, no })
    }

    /// The fiscal year.
    pub fn year(self) -> FiscalYear {
        self.year
    }

    /// The key within its year, as in addresses: `p1`, `b7`.
    pub fn key(self) -> String {
        format!("{}{}", self.list, self.no)
    }
}

/// A number that is written in one way only: Arabic digits without sign and leading zeros.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for ItemName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}{}", self.year, self.list, self.no)
    }
}

impl TryFrom<String> for ItemName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("an item's name is a fiscal year, a slash and a key, as 2567/p1")
    }
}

impl From<ItemName> for String {
    fn from(name: ItemName) -> Self {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_in_one_way_only() {
        for name in ["2567/p1", "2567/p10", "2568/b7"] {
            assert_eq!(ItemName::parse(name).unwrap().to_string(), name);
        }
        for bad in [
            "",
            "/",
            "p1",
            "2024/p1",
            "2567/p0",
            "2567/p01",
            "2567/p100",
            "2567/P1",
            "2567/p+1",
            "+2567/p1",
            "2567/ก1",
            "2567/p",
            "2567/p1/",
        ] {
            assert_eq!(ItemName::parse(bad), None, "{bad}");
        }
    }
}
