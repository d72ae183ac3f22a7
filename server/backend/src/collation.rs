//! The order of Thai lists: dictionary order, with numbers compared as numbers ("เขต 2" before "เขต 10").

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::LazyLock;

static THAI: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(&locale!("th"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(preferences, CollatorOptions::default())
        .expect("the collation data is compiled in")
});

/// Compares two Thai texts in dictionary order.
pub(crate) fn thai(a: &str, b: &str) -> Ordering {
    THAI.compare(a, b).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_and_leading_vowels_yield_to_their_consonant() {
        let mut names = [
            "แพร่",
            "เขต\u{a0}10",
            "กระบี่",
            "เขต\u{a0}2",
            "พะเยา",
            "เชียงใหม่",
            "ชลบุรี",
            "สพม.ตาก",
            "สพป.ตาก",
        ];
        names.sort_by(|a, b| thai(a, b));
        let sorted = [
            "กระบี่",
            "เขต\u{a0}2",
            "เขต\u{a0}10",
            "ชลบุรี",
            "เชียงใหม่",
            "พะเยา",
            "แพร่",
            "สพป.ตาก",
            "สพม.ตาก",
        ];
        assert_eq!(names, sorted);
    }
}
