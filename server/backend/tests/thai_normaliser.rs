//! The hand-written Thai normaliser against the full one.

use domain::kernel::thai::normalise;
use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_the_same_to_unicode_is_the_same_to_us(text in "[\u{e01}-\u{e3a}\u{e3f}-\u{e5b} a-z0-9]{0,32}") {
        prop_assert_eq!(normalise(&text.nfc().collect::<String>()), normalise(&text));
        prop_assert_eq!(normalise(&text.nfd().collect::<String>()), normalise(&text));
    }

    #[test]
    fn what_we_write_is_in_unicode_order(text in "[กนเแาำิีุู่้๊๋์็ํฺ๎ัๅ]{0,32}") {
        prop_assert!(is_nfc(&normalise(&text)));
    }
}
