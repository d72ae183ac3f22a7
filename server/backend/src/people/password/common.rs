//! The shipped list of passwords that everybody tries first.

use std::collections::HashSet;
use std::sync::LazyLock;

const LIST: &str = include_str!("../../../../data/common-passwords.txt");

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| LIST.lines().collect());

/// Whether a password, in small letters, is on the list.
pub(crate) fn is_common(small: &str) -> bool {
    COMMON.contains(small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::people::account::password::{LONGEST, SHORTEST};

    #[test]
    fn the_list_holds_what_everybody_knows_in_small_letters_and_of_a_length_that_matters() {
        for known in
            ["password1234", "123456789012", "qwertyuiop12", "iloveyou1234", "abcdefghijkl"]
        {
            assert!(is_common(known), "{known}");
        }
        assert!(!is_common("the eleventh teacup"));
        assert!(COMMON.len() >= 1000);
        assert_eq!(COMMON.len(), LIST.lines().count(), "a line stands twice");
        for line in LIST.lines() {
            assert_eq!(line, line.to_lowercase());
            assert!((SHORTEST..=LONGEST).contains(&line.chars().count()), "{line}");
        }
        assert!(LIST.lines().is_sorted());
    }
}
