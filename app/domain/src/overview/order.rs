//! In which order items and districts are listed: their own, or by a figure.

use super::{Chosen, ItemRow, Picture, Standings};
use chrono::{DateTime, Utc};
use std::cmp::Ordering;

/// A figure that lists can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Of an item: how many districts have reported on it.
    Reported,
    /// Of an item: how many districts have reported on it within 30 days. Of a district: on how many items.
    Active,
    /// When the newest report came; where there is none, before all others.
    Newest,
    /// Of a district: the number of its cluster.
    Cluster,
}

/// An order other than the list's own. Where figures are equal, the list's own order holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The figure.
    pub by: Measure,
    /// Whether the largest stands first.
    pub falls: bool,
}

impl Measure {
    /// What items can be ordered by.
    pub const OF_ITEMS: &[Self] = &[Self::Reported, Self::Active, Self::Newest];
    /// What districts can be ordered by.
    pub const OF_DISTRICTS: &[Self] = &[Self::Active, Self::Newest, Self::Cluster];

    fn key(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Active => "active",
            Self::Newest => "newest",
            Self::Cluster => "cluster",
        }
    }
}

impl Order {
    /// As in addresses: the figure, behind a minus sign where the largest stands first.
    pub fn key(self) -> String {
        format!("{}{}", if self.falls { "-" } else { "" }, self.by.key())
    }

    /// The order with this key, by one of these figures.
    pub fn from_key(key: &str, measures: &[Measure]) -> Option<Self> {
        let (falls, name) = key.strip_prefix('-').map_or((false, key), |name| (true, name));
        let by = measures.iter().copied().find(|measure| measure.key() == name)?;
        Some(Self { by, falls })
    }

    /// What a list in order `now` turns to that is asked for this figure: the largest first, then the
    /// smallest, then its own order again.
    pub fn turned(now: Option<Self>, by: Measure) -> Option<Self> {
        match now.filter(|now| now.by == by) {
            None => Some(Self { by, falls: true }),
            Some(Self { falls: true, .. }) => Some(Self { by, falls: false }),
            Some(_) => None,
        }
    }

    fn turns(self, ordering: Ordering) -> Ordering {
        if self.falls { ordering.reverse() } else { ordering }
    }
}

/// The order of items where some stand side by side: by how one of them stands on each. The largest is where
/// most of its districts are active; where as many are, where its newest report came last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByColumn {
    /// Slug or cluster number, as in [`Chosen::compare`].
    pub column: String,
    /// Whether the largest stands first.
    pub falls: bool,
}

impl ByColumn {
    /// As in addresses: the column, behind a minus sign where the largest stands first.
    pub fn key(&self) -> String {
        format!("{}{}", if self.falls { "-" } else { "" }, self.column)
    }

    /// The order with this key, by one of these columns.
    pub fn from_key(key: &str, columns: &[String]) -> Option<Self> {
        let (falls, name) = key.strip_prefix('-').map_or((false, key), |name| (true, name));
        let column = columns.iter().find(|column| *column == name)?.clone();
        Some(Self { column, falls })
    }

    /// What items in order `now` turn to that are asked for this column, as with [`Order::turned`].
    pub fn turned(now: Option<&Self>, column: &str) -> Option<Self> {
        let order = |falls| Some(Self { column: column.to_owned(), falls });
        match now.filter(|now| now.column == column) {
            None => order(true),
            Some(Self { falls: true, .. }) => order(false),
            Some(_) => None,
        }
    }
}

impl Picture {
    /// The places of the items in the order of how those let through stand on them.
    pub fn items_by_standing(&self, falls: bool) -> Vec<usize> {
        let mut rows: Vec<&ItemRow> = self.items.iter().collect();
        let standing = |row: &ItemRow| (row.active.last().copied(), row.newest);
        rows.sort_by(|a, b| {
            let ordering = standing(a).cmp(&standing(b));
            if falls { ordering.reverse() } else { ordering }
        });
        rows.into_iter().map(|row| row.item).collect()
    }

    /// The items in the order chosen.
    pub fn ordered_items(&self, chosen: &Chosen) -> Vec<&ItemRow> {
        let mut rows: Vec<&ItemRow> = self.items.iter().collect();
        if let Some(order) = chosen.sort {
            rows.sort_by(|a, b| order.turns(compare_items(order.by, a, b)));
        }
        rows
    }
}

fn compare_items(by: Measure, a: &ItemRow, b: &ItemRow) -> Ordering {
    match by {
        Measure::Reported => a.kinds.iter().sum::<i32>().cmp(&b.kinds.iter().sum()),
        Measure::Active => a.active.last().cmp(&b.active.last()),
        Measure::Newest => a.newest.cmp(&b.newest),
        Measure::Cluster => Ordering::Equal,
    }
}

impl Chosen {
    /// Brings districts into the order chosen. `cluster_of` gives the number of a district's cluster.
    pub(super) fn order_districts(
        &self,
        districts: &mut [usize],
        standings: &Standings,
        cluster_of: impl Fn(usize) -> Option<i32>,
    ) {
        let Some(order) = self.order else { return };
        let last = standings.days.len().saturating_sub(1);
        let figure = |place: usize| match order.by {
            Measure::Active => Figure::Count(standings.active_items(place, last)),
            Measure::Newest => Figure::At(self.newest(standings, place).map(|newest| newest.at)),
            Measure::Cluster => Figure::Cluster(cluster_of(place)),
            Measure::Reported => Figure::Count(0),
        };
        let mut by_figure: Vec<(Figure, usize)> =
            districts.iter().map(|place| (figure(*place), *place)).collect();
        by_figure.sort_by(|(a, _), (b, _)| order.turns(a.cmp(b)));
        for (district, (_, place)) in districts.iter_mut().zip(by_figure) {
            *district = place;
        }
    }
}

/// What districts are ordered by; all of a list are of one sort.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    Count(i32),
    At(Option<DateTime<Utc>>),
    Cluster(Option<i32>),
}
