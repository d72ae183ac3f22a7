//! The figures of a view, summed up from the standings.

use super::{Chosen, Scene, Standings};
use crate::bangkok;
use crate::district::DistrictKind;
use crate::pin_status::RealTime;
use crate::progress::ProgressKind;
use chrono::{DateTime, Utc};

/// Upper ends in days of the ages by which waiting reports are counted; older ones stand behind them.
pub const WAITING_DAYS: [i64; 3] = [7, 14, 30];

/// How many districts of a type are named in a list of the utmost.
const NAMED: usize = 5;

/// What a view shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Places of the districts let through, in the scene's order.
    pub districts: Vec<usize>,
    /// How many stand at each status, in the order of [`RealTime::ALL`]; together all of them.
    pub statuses: [i32; 4],
    /// How many had reported within 30 days, on each of the days.
    pub fresh: Vec<i32>,
    /// Every item, whichever is chosen.
    pub items: Vec<ItemRow>,
    /// The clusters that have a district let through, ascending.
    pub clusters: Vec<ClusterRow>,
    /// By type: the districts that have been silent longest, over 60 days.
    pub silent: Vec<(DistrictKind, Vec<usize>)>,
    /// By type: the districts whose number of active items rose or fell most.
    pub movers: Vec<(DistrictKind, Vec<Move>)>,
    /// How many reports wait, by age: up to each of [`WAITING_DAYS`], and longer.
    pub waiting: [i32; 4],
    /// How many days the one that has waited longest waits.
    pub longest_wait: Option<i64>,
}

/// An item over the districts let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// Place of the item.
    pub item: usize,
    /// Districts by the kind of their newest report on it, in the order of [`ProgressKind::ALL`].
    pub kinds: [i32; 3],
    /// Districts that have not reported on it.
    pub none: i32,
    /// When the newest of their reports came.
    pub newest: Option<DateTime<Utc>>,
    /// Districts that had reported on it within 30 days, on each of the days.
    pub active: Vec<i32>,
}

/// A cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterRow {
    /// Its number.
    pub no: i32,
    /// How many of its districts stand at each status.
    pub statuses: [i32; 4],
    /// How many had reported within 30 days, on each of the days.
    pub fresh: Vec<i32>,
}

/// How a district's number of active items changed over the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Place of the district.
    pub district: usize,
    /// At the beginning of the period.
    pub before: i32,
    /// On the day shown.
    pub after: i32,
}

impl Move {
    /// Items more; fewer below zero.
    pub fn change(self) -> i32 {
        self.after - self.before
    }
}

impl Picture {
    /// The figures of what is chosen.
    pub fn of(scene: &Scene, standings: &Standings, chosen: &Chosen) -> Self {
        Self::over(scene, standings, chosen, chosen.districts(scene))
    }

    /// The figures of the districts at these places, ascending; statuses are of the item chosen.
    pub fn over(
        scene: &Scene,
        standings: &Standings,
        chosen: &Chosen,
        districts: Vec<usize>,
    ) -> Self {
        let sums = Sums { scene, standings, chosen };
        let waits = sums.waits(&districts);
        Self {
            statuses: sums.statuses(&districts),
            fresh: sums.fresh(&districts),
            items: (0..scene.items.len()).map(|item| sums.item(item, &districts)).collect(),
            clusters: sums.clusters(&districts),
            silent: sums.by_kind(&districts, |of| sums.silent(of)),
            movers: sums.by_kind(&districts, |of| sums.movers(of)),
            waiting: buckets(&waits),
            longest_wait: waits.into_iter().max(),
            districts,
        }
    }

    /// How many districts are let through.
    pub fn total(&self) -> i32 {
        self.statuses.iter().sum()
    }

    /// How many reports wait.
    pub fn waiting_total(&self) -> i32 {
        self.waiting.iter().sum()
    }
}

struct Sums<'a> {
    scene: &'a Scene,
    standings: &'a Standings,
    chosen: &'a Chosen,
}

impl Sums<'_> {
    fn statuses(&self, districts: &[usize]) -> [i32; 4] {
        let status = |place: &usize| self.chosen.status_of(self.standings, *place);
        RealTime::ALL.map(|one| count(districts.iter().filter(|place| status(place) == one)))
    }

    fn fresh(&self, districts: &[usize]) -> Vec<i32> {
        let marks = |place: &usize| match self.chosen.item {
            Some(item) => self.standings.cells[*place][item].active,
            None => self.standings.fresh[*place],
        };
        let days = 0..self.standings.days.len();
        days.map(|day| count(districts.iter().filter(|place| marks(place).has(day)))).collect()
    }

    fn item(&self, item: usize, districts: &[usize]) -> ItemRow {
        let cells = || districts.iter().map(|place| &self.standings.cells[*place][item]);
        let newest = || cells().filter_map(|cell| cell.newest);
        let days = 0..self.standings.days.len();
        ItemRow {
            item,
            kinds: ProgressKind::ALL.map(|kind| count(newest().filter(|one| one.kind == kind))),
            none: count(cells().filter(|cell| cell.newest.is_none())),
            newest: newest().map(|one| one.at).max(),
            active: days.map(|day| count(cells().filter(|cell| cell.active.has(day)))).collect(),
        }
    }

    fn clusters(&self, districts: &[usize]) -> Vec<ClusterRow> {
        let members = |no: i32| -> Vec<usize> {
            let is_member = |place: &usize| self.scene.districts[*place].cluster == Some(no);
            districts.iter().copied().filter(is_member).collect()
        };
        let all = self.scene.clusters.iter().map(|no| (*no, members(*no)));
        all.filter(|(_, members)| !members.is_empty())
            .map(|(no, members)| ClusterRow {
                no,
                statuses: self.statuses(&members),
                fresh: self.fresh(&members),
            })
            .collect()
    }

    /// The utmost within each type: districts are compared with their like.
    fn by_kind<T>(
        &self,
        districts: &[usize],
        utmost: impl Fn(Vec<usize>) -> Vec<T>,
    ) -> Vec<(DistrictKind, Vec<T>)> {
        let of_kind = |kind| {
            let is_like = |place: &usize| self.scene.districts[*place].kind == kind;
            districts.iter().copied().filter(is_like).collect()
        };
        let listed = DistrictKind::ALL.map(|kind| (kind, utmost(of_kind(kind))));
        listed.into_iter().filter(|(_, named)| !named.is_empty()).collect()
    }

    fn silent(&self, mut districts: Vec<usize>) -> Vec<usize> {
        districts.retain(|place| self.chosen.status_of(self.standings, *place) == RealTime::Silent);
        districts.sort_by_key(|place| {
            self.chosen.newest(self.standings, *place).map(|newest| newest.at)
        });
        districts.truncate(NAMED);
        districts
    }

    fn movers(&self, districts: Vec<usize>) -> Vec<Move> {
        let last = self.standings.days.len().saturating_sub(1);
        let moved = districts.into_iter().map(|district| Move {
            district,
            before: self.standings.active_items(district, 0),
            after: self.standings.active_items(district, last),
        });
        let mut moved: Vec<Move> = moved.filter(|one| one.change() != 0).collect();
        moved.sort_by_key(|one| -one.change().abs());
        moved.truncate(NAMED);
        moved
    }

    /// For how many days each report waits that the view lets through.
    fn waits(&self, districts: &[usize]) -> Vec<i64> {
        let day = self.standings.day();
        let is_meant = |item: Option<usize>| self.chosen.item.is_none() || item == self.chosen.item;
        let waiting = self.standings.waiting.iter();
        waiting
            .filter(|one| districts.binary_search(&one.district).is_ok() && is_meant(one.item))
            .map(|one| (day - bangkok::date(one.since)).num_days())
            .collect()
    }
}

fn buckets(waits: &[i64]) -> [i32; 4] {
    let [week, fortnight, month] = WAITING_DAYS;
    let within = |from: i64, to: i64| count(waits.iter().filter(|days| (from..=to).contains(days)));
    [
        within(0, week),
        within(week + 1, fortnight),
        within(fortnight + 1, month),
        within(month + 1, i64::MAX),
    ]
}

fn count<T>(some: impl Iterator<Item = T>) -> i32 {
    i32::try_from(some.count()).unwrap_or(i32::MAX)
}
