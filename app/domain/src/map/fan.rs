//! Overlapping pins fan out: a first action on any of them spreads all that lie together,
//! the second chooses one. So each district is within two actions at any zoom.

use crate::kernel::angle::{cos, sin};
use crate::kernel::order::indexes_by_key;
use crate::place::position::Pixel;
use std::f64::consts::TAU;

/// Pins closer than this on the screen lie together: the smallest target a finger can hit
/// (WCAG 2.2, 2.5.8: 24 CSS pixels).
pub const TOGETHER: f64 = 24.0;

/// Distance between neighbours on the fan, in pixels.
const STEP: f64 = 30.0;

/// Indexes of the `pins` that lie together with `pins[hit]` on the screen, `hit` included, nearest first.
pub fn together(pins: &[Pixel], hit: usize) -> Vec<usize> {
    let Some(centre) = pins.get(hit).copied() else { return Vec::new() };
    let near = pins
        .iter()
        .enumerate()
        .map(|(index, pin)| (if index == hit { -1.0 } else { pin.distance(centre) }, index))
        .filter(|(distance, _)| *distance < TOGETHER);
    indexes_by_key(near.collect())
}

/// Offsets in pixels from the middle at which `count` pins stand when fanned out:
/// a ring, and further rings outside where one does not hold them, so that none is nearer
/// than [`TOGETHER`] to another.
pub fn spread(count: usize) -> Vec<Pixel> {
    let mut offsets = Vec::with_capacity(count);
    let mut ring = 1;
    while offsets.len() < count {
        // Six fit on the first ring, and six more on each further one.
        let on_ring = (count - offsets.len()).min(6 * ring);
        let radius = STEP * ring as f64;
        for place in 0..on_ring {
            let angle = TAU * place as f64 / on_ring as f64 - TAU / 4.0;
            offsets.push(Pixel { x: radius * cos(angle), y: radius * sin(angle) });
        }
        ring += 1;
    }
    offsets
}

/// Where the middle of a fan stands so that all its pins lie between the corners `from` (upper left)
/// and `to` (lower right) of what is seen: as near to `middle` as there is room.
pub fn kept_inside(middle: Pixel, offsets: &[Pixel], from: Pixel, to: Pixel) -> Pixel {
    let along = |middle: f64, from: f64, to: f64, offset: fn(&Pixel) -> f64| {
        let least = offsets.iter().map(offset).fold(0.0, f64::min);
        let most = offsets.iter().map(offset).fold(0.0, f64::max);
        middle.min(to - TOGETHER - most).max(from + TOGETHER - least)
    };
    Pixel {
        x: along(middle.x, from.x, to.x, |offset| offset.x),
        y: along(middle.y, from.y, to.y, |offset| offset.y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whichever_pin_lies_on_top_its_fan_holds_the_one_below(points in proptest::collection::vec((0.0..200.0_f64, 0.0..200.0_f64), 1..80)) {
            let pins: Vec<Pixel> = points.into_iter().map(|(x, y)| Pixel { x, y }).collect();
            for below in 0..pins.len() {
                for top in 0..pins.len() {
                    if pins[below].distance(pins[top]) < TOGETHER {
                        prop_assert!(together(&pins, top).contains(&below));
                    }
                }
            }
        }

        #[test]
        fn on_the_fan_no_two_lie_together(count in 1..60_usize) {
            let offsets = spread(count);
            prop_assert_eq!(offsets.len(), count);
            for (i, a) in offsets.iter().enumerate() {
                for b in &offsets[i + 1..] {
                    prop_assert!(a.distance(*b) >= TOGETHER, "{:?} {:?}", a, b);
                }
            }
        }
    }

    #[test]
    fn at_the_edge_the_whole_fan_stays_in_sight() {
        let (from, to) = (Pixel { x: 0.0, y: 0.0 }, Pixel { x: 400.0, y: 300.0 });
        let offsets = spread(5);
        for (x, y) in [(0.0, 0.0), (400.0, 300.0), (200.0, 299.0), (200.0, 150.0)] {
            let middle = kept_inside(Pixel { x, y }, &offsets, from, to);
            for offset in &offsets {
                let spot = Pixel { x: middle.x + offset.x, y: middle.y + offset.y };
                assert!(
                    spot.x > 12.0 && spot.x < 388.0 && spot.y > 12.0 && spot.y < 288.0,
                    "{spot:?}"
                );
            }
        }
        let untouched = kept_inside(Pixel { x: 200.0, y: 150.0 }, &offsets, from, to);
        assert_eq!((untouched.x, untouched.y), (200.0, 150.0));
    }

    #[test]
    fn a_pin_alone_lies_together_with_itself_only() {
        let pins = [Pixel { x: 0.0, y: 0.0 }, Pixel { x: 24.0, y: 0.0 }];
        assert_eq!(together(&pins, 0), [0]);
        assert_eq!(together(&pins, 7), Vec::<usize>::new());
    }
}
