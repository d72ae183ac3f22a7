//! Pins that lie together, spread so that each can be pressed.

use super::MapState;
use super::stage::Stage;
use domain::map::fan;
use domain::place::position::{Pixel, Place};
use leaflet::{LatLng, Layer, Marker, Polyline, PolylineOptions};
use wasm_bindgen::JsCast;

/// Which pins are spread, and the legs that tie them to their places.
#[derive(Default)]
pub struct FanOut {
    pins: Vec<usize>,
    legs: Vec<Polyline>,
}

fn place_of(state: MapState, index: usize) -> Place {
    state.with_pin(index, |pin| pin.place).unwrap_or(Place { lat: 0.0, lon: 0.0 })
}

/// The upper left and the lower right corner of what the map shows.
fn corners(stage: &Stage) -> [Place; 2] {
    let seen = stage.map.get_bounds();
    [seen.get_north_west(), seen.get_south_east()].map(|at| Place { lat: at.lat(), lon: at.lng() })
}

fn lat_lng(place: Place) -> LatLng {
    LatLng::new(place.lat, place.lon)
}

/// Which of the shown pins lie together with one at the map's zoom, that one first.
pub fn together(state: MapState, stage: &Stage, shown: &[usize], index: usize) -> Vec<usize> {
    let zoom = stage.zoom();
    let pixels: Vec<Pixel> = shown.iter().map(|one| place_of(state, *one).project(zoom)).collect();
    let Some(hit) = shown.iter().position(|one| *one == index) else { return Vec::new() };
    fan::together(&pixels, hit).into_iter().map(|place| shown[place]).collect()
}

impl FanOut {
    /// Spreads these pins around the first of them, or beside it where the map ends.
    pub fn open(state: MapState, stage: &Stage, markers: &[Marker], pins: &[usize]) -> Self {
        let zoom = stage.zoom();
        let Some(first) = pins.first() else { return Self::default() };
        let offsets = fan::spread(pins.len());
        let [from, to] = corners(stage).map(|corner| corner.project(zoom));
        let middle = fan::kept_inside(place_of(state, *first).project(zoom), &offsets, from, to);
        let mut legs = Vec::with_capacity(pins.len());
        for (index, offset) in pins.iter().zip(offsets) {
            let spot = Pixel { x: middle.x + offset.x, y: middle.y + offset.y }.unproject(zoom);
            markers[*index].set_lat_lng(&lat_lng(spot));
            markers[*index].set_z_index_offset(3000.0);
            legs.push(leg(stage, place_of(state, *index), spot));
        }
        Self { pins: pins.to_vec(), legs }
    }

    /// Whether a pin is spread.
    pub fn holds(&self, index: usize) -> bool {
        self.pins.contains(&index)
    }

    /// Puts all back; which ones they were.
    pub fn close(self, state: MapState, stage: &Stage, markers: &[Marker]) -> Vec<usize> {
        for index in &self.pins {
            markers[*index].set_lat_lng(&lat_lng(place_of(state, *index)));
            markers[*index].set_z_index_offset(0.0);
        }
        for leg in &self.legs {
            stage.map.remove_layer(leg.unchecked_ref::<Layer>());
        }
        self.pins
    }
}

fn leg(stage: &Stage, from: Place, to: Place) -> Polyline {
    let options = PolylineOptions::new();
    options.set_class_name("fan-leg".to_owned());
    options.set_interactive(false);
    let ends = js_sys::Array::of2(&lat_lng(from), &lat_lng(to));
    let leg = Polyline::new_with_options(&ends, &options);
    stage.map.add_layer(leg.unchecked_ref::<Layer>());
    leg
}
