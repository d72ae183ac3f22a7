//! A part of a whole, said so that nobody takes three of four for a finding.

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many are meant.
    pub part: i32,
    /// Of how many.
    pub whole: i32,
}

/// Below this a percentage says little: one district more or less moves it by over ten points.
const SMALL: i32 = 10;

impl Share {
    /// Whole per cent, rounded; 0 of nothing.
    pub fn percent(self) -> i32 {
        if self.whole == 0 { 0 } else { (200 * self.part + self.whole) / (2 * self.whole) }
    }

    /// Whether the whole is too small for the percentage to say much.
    pub fn is_small(self) -> bool {
        self.whole < SMALL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_says_when_it_is_of_few() {
        let percent = |part, whole| Share { part, whole }.percent();
        assert_eq!([percent(1, 3), percent(2, 3), percent(1, 8), percent(0, 0)], [33, 67, 13, 0]);
        assert_eq!(percent(245, 245), 100);
        assert!(Share { part: 3, whole: 9 }.is_small() && !Share { part: 3, whole: 10 }.is_small());
    }
}
