//! A place on the earth, and where the map draws it (Web Mercator, as Leaflet does).

use crate::kernel::angle::{cos, sin};
use serde::{Deserialize, Serialize};
use std::f64::consts::{FRAC_PI_2, LN_2, PI};

/// WGS 84, in degrees. Inside the range that Web Mercator can draw.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Latitude, −85…85 degrees, north positive.
    pub lat: f64,
    /// Longitude, −180…180 degrees, east positive.
    pub lon: f64,
}

/// A point on the map's plane, in pixels at a zoom; x to the east, y to the south.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pixel {
    /// Pixels from the date line, eastward.
    pub x: f64,
    /// Pixels from 85.05° north, southward.
    pub y: f64,
}

/// Side of the whole world at zoom 0, in pixels.
const TILE: f64 = 256.0;

/// How many times larger than at zoom 0 the map is at `zoom`. The natural exponential serves all here, and has
/// no table.
pub fn times_of(zoom: f64) -> f64 {
    (zoom * LN_2).exp()
}

/// The zoom at which the map is so many times larger than at 0.
pub fn zoom_of(times: f64) -> f64 {
    times.ln() / LN_2
}

impl Place {
    /// A place, or `None` where the numbers are no place that the map can draw.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let drawable = (-85.0..=85.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        drawable.then_some(Self { lat, lon })
    }

    /// Where the place lies at `zoom` (0 is the whole world in 256 pixels; fractions allowed).
    pub fn project(self, zoom: f64) -> Pixel {
        let world = TILE * times_of(zoom);
        let sin = sin(self.lat.to_radians());
        Pixel {
            x: world * (self.lon / 360.0 + 0.5),
            y: world * (0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * PI)),
        }
    }

    /// Great-circle distance in kilometres (mean earth radius 6,371 km).
    pub fn distance_km(self, other: Self) -> f64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = sin((b - a) / 2.0);
        let half_lon = sin((other.lon - self.lon).to_radians() / 2.0);
        let h = half_lat.powi(2) + cos(a) * cos(b) * half_lon.powi(2);
        2.0 * 6371.0 * (h / (1.0 - h)).sqrt().atan()
    }
}

impl Pixel {
    /// The place at this point of the plane at `zoom`.
    pub fn unproject(self, zoom: f64) -> Place {
        let world = TILE * times_of(zoom);
        let n = PI * (1.0 - 2.0 * self.y / world);
        Place {
            lat: (2.0 * n.exp().atan() - FRAC_PI_2).to_degrees(),
            lon: (self.x / world - 0.5) * 360.0,
        }
    }

    /// Distance to another point, in pixels.
    pub fn distance(self, other: Self) -> f64 {
        ((self.x - other.x).powi(2) + (self.y - other.y).powi(2)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_origin_lies_in_the_middle_of_the_world() {
        let middle = Place { lat: 0.0, lon: 0.0 }.project(0.0);
        assert!((middle.x - 128.0).abs() < 1e-9 && (middle.y - 128.0).abs() < 1e-9);
    }

    #[test]
    fn bangkok_to_chiang_mai_is_about_584_km() {
        let bangkok = Place::new(13.756, 100.502).unwrap();
        let chiang_mai = Place::new(18.788, 98.985).unwrap();
        assert!((bangkok.distance_km(chiang_mai) - 583.0).abs() < 5.0);
    }

    proptest! {
        #[test]
        fn projecting_there_and_back_keeps_the_place(lat in -84.9..84.9_f64, lon in -179.9..179.9_f64, zoom in 0.0..18.0_f64) {
            let back = Place { lat, lon }.project(zoom).unproject(zoom);
            prop_assert!((back.lat - lat).abs() < 1e-9 && (back.lon - lon).abs() < 1e-9);
        }

        #[test]
        fn north_is_up_and_east_is_right(lat in 5.0..20.0_f64, lon in 97.0..105.0_f64, d in 0.001..0.5_f64) {
            let here = Place { lat, lon }.project(6.0);
            let north = Place { lat: lat + d, lon }.project(6.0);
            let east = Place { lat, lon: lon + d }.project(6.0);
            prop_assert!(north.y < here.y);
            prop_assert!(east.x > here.x);
        }
    }
}
