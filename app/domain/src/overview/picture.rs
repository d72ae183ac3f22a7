//! The figures of a view.

use super::sums::Sums;
use super::{Chosen, Scene, Standings};
use crate::place::district::DistrictKind;
use crate::place::position::Place;
use chrono::{DateTime, Utc};

/// Upper ends in days of the ages by which waiting reports are counted; older ones stand behind them.
pub const WAITING_DAYS: [i64; 3] = [7, 14, 30];

/// What a view shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Places of the districts let through, in the scene's order.
    pub districts: Vec<usize>,
    /// How many stand at each status, in the order of [`RealTime::ALL`](crate::progress::pin_status::RealTime::ALL); together
    /// all of them.
    pub statuses: [i32; 4],
    /// How many had reported within 30 days, on each of the days.
    pub fresh: Vec<i32>,
    /// Every item, whichever is chosen.
    pub items: Vec<ItemRow>,
    /// The clusters that have a district let through, ascending.
    pub clusters: Vec<ClusterRow>,
    /// The districts let through, by cluster and type.
    pub groups: Vec<GroupRow>,
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
    /// Districts by the kind of their newest report on it, in the order of
    /// [`ProgressKind::ALL`](crate::progress::ProgressKind::ALL).
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

/// The districts of one type in a cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupRow {
    /// Their type.
    pub kind: DistrictKind,
    /// Their cluster.
    pub cluster: Option<i32>,
    /// The middle of where their offices stand.
    pub middle: Place,
    /// How many of them stand at each status.
    pub statuses: [i32; 4],
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
        let all = standings.almanac().groups();
        let chosen_of = |kind, cluster| {
            chosen.kind.is_none_or(|one| one == kind)
                && chosen.cluster.is_none_or(|no| cluster == Some(no))
        };
        let groups = all.filter(|group| chosen_of(group.kind, group.cluster)).collect();
        Sums::new(standings, chosen.item, groups).picture(scene)
    }

    /// The figures of a whole cluster; statuses are of the item chosen.
    pub fn of_cluster(scene: &Scene, standings: &Standings, chosen: &Chosen, no: i32) -> Self {
        let all = standings.almanac().groups();
        let groups = all.filter(|group| group.cluster == Some(no)).collect();
        Sums::new(standings, chosen.item, groups).picture(scene)
    }

    /// The figures of the district at a place; statuses are of the item chosen.
    pub fn of_district(
        scene: &Scene,
        standings: &Standings,
        chosen: &Chosen,
        district: usize,
    ) -> Self {
        let alone = standings.almanac().alone(district);
        Sums::new(standings, chosen.item, alone.iter().collect()).picture(scene)
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
