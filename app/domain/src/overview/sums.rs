//! Figures summed up over the groups of districts that a view lets through.

use super::group::Group;
use super::spell::number;
use super::{ClusterRow, GroupRow, ItemRow, Move, Picture, Scene, Standings};
use crate::place::district::DistrictKind;
use std::cmp::Reverse;

/// How many districts of a type are named in a list of the utmost.
const NAMED: usize = 5;

/// What is summed up.
pub(super) struct Sums<'a> {
    /// The numbers of the days, ascending.
    days: Vec<i32>,
    /// The item that statuses are of.
    item: Option<usize>,
    groups: Vec<&'a Group>,
}

impl<'a> Sums<'a> {
    pub fn new(standings: &Standings, item: Option<usize>, groups: Vec<&'a Group>) -> Self {
        Self { days: standings.days.iter().map(|day| number(*day)).collect(), item, groups }
    }

    /// All of it.
    pub fn picture(&self, scene: &Scene) -> Picture {
        Picture {
            districts: self.districts(scene),
            statuses: self.statuses(&self.groups),
            fresh: self.fresh(&self.groups),
            items: (0..scene.items.len()).map(|item| self.item(item)).collect(),
            clusters: scene.clusters.iter().filter_map(|no| self.cluster(*no)).collect(),
            groups: self.groups.iter().map(|group| self.group(group)).collect(),
            silent: by_kind(|kind| self.silent(kind)),
            movers: by_kind(|kind| self.movers(kind)),
            waiting: self.waiting(),
            longest_wait: self.longest_wait(),
        }
    }

    /// The day that is shown.
    fn day(&self) -> i32 {
        self.days.last().copied().unwrap_or_default()
    }

    fn districts(&self, scene: &Scene) -> Vec<usize> {
        let mut is_through = vec![false; scene.districts.len()];
        for place in self.groups.iter().flat_map(|group| &group.places) {
            is_through[*place] = true;
        }
        (0..is_through.len()).filter(|place| is_through[*place]).collect()
    }

    fn statuses(&self, groups: &[&Group]) -> [i32; 4] {
        let of_each = groups.iter().map(|group| {
            let [fresh, ageing, silent] = group.course(self.item).statuses(self.day());
            [fresh, ageing, silent, group.size() - fresh - ageing - silent]
        });
        of_each.fold([0; 4], plus)
    }

    fn fresh(&self, groups: &[&Group]) -> Vec<i32> {
        let on = |day: &i32| groups.iter().map(|group| group.course(self.item).fresh(*day)).sum();
        self.days.iter().map(on).collect()
    }

    fn item(&self, item: usize) -> ItemRow {
        let courses = || self.groups.iter().map(|group| group.course(Some(item)));
        let kinds = courses().map(|course| course.kinds(self.day())).fold([0; 3], plus);
        let all: i32 = self.groups.iter().map(|group| group.size()).sum();
        let active = |day: &i32| courses().map(|course| course.fresh(*day)).sum();
        ItemRow {
            item,
            kinds,
            none: all - kinds.iter().sum::<i32>(),
            newest: courses().filter_map(|course| course.newest(self.day())).max(),
            active: self.days.iter().map(active).collect(),
        }
    }

    fn cluster(&self, no: i32) -> Option<ClusterRow> {
        let members = self.groups.iter().copied().filter(|group| group.cluster == Some(no));
        let members: Vec<&Group> = members.collect();
        let (statuses, fresh) = (self.statuses(&members), self.fresh(&members));
        (!members.is_empty()).then_some(ClusterRow { no, statuses, fresh })
    }

    fn group(&self, group: &Group) -> GroupRow {
        GroupRow {
            kind: group.kind,
            cluster: group.cluster,
            middle: group.middle,
            statuses: self.statuses(&[group]),
        }
    }

    fn of_kind(&self, kind: DistrictKind) -> impl Iterator<Item = &Group> {
        self.groups.iter().copied().filter(move |group| group.kind == kind)
    }

    /// The first few of each group are enough.
    fn silent(&self, kind: DistrictKind) -> Vec<usize> {
        let of_each = self
            .of_kind(kind)
            .flat_map(|group| group.course(self.item).silent(self.day()).take(NAMED));
        let longest = utmost(of_each.collect(), |one| (one.since, one.place));
        longest.into_iter().map(|one| one.place).collect()
    }

    fn movers(&self, kind: DistrictKind) -> Vec<Move> {
        let first = self.days.first().copied().unwrap_or_default();
        let all = self.of_kind(kind).flat_map(|group| group.active_on(first, self.day()));
        let moved = all.filter(|(_, [before, after])| before != after);
        let moved = moved.map(|(district, [before, after])| Move { district, before, after });
        utmost(moved.collect(), |one| (Reverse(one.change().abs()), one.district))
    }

    fn waiting(&self) -> [i32; 4] {
        let of_each = self.groups.iter().map(|group| group.course(self.item).waiting(self.day()));
        of_each.fold([0; 4], plus)
    }

    fn longest_wait(&self) -> Option<i64> {
        let of_each = self.groups.iter();
        let since = of_each.filter_map(|group| group.course(self.item).waiting_since(self.day()));
        since.min().map(|since| i64::from(self.day() - since))
    }
}

/// The utmost within each type: districts are compared with their like.
fn by_kind<T>(utmost: impl Fn(DistrictKind) -> Vec<T>) -> Vec<(DistrictKind, Vec<T>)> {
    let listed = DistrictKind::ALL.map(|kind| (kind, utmost(kind)));
    listed.into_iter().filter(|(_, named)| !named.is_empty()).collect()
}

/// The first few by a key, without bringing the others into any order.
fn utmost<T, K: Ord>(mut all: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    if all.len() > NAMED {
        all.select_nth_unstable_by_key(NAMED, &key);
        all.truncate(NAMED);
    }
    all.sort_unstable_by_key(key);
    all
}

fn plus<const N: usize>(mut sums: [i32; N], more: [i32; N]) -> [i32; N] {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
    sums
}
