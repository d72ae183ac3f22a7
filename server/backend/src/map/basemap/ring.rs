//! Closed rings on a sheet: clipping, rounding, simplifying.

use super::geojson::Area;
use domain::map::outline::Sheet;
use domain::place::position::Pixel;

/// A point in whole units of the sheet.
pub(super) type GridPoint = [i32; 2];

/// A closed ring; the first point is not repeated at the end.
pub(super) type GridRing = Vec<GridPoint>;

/// Points nearer than this (in units) to the line between others are dropped when only the
/// general shape matters. At the first view a unit is about half a pixel.
const TOLERANCE: f64 = 1.5;

/// Islands smaller than this in both directions (in units) are dropped then.
const SPECK: i32 = 6;

/// A rectangle of the plane.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    min: Pixel,
    max: Pixel,
}

impl Bounds {
    /// The smallest rectangle around all areas; `None` for no points.
    pub(super) fn of_areas<'a>(
        areas: impl IntoIterator<Item = &'a Area>,
        sheet: &Sheet,
    ) -> Option<Self> {
        let places = areas.into_iter().flat_map(|area| area.rings.iter().flatten());
        places.map(|place| sheet.position(*place)).fold(None, |bounds, at| {
            let Self { min, max } = bounds.unwrap_or(Self { min: at, max: at });
            Some(Self {
                min: Pixel { x: min.x.min(at.x), y: min.y.min(at.y) },
                max: Pixel { x: max.x.max(at.x), y: max.y.max(at.y) },
            })
        })
    }

    /// The bounds of a sheet.
    pub(super) fn of_sheet(sheet: &Sheet) -> Self {
        Self { min: Pixel { x: 0.0, y: 0.0 }, max: Pixel { x: sheet.width, y: sheet.height } }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self {
            min: Pixel { x: self.min.x - by, y: self.min.y - by },
            max: Pixel { x: self.max.x + by, y: self.max.y + by },
        }
    }

    pub(super) fn middle(self) -> Pixel {
        Pixel { x: f64::midpoint(self.min.x, self.max.x), y: f64::midpoint(self.min.y, self.max.y) }
    }

    pub(super) fn longer_side(self) -> f64 {
        (self.max.x - self.min.x).max(self.max.y - self.min.y)
    }

    /// A sheet of these bounds, rounded to whole units.
    pub(super) fn to_sheet(self, zoom: f64) -> Sheet {
        let (x, y) = (self.min.x.floor(), self.min.y.floor());
        Sheet { zoom, x, y, width: (self.max.x - x).ceil(), height: (self.max.y - y).ceil() }
    }
}

/// The part inside `sight` (Sutherland–Hodgman). Disjoint parts stay joined along the edge.
pub(super) fn clipped(ring: Vec<Pixel>, sight: Bounds) -> Vec<Pixel> {
    // Distance of a point inside each edge; negative outside.
    let edges: [&dyn Fn(Pixel) -> f64; 4] =
        [&|at| at.x - sight.min.x, &|at| sight.max.x - at.x, &|at| at.y - sight.min.y, &|at| {
            sight.max.y - at.y
        }];
    edges.into_iter().fold(ring, |ring, depth| clipped_at_edge(&ring, depth))
}

fn clipped_at_edge(ring: &[Pixel], depth: &dyn Fn(Pixel) -> f64) -> Vec<Pixel> {
    let mut inside = Vec::with_capacity(ring.len());
    for (index, &to) in ring.iter().enumerate() {
        let from = ring[if index == 0 { ring.len() } else { index } - 1];
        let (before, after) = (depth(from), depth(to));
        if (before >= 0.0) != (after >= 0.0) {
            let part = before / (before - after);
            inside.push(Pixel {
                x: from.x + (to.x - from.x) * part,
                y: from.y + (to.y - from.y) * part,
            });
        }
        if after >= 0.0 {
            inside.push(to);
        }
    }
    inside
}

/// Rounds to whole units, without consecutive duplicates.
#[expect(clippy::cast_possible_truncation, reason = "a sheet is a few thousand units wide")]
pub(super) fn rounded(ring: &[Pixel]) -> GridRing {
    let mut points: GridRing =
        ring.iter().map(|at| [at.x.round() as i32, at.y.round() as i32]).collect();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

/// Removes the points on the straight line between their neighbours.
pub(super) fn straightened(ring: &[GridPoint]) -> GridRing {
    let count = ring.len();
    let bends = |index: &usize| {
        let (before, at, after) =
            (ring[(index + count - 1) % count], ring[*index], ring[(index + 1) % count]);
        (at[0] - before[0]) * (after[1] - at[1]) != (at[1] - before[1]) * (after[0] - at[0])
    };
    (0..count).filter(bends).map(|index| ring[index]).collect()
}

/// Whether the ring is too small to be visible.
pub(super) fn is_speck(ring: &[GridPoint]) -> bool {
    [0, 1].into_iter().all(|axis| {
        let along = || ring.iter().map(|point| point[axis]);
        along().max().unwrap_or(0) - along().min().unwrap_or(0) < SPECK
    })
}

/// The simplified shape (Douglas–Peucker, from the first point and the one farthest from it).
pub(super) fn simplified(ring: &[GridPoint]) -> GridRing {
    let Some(&first) = ring.first() else { return GridRing::new() };
    let closed: GridRing = ring.iter().copied().chain([first]).collect();
    let far = (0..ring.len())
        .max_by(|a, b| length(first, ring[*a]).total_cmp(&length(first, ring[*b])))
        .unwrap_or(0);
    let mut kept = vec![first];
    keep_bends(&closed[..=far], &mut kept);
    keep_bends(&closed[far..], &mut kept);
    kept.pop();
    straightened(&kept)
}

/// Appends the significant points of `line`, without its first.
fn keep_bends(line: &[GridPoint], kept: &mut GridRing) {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return };
    let inner = 1..line.len().saturating_sub(1);
    let farthest = inner
        .map(|index| (from_line(line[index], first, last), index))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match farthest.filter(|(distance, _)| *distance > TOLERANCE) {
        Some((_, index)) => {
            keep_bends(&line[..=index], kept);
            keep_bends(&line[index..], kept);
        }
        None => kept.push(last),
    }
}

fn length(from: GridPoint, to: GridPoint) -> f64 {
    f64::from(to[0] - from[0]).hypot(f64::from(to[1] - from[1]))
}

/// Distance of a point from the segment between two others.
fn from_line(point: GridPoint, start: GridPoint, end: GridPoint) -> f64 {
    let [dx, dy] = [f64::from(end[0] - start[0]), f64::from(end[1] - start[1])];
    let [px, py] = [f64::from(point[0] - start[0]), f64::from(point[1] - start[1])];
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 { ((px * dx + py * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
    (px - along * dx).hypot(py - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f64, to: f64) -> Vec<Pixel> {
        [(from, from), (to, from), (to, to), (from, to)].map(|(x, y)| Pixel { x, y }).to_vec()
    }

    #[test]
    fn what_is_out_of_sight_is_cut_off() {
        let sheet = Sheet { zoom: 0.0, x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        let sight = Bounds::of_sheet(&sheet);
        assert_eq!(
            rounded(&clipped(square(5.0, 20.0), sight)),
            [[5, 10], [5, 5], [10, 5], [10, 10]]
        );
        assert!(clipped(square(11.0, 20.0), sight).is_empty());
        assert_eq!(rounded(&clipped(square(-5.0, 20.0), sight)).len(), 4);
    }

    #[test]
    fn points_without_a_bend_are_left_out() {
        let ring = [[0, 0], [5, 0], [10, 0], [10, 10], [0, 10]];
        assert_eq!(straightened(&ring), [[0, 0], [10, 0], [10, 10], [0, 10]]);
        let rough = [[0, 0], [50, 1], [100, 0], [101, 50], [100, 100], [0, 100]];
        assert_eq!(simplified(&rough), [[0, 0], [100, 0], [100, 100], [0, 100]]);
    }

    #[test]
    fn a_ring_that_collapses_is_dropped() {
        assert_eq!(rounded(&square(0.1, 0.4)).len(), 1);
        assert!(straightened(&[[0, 0], [5, 5]]).is_empty());
        assert!(is_speck(&[[0, 0], [5, 0], [5, 5]]) && !is_speck(&[[0, 0], [6, 0], [6, 1]]));
    }
}
