//! What of the overview is shown: only an item, a type, a cluster, a status; and what is compared.

use super::{ByColumn, MOST_COMPARED, Measure, Newest, Order, Scene, Standings, Standpoint};
use crate::place::district::{DistrictKind, Slug};
use crate::progress::ProgressKind;
use crate::progress::pin_status::RealTime;

/// The names of the parameters that make up a view of the overview, beside those of the map.
pub const NAMES: &[&str] =
    &["year", "on", "weeks", "item", "last", "compare", "add", "present", "sort", "order", "by"];

/// What is chosen. Nothing chosen is the whole country.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Place of the one item that statuses are of.
    pub item: Option<usize>,
    /// Only this type.
    pub kind: Option<DistrictKind>,
    /// Only this cluster.
    pub cluster: Option<i32>,
    /// Only this status, where districts are listed.
    pub status: Option<RealTime>,
    /// Only districts whose newest report on the item chosen is of this kind.
    pub last: Option<Last>,
    /// What stands side by side, by slug or by cluster number.
    pub compare: Vec<String>,
    /// The order of items.
    pub sort: Option<Order>,
    /// The order of districts, within their type.
    pub order: Option<Order>,
    /// The order of items where something is compared.
    pub by: Option<ByColumn>,
}

/// The newest report on an item, as districts are listed by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// It is of this kind.
    Kind(ProgressKind),
    /// There is none.
    Missing,
}

impl Last {
    /// The key in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.key(),
            Self::Missing => "none",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        match key {
            "none" => Some(Self::Missing),
            key => ProgressKind::from_key(key).map(Self::Kind),
        }
    }
}

impl Chosen {
    /// The nearest that an address says, and the names of what was left out.
    pub fn parse<'a>(
        given: impl Fn(&str) -> Option<&'a str>,
        scene: &Scene,
    ) -> (Self, Vec<&'static str>) {
        let item = given("item").and_then(|key| scene.item(key));
        let compare = compared([given("compare"), given("add")].into_iter().flatten(), scene);
        let chosen = Self {
            item,
            last: given("last").and_then(Last::from_key).filter(|_| item.is_some()),
            kind: given("kind").and_then(DistrictKind::from_key),
            cluster: given("cluster")
                .and_then(|no| no.parse().ok())
                .filter(|no| scene.clusters.contains(no)),
            status: given("status").and_then(RealTime::from_key),
            by: given("by").and_then(|key| ByColumn::from_key(key, &compare)),
            compare,
            sort: given("sort").and_then(|key| Order::from_key(key, Measure::OF_ITEMS)),
            order: given("order").and_then(|key| Order::from_key(key, Measure::OF_DISTRICTS)),
        };
        let kept = chosen.pairs(scene);
        let names = ["item", "kind", "cluster", "status", "last", "compare", "sort", "order", "by"];
        let is_lost = |name: &&str| {
            let asked = given(name);
            asked.is_some() && kept.iter().all(|(kept, _)| kept != name)
        };
        (chosen, names.into_iter().filter(is_lost).collect())
    }

    /// As query parameters that lead back to it. What is not compared orders nothing.
    pub fn pairs(&self, scene: &Scene) -> Vec<(&'static str, String)> {
        let text = |key: &str| key.to_owned();
        let by = self.by.as_ref().filter(|by| self.compare.contains(&by.column));
        [
            ("item", self.item.map(|item| scene.items[item].key())),
            ("kind", self.kind.map(DistrictKind::key).map(text)),
            ("cluster", self.cluster.map(|no| no.to_string())),
            ("status", self.status.map(RealTime::key).map(text)),
            ("last", self.last.map(Last::key).map(text)),
            ("compare", (!self.compare.is_empty()).then(|| self.compare.join(","))),
            ("sort", self.sort.map(Order::key)),
            ("order", self.order.map(Order::key)),
            ("by", by.map(ByColumn::key)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// The districts of the type and cluster chosen, whatever their status, in the scene's order.
    pub fn districts(&self, scene: &Scene) -> Vec<usize> {
        let let_through = |place: &usize| {
            let district = &scene.districts[*place];
            self.kind.is_none_or(|kind| district.kind == kind)
                && self.cluster.is_none_or(|no| district.cluster == Some(no))
        };
        (0..scene.districts.len()).filter(let_through).collect()
    }

    /// Those of them with the status and the newest report chosen, in the order chosen: what a list of
    /// districts shows.
    pub fn listed(&self, scene: &Scene, standings: &Standings) -> Vec<usize> {
        let mut listed = self.districts(scene);
        listed.retain(|place| {
            let is_meant = |last| match last {
                Last::Kind(kind) => {
                    self.newest(standings, *place).is_some_and(|one| one.kind == kind)
                }
                Last::Missing => self.newest(standings, *place).is_none(),
            };
            self.status.is_none_or(|status| self.status_of(standings, *place) == status)
                && self.last.is_none_or(is_meant)
        });
        self.order_districts(&mut listed, standings, |place| scene.districts[place].cluster);
        listed
    }

    /// The newest report of a district: on the item chosen, else on any.
    pub fn newest(&self, standings: &Standings, district: usize) -> Option<Newest> {
        match self.item {
            Some(item) => standings.newest_on(district, item),
            None => standings.newest(district),
        }
    }

    /// The status of a district on the day shown: by the item chosen, else by its newest report on
    /// any item, as on the map.
    pub fn status_of(&self, standings: &Standings, district: usize) -> RealTime {
        let newest = self.newest(standings, district);
        RealTime::of(newest.map(|newest| newest.at), Standpoint::end_of(standings.day()))
    }
}

/// At most [`MOST_COMPARED`] slugs or cluster numbers that exist, each once.
fn compared<'a>(lists: impl Iterator<Item = &'a str>, scene: &Scene) -> Vec<String> {
    let exists = |name: &str| {
        let is_cluster = name.parse().is_ok_and(|no: i32| scene.clusters.contains(&no));
        is_cluster || Slug::parse(name).is_some_and(|slug| scene.district(&slug).is_some())
    };
    let mut kept: Vec<String> = Vec::new();
    for name in lists.flat_map(|list| list.split(',')).filter(|name| exists(name)) {
        if kept.len() < MOST_COMPARED && !kept.iter().any(|one| one == name) {
            kept.push(name.to_owned());
        }
    }
    kept
}
