//! Words in the names of schools and places that do not tell one from another.

/// What the name of every school begins with.
pub(crate) const SCHOOL: &str = "โรงเรียน";

/// Words that people type before the name of a school or of a place and that say nothing about which one
/// is meant; folded.
pub(crate) const GENERAL: [&str; 6] = [SCHOOL, "รร", "ตำบล", "อำเภอ", "จังหวัด", "แขวง"];

/// The same as single letters with a full stop behind (ร.ร., ต., อ., จ.), which folding takes apart.
pub(crate) const LETTERS: [&str; 4] = ["ร", "ต", "อ", "จ"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::thai::fold;

    #[test]
    fn the_words_are_folded() {
        for word in GENERAL.iter().chain(&LETTERS) {
            assert_eq!(fold(word), *word);
        }
    }
}
