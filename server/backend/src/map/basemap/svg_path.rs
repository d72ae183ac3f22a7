//! Writes rings as compact SVG path data.

use super::ring::{GridPoint, GridRing};

/// The attribute `d`: relative moves and lines, with the short commands for horizontal and vertical ones.
/// A ring of fewer than three points is omitted.
pub(super) fn draw(rings: &[GridRing]) -> String {
    let mut d = String::new();
    let mut pen = [0, 0];
    for ring in rings.iter().filter(|ring| ring.len() > 2) {
        pen = draw_ring(ring, pen, &mut d);
    }
    d
}

/// Draws a ring and returns its start, which is the position of the pen after `z`.
fn draw_ring(ring: &[GridPoint], from: GridPoint, d: &mut String) -> GridPoint {
    let mut pen = from;
    // Numbers after `m` are lines without a command letter.
    let mut letter = 'm';
    for (index, point) in ring.iter().enumerate() {
        let [dx, dy] = [point[0] - pen[0], point[1] - pen[1]];
        pen = *point;
        match (index, dx, dy) {
            (0, ..) => write(d, Some('m'), &[dx, dy]),
            (_, dx, 0) => {
                write(d, (letter != 'h').then_some('h'), &[dx]);
                letter = 'h';
            }
            (_, 0, dy) => {
                write(d, (letter != 'v').then_some('v'), &[dy]);
                letter = 'v';
            }
            _ => {
                write(d, (letter == 'h' || letter == 'v').then_some('l'), &[dx, dy]);
                letter = 'l';
            }
        }
    }
    d.push('z');
    ring[0]
}

/// Writes numbers; a minus sign separates as well as a space does.
fn write(d: &mut String, letter: Option<char>, numbers: &[i32]) {
    d.extend(letter);
    for (index, number) in numbers.iter().enumerate() {
        if *number >= 0 && (index > 0 || letter.is_none()) {
            d.push(' ');
        }
        d.push_str(&number.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_and_short() {
        let square = vec![[10, 20], [13, 20], [13, 25], [10, 25]];
        let triangle = vec![[0, 0], [5, -5], [6, 7]];
        assert_eq!(draw(&[square, triangle]), "m10 20h3v5h-3zm-10-20 5-5 1 12z");
        assert_eq!(draw(&[vec![[0, 0], [1, 1]]]), "");
    }
}
