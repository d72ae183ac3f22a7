//! The districts of a type in a cluster: what filters let through together, and figures are summed up of.

use super::course::{Course, Gathered, ages};
use super::facts::{OfDistrict, newest};
use super::spell::Spell;
use super::tally::Tally;
use super::{Newest, Scene};
use crate::place::district::DistrictKind;
use crate::place::position::Place;
use std::collections::HashMap;
use std::sync::Arc;

/// Some districts of one type and cluster, with their figures for each day.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Their type.
    pub kind: DistrictKind,
    /// Their cluster.
    pub cluster: Option<i32>,
    /// Their places in the scene, ascending.
    pub places: Vec<usize>,
    /// The middle of where their offices stand.
    pub middle: Place,
    /// What is known of each.
    districts: Vec<Arc<OfDistrict>>,
    /// On any item of any year.
    any: Course,
    /// On each of the year's.
    items: Vec<Course>,
    /// On how many of the year's items each had reported within 30 days.
    active: Tally,
}

impl Group {
    /// The group of the districts at these places, ascending, with what is known of each; `None` of nobody.
    pub fn of(scene: &Scene, places: Vec<usize>, districts: Vec<Arc<OfDistrict>>) -> Option<Self> {
        let first = &scene.districts[*places.first()?];
        let ids = scene.items.iter().enumerate().map(|(place, item)| (item.id, place));
        let item_of: HashMap<i64, usize> = ids.collect();
        let mut any = Gathered::default();
        let mut items: Vec<Gathered> = scene.items.iter().map(|_| Gathered::default()).collect();
        let mut active = Vec::new();
        for (seat, (place, of)) in places.iter().zip(&districts).enumerate() {
            any.add_stands(*place, of.newest());
            any.add_waits(of.all());
            for line in of.lines() {
                let item = line.first().and_then(|fact| item_of.get(&fact.item));
                let Some(item) = item.map(|item| &mut items[*item]) else { continue };
                let stands = newest(line);
                item.add_stands(*place, &stands);
                item.add_waits(line);
                let fresh = |(spell, newest): (Spell, Newest)| ages(&newest)[0].and(spell);
                active.extend(stands.spells().map(|stand| (seat, fresh(stand))));
            }
        }
        Some(Self {
            kind: first.kind,
            cluster: first.cluster,
            middle: middle(scene, &places),
            any: any.course(),
            items: items.into_iter().map(Gathered::course).collect(),
            active: Tally::of(places.len(), &active),
            places,
            districts,
        })
    }

    /// How many districts they are.
    pub fn size(&self) -> i32 {
        i32::try_from(self.places.len()).unwrap_or(i32::MAX)
    }

    /// The figures on an item; without one, on any.
    pub fn course(&self, item: Option<usize>) -> &Course {
        item.map_or(&self.any, |item| &self.items[item])
    }

    /// What is known of the district at a seat: its place among the places.
    pub fn district(&self, seat: usize) -> &Arc<OfDistrict> {
        &self.districts[seat]
    }

    /// On how many items of the year the district at a seat had reported within 30 days.
    pub fn active_items(&self, seat: usize, day: i32) -> i32 {
        self.active.count(seat, day)
    }

    /// The same of all, with their places, on two days.
    pub fn active_on(&self, first: i32, last: i32) -> impl Iterator<Item = (usize, [i32; 2])> {
        let rows = [first, last].map(|day| self.active.on(day));
        let count = move |seat: usize| rows.map(|row| row.get(seat).copied().unwrap_or_default());
        self.places.iter().enumerate().map(move |(seat, place)| (*place, count(seat)))
    }
}

fn middle(scene: &Scene, places: &[usize]) -> Place {
    let count = places.len() as f64;
    let mean = |of: fn(Place) -> f64| {
        places.iter().map(|place| of(scene.districts[*place].place)).sum::<f64>() / count
    };
    Place { lat: mean(|place| place.lat), lon: mean(|place| place.lon) }
}
