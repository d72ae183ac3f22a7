//! Numbers as plain decimals, such as `13.7563`, by way of integers: what the standard library reads and
//! writes `f64` with is exact to the last bit, and weighs more in the WASM than the whole search.

/// More digits than these (behind the point) no longer change a number of a map.
const DECIMALS: usize = 12;

/// A number below a thousand million with so many decimals, 0–9, half away from zero.
pub fn write(number: f64, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "cuts off zeros; what is larger becomes the largest"
    )]
    let scaled = (number * scale as f64).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, rest) = ((scaled / scale).abs(), (scaled % scale).abs());
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = decimals as usize)
    }
}

/// The number in `text`: digits, with at most one point among them and a minus in front. Without exponents,
/// infinities and white space.
pub fn parse(text: &str) -> Option<f64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(decimals) || whole.len() + decimals.len() == 0 {
        return None;
    }
    let (mut number, mut scale) = (0.0, 1.0);
    for digit in whole.bytes() {
        number = number * 10.0 + f64::from(digit - b'0');
    }
    for digit in decimals.bytes().take(DECIMALS) {
        number = number * 10.0 + f64::from(digit - b'0');
        scale *= 10.0;
    }
    Some(sign * number / scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_written_as_the_standard_library_does() {
        for (number, decimals, text) in [
            (13.75, 4, "13.7500"),
            (-0.000_06, 4, "-0.0001"),
            (100.0 / 3.0, 2, "33.33"),
            (583.5, 0, "584"),
            (-180.0, 4, "-180.0000"),
        ] {
            assert_eq!(write(number, decimals), text);
            assert_eq!(format!("{number:.0$}", decimals as usize), text);
        }
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        assert_eq!([write(-0.001, 2), write(-0.4, 0)], ["0.00", "0"]);
    }

    #[test]
    fn only_plain_decimals_are_read() {
        for (text, number) in
            [("7", 7.0), ("-0.5", -0.5), (".5", 0.5), ("5.", 5.0), ("0013.75", 13.75)]
        {
            assert_eq!(parse(text), Some(number), "{text}");
        }
        for absurd in ["", "-", ".", "1e3", "NaN", "inf", "1.2.3", "--1", "+1", " 1", "๑"] {
            assert_eq!(parse(absurd), None, "{absurd}");
        }
    }

    proptest! {
        #[test]
        fn a_decimal_is_read_as_the_standard_library_does(digits in -9_999_999_999_i64..9_999_999_999, decimals in 0..6_u32) {
            let text = write(digits as f64 / 10_f64.powi(i32::try_from(decimals).unwrap()), decimals);
            prop_assert_eq!(parse(&text), text.parse().ok());
        }
    }
}
