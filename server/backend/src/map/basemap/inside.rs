//! Whether a place lies in an area or near it.

use super::geojson::Area;
use domain::place::position::Place;

/// Kilometres per degree of latitude.
const KM_OF_DEGREE: f64 = 111.2;

/// Whether a place lies in the area (holes are outside), or within `tolerance_km` of its edge.
pub(super) fn contains(area: &Area, place: Place, tolerance_km: f64) -> bool {
    let crossings = area.rings.iter().filter(|ring| is_enclosed(ring, place)).count();
    crossings % 2 == 1 || area.rings.iter().any(|ring| is_near(ring, place, tolerance_km))
}

/// Even–odd rule: whether a ray to the east crosses the ring an odd number of times.
fn is_enclosed(ring: &[Place], place: Place) -> bool {
    let crosses = |pair: &&[Place]| {
        let (a, b) = (pair[0], pair[1]);
        let spans = (a.lat > place.lat) != (b.lat > place.lat);
        spans && place.lon < (b.lon - a.lon) * (place.lat - a.lat) / (b.lat - a.lat) + a.lon
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}

fn is_near(ring: &[Place], place: Place, tolerance_km: f64) -> bool {
    // Over such short distances the earth is flat; only degrees of longitude are shorter.
    let shrink = place.lat.to_radians().cos();
    let flat = |at: Place| {
        ((at.lon - place.lon) * shrink * KM_OF_DEGREE, (at.lat - place.lat) * KM_OF_DEGREE)
    };
    ring.windows(2).any(|pair| {
        let ((ax, ay), (bx, by)) = (flat(pair[0]), flat(pair[1]));
        let (dx, dy) = (bx - ax, by - ay);
        let squared = dx * dx + dy * dy;
        let along =
            if squared > 0.0 { (-(ax * dx + ay * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
        (ax + along * dx).hypot(ay + along * dy) <= tolerance_km
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square degree with a hole of a fifth of its area.
    fn area() -> Area {
        let square = |from: f64, to: f64| {
            let corner = |(lat, lon)| Place { lat, lon };
            [(from, from), (to, from), (to, to), (from, to), (from, from)].map(corner).to_vec()
        };
        Area { code: String::new(), rings: vec![square(10.0, 11.0), square(10.4, 10.6)] }
    }

    #[test]
    fn inside_near_the_edge_in_the_hole_and_far_away() {
        let is_in = |lat, lon, km| contains(&area(), Place { lat, lon }, km);
        assert!(is_in(10.2, 10.2, 0.0));
        assert!(!is_in(10.5, 10.5, 1.0), "a hole");
        assert!(!is_in(9.995, 10.5, 0.0) && is_in(9.995, 10.5, 1.0), "half a kilometre off");
        assert!(!is_in(9.98, 10.5, 1.0), "two kilometres off");
        assert!(!is_in(9.995, 9.98, 1.0) && !is_in(20.0, 20.0, 1.0));
    }
}
