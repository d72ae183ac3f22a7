//! The sheet that a map is drawn on by the server: a rectangle of the Web Mercator plane, which
//! the browser's map is laid over.

use crate::kernel::decimal;
use crate::place::position::{Pixel, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Zoom of the plane on which the server draws the country: about 780 by 1,430 pixels.
pub const REFERENCE_ZOOM: f64 = 7.0;

/// A rectangle of the plane at a zoom. What is drawn on it is measured from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Zoom of the plane, 0–18.
    pub zoom: f64,
    /// Left edge, in pixels at `zoom`.
    pub x: f64,
    /// Upper edge, in pixels at `zoom`.
    pub y: f64,
    /// Width in pixels at `zoom`.
    pub width: f64,
    /// Height in pixels at `zoom`.
    pub height: f64,
}

impl Sheet {
    /// Where a place lies on the sheet; outside of 0…width and 0…height for a place beyond it.
    pub fn position(&self, place: Place) -> Pixel {
        let on_plane = place.project(self.zoom);
        Pixel { x: on_plane.x - self.x, y: on_plane.y - self.y }
    }

    /// The place at a point of the sheet.
    pub fn place(&self, position: Pixel) -> Place {
        Pixel { x: position.x + self.x, y: position.y + self.y }.unproject(self.zoom)
    }

    /// Zoom, left, top, width and height, with spaces between: how a page hands it to the browser.
    pub fn to_text(&self) -> String {
        [self.zoom, self.x, self.y, self.width, self.height].map(short).join(" ")
    }

    /// The sheet that [`Sheet::to_text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ').map(decimal::parse);
        let mut next = || numbers.next().flatten();
        Some(Self { zoom: next()?, x: next()?, y: next()?, width: next()?, height: next()? })
    }

    /// The value of the SVG attribute `viewBox`.
    pub fn view_box(&self) -> String {
        format!("0 0 {} {}", short(self.width), short(self.height))
    }

    /// Where dots for these places are drawn, in whole units: each spot once, at most `most` of them. Where
    /// there are more, one dot stands for all of a square, which grows until they fit.
    pub fn dots(&self, places: &[Place], most: usize) -> BTreeSet<(i32, i32)> {
        let on_sheet =
            |at: &Pixel| (0.0..=self.width).contains(&at.x) && (0.0..=self.height).contains(&at.y);
        let seen: Vec<Pixel> =
            places.iter().map(|place| self.position(*place)).filter(on_sheet).collect();
        let mut side = 1.0;
        loop {
            let dots: BTreeSet<_> =
                seen.iter().map(|at| (snapped(at.x, side), snapped(at.y, side))).collect();
            if dots.len() <= most || side > self.width.max(self.height) {
                return dots;
            }
            side += 1.0;
        }
    }
}

/// The middle of the square of this side that a number lies in.
#[expect(clippy::cast_possible_truncation, reason = "a sheet has hundreds of units")]
fn snapped(number: f64, side: f64) -> i32 {
    ((number / side).floor() * side + side / 2.0) as i32
}

/// A number to the millionth of a unit, without zeros that say nothing.
fn short(number: f64) -> String {
    decimal::write(number, 6).trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_position_leads_back_to_its_place(lat in 5.0..21.0_f64, lon in 97.0..106.0_f64) {
            let sheet = Sheet { zoom: REFERENCE_ZOOM, x: 25_200.0, y: 14_400.0, width: 780.0, height: 1430.0 };
            let back = sheet.place(sheet.position(Place { lat, lon }));
            prop_assert!((back.lat - lat).abs() < 1e-9 && (back.lon - lon).abs() < 1e-9);
        }
    }

    proptest! {
        #[test]
        fn dots_are_never_too_many_and_lie_where_places_do(
            places in proptest::collection::vec((17.0..20.0_f64, 99.0..102.0_f64), 0..600), most in 1usize..400,
        ) {
            let places: Vec<Place> = places.into_iter().map(|(lat, lon)| Place { lat, lon }).collect();
            let corner = Place { lat: 19.5, lon: 99.5 }.project(8.0);
            let sheet = Sheet { zoom: 8.0, x: corner.x, y: corner.y, width: 400.0, height: 400.0 };
            let dots = sheet.dots(&places, most);
            prop_assert!(dots.len() <= most);
            let seen = places.iter().map(|place| sheet.position(*place));
            let seen = seen.filter(|at| (0.0..=400.0).contains(&at.x) && (0.0..=400.0).contains(&at.y)).count();
            prop_assert!(dots.len() <= seen && dots.is_empty() == (seen == 0));
        }
    }

    #[test]
    fn a_sheet_reaches_the_browser_unchanged() {
        let sheet = Sheet { zoom: 7.0, x: 25_200.25, y: 14_400.0, width: 780.0, height: 1430.5 };
        assert_eq!(Sheet::parse(&sheet.to_text()), Some(sheet));
        assert_eq!(Sheet::parse("7 1 2 x"), None);
    }

    #[test]
    fn the_corner_is_the_origin() {
        let sheet = Sheet { zoom: 0.0, x: 128.0, y: 128.0, width: 10.0, height: 20.5 };
        let corner = sheet.position(Place { lat: 0.0, lon: 0.0 });
        assert!(corner.x.abs() < 1e-9 && corner.y.abs() < 1e-9);
        assert_eq!(sheet.view_box(), "0 0 10 20.5");
    }
}
