//! Numbers as people write them: groups of three digits.

use crate::Lang;

impl Lang {
    /// How many, as [`Self::number`] has it; more than that can say as the most that it can.
    pub fn count(self, count: impl TryInto<i32>) -> String {
        self.number(count.try_into().unwrap_or(i32::MAX))
    }

    /// A whole number with a comma before every third digit from the right: "12,345".
    pub fn number(self, number: i32) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut grouped = String::from(if number < 0 { "\u{2212}" } else { "" });
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let written = [0, 12, 999, 1000, 103_245, -1_234_567].map(|one| Lang::Th.number(one));
        assert_eq!(written, ["0", "12", "999", "1,000", "103,245", "\u{2212}1,234,567"]);
    }
}
