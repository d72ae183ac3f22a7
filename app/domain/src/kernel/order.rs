//! The one sort that goes into the WASM: each type that is sorted by itself costs 2 kB there.

/// Indexes by their keys, the lowest first; those of one key in their own order.
pub(crate) fn indexes_by_key(mut keyed: Vec<(f64, usize)>) -> Vec<usize> {
    keyed.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    keyed.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_key_stays_in_its_order() {
        assert_eq!(indexes_by_key(vec![(2.0, 3), (0.5, 9), (2.0, 1), (-1.0, 4)]), [4, 9, 1, 3]);
    }
}
