//! Where numbers lie on a drawing of 100 by 100 units.

/// The points of a course, its first at the left and its last at the right edge; `top` is the value
/// at the upper edge, 0 lies on the lower one.
pub(super) fn course(values: &[i32], top: i32) -> Vec<(f64, f64)> {
    let steps = values.len().saturating_sub(1).max(1);
    let point = |(step, value): (usize, &i32)| (100.0 * share(step, steps), height(*value, top));
    values.iter().enumerate().map(point).collect()
}

/// How far from the upper edge a value lies.
fn height(value: i32, top: i32) -> f64 {
    100.0 - percent(value, top).clamp(0.0, 100.0)
}

/// A value in percent of the whole; 0 of nothing.
pub(super) fn percent(value: i32, whole: i32) -> f64 {
    if whole <= 0 { 0.0 } else { 100.0 * f64::from(value) / f64::from(whole) }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Path data of the line through points.
pub(super) fn line(points: &[(f64, f64)]) -> String {
    let step = |(index, (x, y)): (usize, &(f64, f64))| {
        format!("{}{x:.1} {y:.1}", if index == 0 { "M" } else { "L" })
    };
    points.iter().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_begins_left_ends_right_and_stays_inside() {
        assert_eq!(line(&course(&[0, 5, 20], 10)), "M0.0 100.0L50.0 50.0L100.0 0.0");
        assert_eq!(line(&course(&[3], 0)), "M0.0 100.0");
        assert_eq!(line(&course(&[], 10)), "");
    }
}
