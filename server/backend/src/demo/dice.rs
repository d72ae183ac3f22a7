//! Deterministic pseudorandom numbers: equal for equal seeds on every machine and in every version.

/// `SplitMix64`. Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to less than `end`; 0 if `end` is 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        u32::try_from((u64::from(end) * (self.next() >> 32)) >> 32).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        let count = u32::try_from(to - from + 1).unwrap_or(1);
        from + i64::from(self.below(count))
    }

    /// Whether an event of this probability in per cent occurs.
    pub(super) fn happens(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// A random element of the slice.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(u32::try_from(of.len()).unwrap_or(0)) as usize]
    }

    /// 32 hexadecimal digits.
    pub(super) fn digits(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }
}
