//! The overview counted plainly: for each figure every fact is asked. Slow, and it shares nothing with what keeps
//! the figures of all days.

use super::*;
use crate::progress::pin_status::RealTime;

/// Facts, and the days for which they are counted.
pub(super) struct Plain {
    pub scene: Scene,
    pub days: Vec<NaiveDate>,
    pub facts: Vec<Fact>,
}

fn end(day: NaiveDate) -> DateTime<Utc> {
    bangkok::midnight(day + Duration::days(1))
}

fn number(count: usize) -> i32 {
    i32::try_from(count).expect("few")
}

impl Plain {
    fn day(&self) -> NaiveDate {
        *self.days.last().expect("a day")
    }

    /// The facts of a district on an item; without one, on any.
    fn of(&self, district: usize, item: Option<usize>) -> impl Iterator<Item = &Fact> {
        let (id, item) =
            (self.scene.districts[district].id, item.map(|item| self.scene.items[item].id));
        let is_meant =
            move |fact: &&Fact| fact.district == id && item.is_none_or(|item| fact.item == item);
        self.facts.iter().filter(is_meant)
    }

    pub fn newest(&self, district: usize, item: Option<usize>) -> Option<Newest> {
        let counting = self.of(district, item).filter(|fact| fact.counts_at(end(self.day())));
        let newest = counting.max_by_key(|fact| (fact.posted_at, fact.report));
        newest.map(|fact| Newest { at: fact.posted_at, report: fact.report, kind: fact.kind })
    }

    fn is_active(&self, district: usize, item: Option<usize>, day: NaiveDate) -> bool {
        let counting = |fact: &Fact| fact.counts_at(end(day));
        let is_young = |fact: &Fact| (day - bangkok::date(fact.posted_at)).num_days() <= 30;
        self.of(district, item).any(|fact| counting(fact) && is_young(fact))
    }

    pub fn active_items(&self, district: usize, day: usize) -> i32 {
        let items = 0..self.scene.items.len();
        number(items.filter(|item| self.is_active(district, Some(*item), self.days[day])).count())
    }

    pub fn picture(&self, item: Option<usize>, districts: Vec<usize>) -> Picture {
        let waits = self.waits(item, &districts);
        let waiting = [0..=7, 8..=14, 15..=30, 31..=i64::MAX]
            .map(|ages| number(waits.iter().filter(|days| ages.contains(*days)).count()));
        let by_kind = |kind| -> Vec<usize> {
            let is_like = |place: &usize| self.scene.districts[*place].kind == kind;
            districts.iter().copied().filter(is_like).collect()
        };
        let silent = DistrictKind::ALL.map(|kind| (kind, self.silent(item, by_kind(kind))));
        let movers = DistrictKind::ALL.map(|kind| (kind, self.movers(by_kind(kind))));
        Picture {
            statuses: self.statuses(item, &districts),
            fresh: self.fresh(item, &districts),
            items: (0..self.scene.items.len()).map(|item| self.item(item, &districts)).collect(),
            clusters: self.clusters(item, &districts),
            groups: self.groups(item, &districts),
            silent: silent.into_iter().filter(|(_, named)| !named.is_empty()).collect(),
            movers: movers.into_iter().filter(|(_, named)| !named.is_empty()).collect(),
            waiting,
            longest_wait: waits.into_iter().max(),
            districts,
        }
    }

    fn status(&self, district: usize, item: Option<usize>) -> RealTime {
        let newest = self.newest(district, item).map(|newest| newest.at);
        RealTime::of(newest, Standpoint::end_of(self.day()))
    }

    fn statuses(&self, item: Option<usize>, districts: &[usize]) -> [i32; 4] {
        RealTime::ALL.map(|status| {
            number(districts.iter().filter(|place| self.status(**place, item) == status).count())
        })
    }

    fn fresh(&self, item: Option<usize>, districts: &[usize]) -> Vec<i32> {
        let on = |day: &NaiveDate| {
            number(districts.iter().filter(|place| self.is_active(**place, item, *day)).count())
        };
        self.days.iter().map(on).collect()
    }

    fn item(&self, item: usize, districts: &[usize]) -> ItemRow {
        let newest = || districts.iter().filter_map(|place| self.newest(*place, Some(item)));
        let of_kind = |kind| number(newest().filter(|one| one.kind == kind).count());
        ItemRow {
            item,
            kinds: ProgressKind::ALL.map(of_kind),
            none: number(districts.len() - newest().count()),
            newest: newest().map(|one| one.at).max(),
            active: self.fresh(Some(item), districts),
        }
    }

    fn clusters(&self, item: Option<usize>, districts: &[usize]) -> Vec<ClusterRow> {
        let row = |no: i32| {
            let is_member = |place: &usize| self.scene.districts[*place].cluster == Some(no);
            let members: Vec<usize> = districts.iter().copied().filter(is_member).collect();
            let statuses = self.statuses(item, &members);
            let row = ClusterRow { no, statuses, fresh: self.fresh(item, &members) };
            (!members.is_empty()).then_some(row)
        };
        self.scene.clusters.iter().filter_map(|no| row(*no)).collect()
    }

    fn groups(&self, item: Option<usize>, districts: &[usize]) -> Vec<GroupRow> {
        let of = |cluster: Option<i32>, kind: DistrictKind| {
            let is_member = |place: &usize| {
                let one = &self.scene.districts[*place];
                (one.cluster, one.kind) == (cluster, kind)
            };
            let members: Vec<usize> = districts.iter().copied().filter(is_member).collect();
            let middle = self.scene.districts[*members.first()?].place;
            Some(GroupRow { kind, cluster, middle, statuses: self.statuses(item, &members) })
        };
        let clusters = [None, Some(1), Some(2)].into_iter();
        clusters.flat_map(|no| DistrictKind::ALL.map(|kind| of(no, kind))).flatten().collect()
    }

    fn silent(&self, item: Option<usize>, mut districts: Vec<usize>) -> Vec<usize> {
        districts.retain(|place| self.status(*place, item) == RealTime::Silent);
        districts.sort_by_key(|place| self.newest(*place, item).map(|newest| newest.at));
        districts.truncate(5);
        districts
    }

    fn movers(&self, districts: Vec<usize>) -> Vec<Move> {
        let moved = districts.into_iter().map(|district| Move {
            district,
            before: self.active_items(district, 0),
            after: self.active_items(district, self.days.len() - 1),
        });
        let mut moved: Vec<Move> = moved.filter(|one| one.change() != 0).collect();
        moved.sort_by_key(|one| -one.change().abs());
        moved.truncate(5);
        moved
    }

    /// For how many days each report waits.
    fn waits(&self, item: Option<usize>, districts: &[usize]) -> Vec<i64> {
        let all = districts.iter().flat_map(|place| self.of(*place, item));
        let waiting = all.filter(|fact| fact.waits_at(end(self.day())));
        waiting.map(|fact| (self.day() - bangkok::date(fact.posted_at)).num_days()).collect()
    }
}
