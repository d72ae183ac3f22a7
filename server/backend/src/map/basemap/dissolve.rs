//! Merges neighbouring areas: an edge that two rings share, once in each direction, is removed.

use super::ring::{GridPoint, GridRing};
use std::collections::BTreeMap;

/// Edges by their start point.
type Edges = BTreeMap<GridPoint, Vec<GridPoint>>;

/// The outer rings of rings that all have the same orientation and share the points of their borders.
pub(super) fn dissolve(rings: &[GridRing]) -> Vec<GridRing> {
    let mut edges = Edges::new();
    for ring in rings {
        for (index, &from) in ring.iter().enumerate() {
            let to = ring[(index + 1) % ring.len()];
            if !remove(&mut edges, to, from) {
                edges.entry(from).or_default().push(to);
            }
        }
    }
    let mut outer = Vec::new();
    while let Some((&start, _)) = edges.first_key_value() {
        outer.push(walk(&mut edges, start));
    }
    outer
}

fn remove(edges: &mut Edges, from: GridPoint, to: GridPoint) -> bool {
    let Some(ends) = edges.get_mut(&from) else { return false };
    let Some(index) = ends.iter().position(|end| *end == to) else { return false };
    ends.swap_remove(index);
    if ends.is_empty() {
        edges.remove(&from);
    }
    true
}

/// Follows and removes edges until they return to the start. They do: each point has as many incoming as outgoing.
fn walk(edges: &mut Edges, start: GridPoint) -> GridRing {
    let mut ring = GridRing::new();
    let mut at = start;
    while let Some(&next) = edges.get(&at).and_then(|ends| ends.last()) {
        remove(edges, at, next);
        ring.push(at);
        at = next;
        if at == start {
            break;
        }
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_squares_side_by_side_become_one() {
        let left = vec![[0, 0], [1, 0], [1, 1], [0, 1]];
        let right = vec![[1, 0], [2, 0], [2, 1], [1, 1]];
        assert_eq!(dissolve(&[left, right]), [[[0, 0], [1, 0], [2, 0], [2, 1], [1, 1], [0, 1]]]);
    }

    #[test]
    fn what_lies_apart_stays_apart() {
        let near = vec![[0, 0], [1, 0], [1, 1]];
        let far = vec![[5, 5], [6, 5], [6, 6]];
        assert_eq!(dissolve(&[near.clone(), far.clone()]), [near, far]);
    }
}
