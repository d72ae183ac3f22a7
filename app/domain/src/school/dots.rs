//! Schools as dots on the map of the country, thinned so that no two lie on each other at a zoom.

use crate::place::position::{Pixel, Place, times_of};
use serde::{Serialize, Serializer};
use std::collections::HashSet;

/// Zoom of the plane on which dots are measured: about ten metres to a pixel.
const PLANE: i32 = 14;
/// The zoom at which the whole country just fits a small screen. Farther away nobody looks.
const FARTHEST: i32 = 4;
/// How far apart dots are at least, in pixels, while the map is too far away to show them all.
const APART: u32 = 4;
/// How many zooms thin: from [`FARTHEST`] on, until all dots are shown.
const STEPS: usize = 8;

/// Where schools are, in such an order that the first of them are what a zoom shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SchoolDots {
    /// How many are shown at each zoom from 4 on; nearer than the last, all.
    shown: Vec<u32>,
    /// The corner that they are measured from: the least x and y of any, in pixels of zoom 14.
    corner: (u32, u32),
    /// Each to the right of and below the corner, in pixels of zoom 14. Written as one list of numbers.
    #[serde(serialize_with = "flat")]
    at: Vec<(u32, u32)>,
}

/// A square of the map's plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square {
    /// Zoom of the plane; whole.
    pub zoom: i32,
    /// Its upper left corner, in pixels at `zoom`.
    pub corner: Pixel,
    /// Width and height in pixels.
    pub size: (f64, f64),
}

impl SchoolDots {
    /// Of these places; several at one spot are one dot.
    pub fn new(places: impl Iterator<Item = Place>) -> Self {
        let on_plane = |place: Place| {
            let pixel = place.project(f64::from(PLANE));
            (whole(pixel.x), whole(pixel.y))
        };
        let mut seen = HashSet::new();
        let mut rest: Vec<(u32, u32)> =
            places.map(on_plane).filter(|dot| seen.insert(*dot)).collect();
        let least = |axis: fn(&(u32, u32)) -> u32| rest.iter().map(axis).min().unwrap_or_default();
        let corner = (least(|dot| dot.0), least(|dot| dot.1));
        for dot in &mut rest {
            *dot = (dot.0 - corner.0, dot.1 - corner.1);
        }
        let mut dots = Self { shown: Vec::with_capacity(STEPS), corner, at: Vec::new() };
        for zoom in (FARTHEST..).take(STEPS) {
            rest = dots.thin(rest, zoom);
            dots.shown.push(whole(dots.at.len() as f64));
        }
        rest.sort_unstable();
        dots.at.extend(rest);
        dots
    }

    /// As they were written: the three lists, each of numbers alone.
    pub fn read([shown, corner, at]: [Vec<u32>; 3]) -> Self {
        let pair = |two: &[u32]| (two[0], two[1]);
        let corner = corner.chunks_exact(2).map(pair).next().unwrap_or_default();
        Self { shown, corner, at: at.chunks_exact(2).map(pair).collect() }
    }

    /// Takes one of `rest` for each spot of a zoom where none is yet; gives the others.
    fn thin(&mut self, rest: Vec<(u32, u32)>, zoom: i32) -> Vec<(u32, u32)> {
        let side = APART << (PLANE - zoom);
        let spot = |dot: &(u32, u32)| (dot.0 / side, dot.1 / side);
        let mut taken: HashSet<(u32, u32)> = self.at.iter().map(spot).collect();
        let (mut first, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|dot| taken.insert(spot(dot)));
        // In order they weigh less when packed.
        first.sort_unstable();
        self.at.extend(first);
        others
    }

    /// How many spots there are.
    pub fn count(&self) -> usize {
        self.at.len()
    }

    /// Those that are shown at a zoom.
    fn at_zoom(&self, zoom: i32) -> &[(u32, u32)] {
        let step = usize::try_from(zoom.max(FARTHEST) - FARTHEST).unwrap_or_default();
        let count = self.shown.get(step).map_or(self.at.len(), |count| *count as usize);
        &self.at[..count.min(self.at.len())]
    }

    /// The dots in and just around a square, as thin as at `zoom`: a path of SVG in the square's pixels,
    /// which draws each as the shortest of lines.
    pub fn path(&self, square: Square, zoom: i32) -> String {
        let mut path = String::new();
        let times = times_of(f64::from(square.zoom - PLANE));
        let (width, height) = square.size;
        let margin = 16.0;
        for dot in self.at_zoom(zoom) {
            let x = f64::from(self.corner.0 + dot.0) * times - square.corner.x;
            let y = f64::from(self.corner.1 + dot.1) * times - square.corner.y;
            let is_near = |at: f64, side: f64| at > -margin && at < side + margin;
            if is_near(x, width) && is_near(y, height) {
                for part in ["M", &rounded(x), " ", &rounded(y), "h1"] {
                    path.push_str(part);
                }
            }
        }
        path
    }

    /// The dot nearest to a place among those that a zoom shows, if it is at most `within` pixels away.
    pub fn nearest(&self, place: Place, zoom: f64, within: f64) -> Option<Place> {
        let to = place.project(f64::from(PLANE));
        let on_plane = |dot: &(u32, u32)| Pixel {
            x: f64::from(self.corner.0 + dot.0),
            y: f64::from(self.corner.1 + dot.1),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a zoom is far below 2^31")]
        let shown = self.at_zoom(zoom.round() as i32).iter().map(on_plane);
        let nearest = shown.min_by(|a, b| a.distance(to).total_cmp(&b.distance(to)))?;
        let times = times_of(zoom - f64::from(PLANE));
        (nearest.distance(to) * times <= within).then(|| nearest.unproject(f64::from(PLANE)))
    }
}

fn flat<S: Serializer>(pairs: &[(u32, u32)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(pairs.iter().flat_map(|(x, y)| [x, y]))
}

/// The nearest whole number of what is not negative.
fn whole(number: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels and counts, between 0 and 2^32"
    )]
    let whole = number.round() as u32;
    whole
}

fn rounded(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a square, far below 2^31")]
    let whole = number.round() as i32;
    whole.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    const WORLD: Square =
        Square { zoom: 4, corner: Pixel { x: 0.0, y: 0.0 }, size: (4096.0, 4096.0) };

    fn places() -> impl Strategy<Value = Vec<Place>> {
        vec((5.6..20.4_f64, 97.4..105.6_f64), 0..300)
            .prop_map(|all| all.into_iter().map(|(lat, lon)| Place { lat, lon }).collect())
    }

    fn drawn(dots: &SchoolDots, square: Square, zoom: i32) -> usize {
        dots.path(square, zoom).matches('M').count()
    }

    #[test]
    fn a_dot_is_drawn_where_its_school_is() {
        let place = Place { lat: 13.756, lon: 100.502 };
        let dots = SchoolDots::new([place, place].into_iter());
        let at = place.project(15.0);
        let corner = Pixel { x: at.x - 100.0, y: at.y - 40.0 };
        let square = Square { zoom: 15, corner, size: (200.0, 200.0) };
        let path = dots.path(square, 14);
        let near = [
            "M99 39h1",
            "M99 40h1",
            "M99 41h1",
            "M100 39h1",
            "M100 40h1",
            "M100 41h1",
            "M101 39h1",
            "M101 40h1",
            "M101 41h1",
        ];
        assert!(near.contains(&&*path), "{path}");
        assert_eq!(SchoolDots::new([].into_iter()).path(WORLD, 4), "");
    }

    #[test]
    fn a_press_beside_a_dot_finds_it_and_one_far_away_does_not() {
        let school = Place { lat: 18.788, lon: 98.985 };
        let dots = SchoolDots::new([school, Place { lat: 18.9, lon: 98.985 }].into_iter());
        let beside = Place { lat: 18.789, lon: 98.986 };
        let found = dots.nearest(beside, 10.0, 12.0).unwrap();
        assert!(found.distance_km(school) < 0.02);
        assert_eq!(dots.nearest(Place { lat: 15.0, lon: 100.0 }, 10.0, 12.0), None);
    }

    #[test]
    fn what_is_written_is_read() {
        let dots = SchoolDots::new(
            [Place { lat: 9.1, lon: 99.3 }, Place { lat: 18.8, lon: 99.0 }].into_iter(),
        );
        let written = serde_json::to_value(&dots).unwrap();
        let lists = ["shown", "corner", "at"]
            .map(|name| serde_json::from_value(written[name].clone()).unwrap());
        assert_eq!(SchoolDots::read(lists), dots);
    }

    proptest! {
        #[test]
        fn nearer_shows_never_less_and_at_last_all(places in places()) {
            let dots = SchoolDots::new(places.iter().copied());
            let counts: Vec<usize> = (0..20).map(|zoom| dots.at_zoom(zoom).len()).collect();
            prop_assert!(counts.is_sorted());
            prop_assert_eq!(counts[19], dots.count());
            prop_assert_eq!(counts[0], counts[4]);
        }

        #[test]
        fn what_is_shown_lies_apart_and_nobody_is_far_from_what_is_shown(places in places(), zoom in 4..12_i32) {
            let dots = SchoolDots::new(places.iter().copied());
            let side = APART << (PLANE - zoom);
            let spot = |dot: &(u32, u32)| (dot.0 / side, dot.1 / side);
            let shown: HashSet<_> = dots.at_zoom(zoom).iter().map(spot).collect();
            prop_assert_eq!(shown.len(), dots.at_zoom(zoom).len());
            prop_assert!(dots.at.iter().all(|dot| shown.contains(&spot(dot))));
        }

        #[test]
        fn tiles_together_show_each_dot(places in places()) {
            let dots = SchoolDots::new(places.iter().copied());
            let all = drawn(&dots, WORLD, 20);
            prop_assert_eq!(all, dots.count());
            let half = |x, y| Square { zoom: 4, corner: Pixel { x, y }, size: (2048.0, 2048.0) };
            let corners = [(0.0, 0.0), (2048.0, 0.0), (0.0, 2048.0), (2048.0, 2048.0)];
            let tiled: usize = corners.iter().map(|(x, y)| drawn(&dots, half(*x, *y), 20)).sum();
            // Those at an edge are drawn on both sides of it.
            prop_assert!(tiled >= all);
        }
    }
}
