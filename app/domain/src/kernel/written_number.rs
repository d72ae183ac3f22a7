//! A number as people type it: digits of either script, commas between thousands, a decimal point.

use crate::kernel::thai;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Digits behind the point that are kept.
const DECIMALS: usize = 4;
/// 10 to the power of [`DECIMALS`].
const SCALE: i64 = 10_000;
/// Digits before the point.
const INTEGER_DIGITS: usize = 9;

/// An exact number from 0 to 999,999,999.9999 with up to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WrittenNumber(i64);

/// Why what was typed is not taken as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberRefusal {
    /// Something else than digits, or a point without digits on both sides.
    NotANumber,
    /// Below zero.
    Negative,
    /// With an exponent, as `1e9`; to be written out.
    Exponent,
    /// A second point, or commas that are not between groups of three before the point.
    Separators,
    /// More than four digits behind the point.
    TooPrecise,
    /// Above 999,999,999.9999.
    TooLarge,
}

impl WrittenNumber {
    /// The number in `typed`; white space around it does not count.
    pub fn parse(typed: &str) -> Result<Self, NumberRefusal> {
        let text = thai::line(typed);
        check_letters(&text)?;
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text.as_str(), None),
        };
        if decimals.is_some_and(|d| d.contains(['.', ','])) || !is_grouped(whole) {
            return Err(NumberRefusal::Separators);
        }
        if whole.is_empty() || decimals.is_some_and(str::is_empty) {
            return Err(NumberRefusal::NotANumber);
        }
        let decimals = decimals.unwrap_or_default();
        if decimals.len() > DECIMALS {
            return Err(NumberRefusal::TooPrecise);
        }
        let whole = whole.replace(',', "");
        let whole = whole.trim_start_matches('0');
        if whole.len() > INTEGER_DIGITS {
            return Err(NumberRefusal::TooLarge);
        }
        // Nine digits and four decimals: at most 13 digits, far inside of an i64.
        format!("{whole}{decimals:0<DECIMALS$}")
            .parse()
            .map(Self)
            .map_err(|_| NumberRefusal::NotANumber)
    }

    /// As people read it: commas between thousands, `1,234.5`.
    pub fn grouped(self) -> String {
        let text = self.to_string();
        let (whole, decimals) = text.split_at(text.find('.').unwrap_or(text.len()));
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped + decimals
    }

    /// In ten-thousandths, as stored: 0–9,999,999,999,999.
    pub fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// The number of so many ten-thousandths; `None` outside its range.
    pub fn from_ten_thousandths(stored: i64) -> Option<Self> {
        (0..1_000_000_000 * SCALE).contains(&stored).then_some(Self(stored))
    }
}

/// Refuses what is more than digits, points and commas, by what it looks like.
fn check_letters(text: &str) -> Result<(), NumberRefusal> {
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    };
    let exponent = text.split_once(['e', 'E']).is_some_and(|(number, power)| {
        digits(number) && digits(power.trim_start_matches(['+', '-']))
    });
    match (digits(text), negative, exponent) {
        (_, _, true) => Err(NumberRefusal::Exponent),
        (true, true, _) => Err(NumberRefusal::Negative),
        (true, false, _) => Ok(()),
        (false, ..) => Err(NumberRefusal::NotANumber),
    }
}

/// Whether commas, if any, stand between groups of three digits.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut behind = groups.peekable();
    behind.peek().is_none()
        || (1..=3).contains(&first.len()) && behind.all(|group| group.len() == 3)
}

/// The canonical form: no separators but the point, no zeros that say nothing.
impl fmt::Display for WrittenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / SCALE)?;
        match self.0 % SCALE {
            0 => Ok(()),
            rest => f.write_str(format!(".{rest:0DECIMALS$}").trim_end_matches('0')),
        }
    }
}

impl TryFrom<String> for WrittenNumber {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "a number from 0 to 999999999.9999")
    }
}

impl From<WrittenNumber> for String {
    fn from(number: WrittenNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        for (typed, canonical) in [
            ("1,234.5", "1234.5"),
            ("๑๒", "12"),
            (" 12 ", "12"),
            ("๑,๒๓๔.๕๐", "1234.5"),
            ("007", "7"),
            ("0", "0"),
            ("0.0001", "0.0001"),
            ("1\u{200b}2", "12"),
            ("999,999,999.9999", "999999999.9999"),
        ] {
            assert_eq!(
                WrittenNumber::parse(typed).map(|n| n.to_string()),
                Ok(canonical.to_owned()),
                "{typed}"
            );
        }
    }

    #[test]
    fn thousands_are_told_apart_when_it_is_shown() {
        for (typed, shown) in
            [("0", "0"), ("999", "999"), ("1250", "1,250"), ("๑๒๓๔๕๖๗.๕", "1,234,567.5")]
        {
            assert_eq!(WrittenNumber::parse(typed).unwrap().grouped(), shown);
        }
    }

    #[test]
    fn what_is_no_such_number_is_refused_by_name() {
        use NumberRefusal::{Exponent, Negative, NotANumber, Separators, TooLarge, TooPrecise};
        for (typed, reason) in [
            ("", NotANumber),
            ("-1", Negative),
            ("\u{2212}1.5", Negative),
            ("1e9", Exponent),
            ("-1E+9", Exponent),
            ("1.234,5", Separators),
            ("1.2.3", Separators),
            ("12,34", Separators),
            ("1,,234", Separators),
            (",123", Separators),
            ("1234,567", Separators),
            (".5", NotANumber),
            ("5.", NotANumber),
            (".", NotANumber),
            ("+5", NotANumber),
            ("1 234", NotANumber),
            ("NaN", NotANumber),
            ("12 คน", NotANumber),
            ("0x10", NotANumber),
            ("1.00000", TooPrecise),
            ("1,000,000,000", TooLarge),
        ] {
            assert_eq!(WrittenNumber::parse(typed), Err(reason), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn the_canonical_form_leads_back(stored in 0..10_000_000_000_000_i64) {
            let number = WrittenNumber::from_ten_thousandths(stored).unwrap();
            prop_assert_eq!(WrittenNumber::parse(&number.to_string()), Ok(number));
            prop_assert_eq!(number.ten_thousandths(), stored);
        }

        #[test]
        fn nothing_typed_does_harm(typed in prop_oneof!["[0-9๐-๙,.eE+ -]{0,16}", any::<String>()]) {
            if let Ok(number) = WrittenNumber::parse(&typed) {
                prop_assert_eq!(WrittenNumber::parse(&number.to_string()), Ok(number));
                prop_assert_eq!(WrittenNumber::from_ten_thousandths(number.ten_thousandths()), Some(number));
            }
        }
    }
}
