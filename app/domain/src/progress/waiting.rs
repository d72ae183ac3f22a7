//! Read models: the reports that wait for an acknowledgement, and several of them chosen for one.

use super::shown::ShownReport;
use crate::Error;
use crate::year::catalogue::PolicyItem;
use crate::year::item_name::ItemName;
use serde::{Deserialize, Serialize};

/// Which of the waiting reports are looked at; all where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// Only on this item.
    pub item: Option<ItemName>,
    /// Only of districts in this cluster of the year that the map shows.
    pub cluster: Option<i32>,
}

/// Reports that wait for an acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The items on which reports wait, in the order of the catalogue, whatever the filter's item.
    pub items: Vec<WaitingItem>,
    /// How many wait, within the filter.
    pub total: i64,
    /// Those that have waited longest, first.
    pub reports: Vec<ShownReport>,
}

/// An item on which reports wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingItem {
    /// The item.
    pub item: PolicyItem,
    /// How many.
    pub count: i64,
}

/// A report that was chosen to be acknowledged with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Its row id, as it was chosen.
    pub id: i64,
    /// The report, for who may know of it.
    pub report: Option<ShownReport>,
    /// Why it cannot be acknowledged now; `None` where it can.
    pub refusal: Option<Error>,
}

impl Waiting {
    /// How many wait and are not shown.
    pub fn more(&self) -> i64 {
        self.total - i64::try_from(self.reports.len()).unwrap_or(i64::MAX)
    }
}

impl WaitingFilter {
    /// The filter in an address's parameters; what is not of the form is left out.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (name, value) in pairs {
            match name {
                "item" => filter.item = ItemName::parse(value),
                "cluster" => filter.cluster = value.parse().ok(),
                _ => {}
            }
        }
        filter
    }

    /// The address of what waits, filtered so. [`WaitingFilter::parse`] reads it back.
    pub fn address(&self) -> String {
        let item = self.item.map(|item| format!("item={item}"));
        let cluster = self.cluster.map(|no| format!("cluster={no}"));
        let pairs: Vec<String> = item.into_iter().chain(cluster).collect();
        if pairs.is_empty() {
            "/waiting".to_owned()
        } else {
            format!("/waiting?{}", pairs.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(address: &str) -> WaitingFilter {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        WaitingFilter::parse(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    #[test]
    fn an_address_says_the_filter_and_nothing_else() {
        for address in ["/waiting", "/waiting?item=2567/p1", "/waiting?item=2567/b11&cluster=18"] {
            assert_eq!(filter(address).address(), address);
        }
        assert_eq!(filter("/waiting?item=p1&cluster=x&other=1"), WaitingFilter::default());
    }
}
