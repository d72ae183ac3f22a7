//! The figures of all days, made once when the facts are read: then a day is looked up, and costs the same however
//! many districts there are and however often they have reported.

use super::group::Group;
use super::{Facts, Scene};
use crate::place::district::DistrictKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A scene with the figures of its groups. After news only the groups that it is about are made anew; the others
/// are shared with the almanac before.
#[derive(Debug, Clone, PartialEq)]
pub struct Almanac {
    scene: Arc<Scene>,
    groups: Vec<Arc<Group>>,
    /// Of each district its group and its seat there.
    seats: Vec<(usize, usize)>,
}

impl Almanac {
    /// The figures of a scene. Facts of districts that are not in it count nowhere.
    pub fn of(scene: Arc<Scene>, facts: &Facts) -> Self {
        let mut members = BTreeMap::<(Option<i32>, DistrictKind), Vec<usize>>::new();
        for (place, district) in scene.districts.iter().enumerate() {
            members.entry((district.cluster, district.kind)).or_default().push(place);
        }
        let mut seats = vec![(0, 0); scene.districts.len()];
        for (group, places) in members.values().enumerate() {
            for (seat, place) in places.iter().enumerate() {
                seats[*place] = (group, seat);
            }
        }
        let groups = members.into_values().filter_map(|places| group(&scene, facts, places));
        let groups = groups.map(Arc::new).collect();
        Self { scene, groups, seats }
    }

    /// The same after news of the districts with these row ids.
    #[must_use]
    pub fn after_news(&self, facts: &Facts, districts: &BTreeSet<i64>) -> Self {
        let is_touched = |place: &usize| districts.contains(&self.scene.districts[*place].id);
        let renewed = |old: &Arc<Group>| {
            if old.places.iter().any(is_touched) {
                group(&self.scene, facts, old.places.clone()).map(Arc::new)
            } else {
                Some(Arc::clone(old))
            }
        };
        let groups = self.groups.iter().filter_map(renewed).collect();
        Self { scene: Arc::clone(&self.scene), groups, seats: self.seats.clone() }
    }

    /// What the figures are about.
    pub fn scene(&self) -> &Arc<Scene> {
        &self.scene
    }

    /// The groups, by cluster and type.
    pub(super) fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().map(Arc::as_ref)
    }

    /// The group of a district, and its seat there.
    pub(super) fn seat(&self, district: usize) -> (&Group, usize) {
        let (group, seat) = self.seats[district];
        (&self.groups[group], seat)
    }

    /// A district as a group of its own.
    pub(super) fn alone(&self, district: usize) -> Option<Group> {
        let (group, seat) = self.seat(district);
        Group::of(&self.scene, vec![district], vec![Arc::clone(group.district(seat))])
    }
}

/// The group of the districts at these places, ascending.
fn group(scene: &Scene, facts: &Facts, places: Vec<usize>) -> Option<Group> {
    let of_each = places.iter().map(|place| facts.of(scene.districts[*place].id)).collect();
    Group::of(scene, places, of_each)
}
