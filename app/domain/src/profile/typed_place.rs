//! A position as people type or paste it: degrees, or degrees with minutes and seconds.

use crate::kernel::error::Reason;
use crate::place::position::Place;

/// Thailand, a few kilometres wide on each side.
const LATITUDES: std::ops::RangeInclusive<f64> = 5.5..=20.6;
const LONGITUDES: std::ops::RangeInclusive<f64> = 97.2..=105.8;

/// The position in a line of text, latitude first, unless letters say otherwise (`E 100.5 N 13.7`).
/// [`Reason::Swapped`] where the two stand the wrong way round, [`Reason::OutsideProvinces`] where it is
/// not in Thailand, [`Reason::BadForm`] where it is no position.
pub fn parse(line: &str) -> Result<Place, Reason> {
    let (first, second) = pair(line).ok_or(Reason::BadForm)?;
    match (is_in_thailand(first, second), is_in_thailand(second, first)) {
        (true, _) => Place::new(first, second).ok_or(Reason::BadForm),
        (_, true) => Err(Reason::Swapped),
        _ => Err(Reason::OutsideProvinces),
    }
}

/// The position that is meant where [`parse`] says that the two numbers are swapped, as it is kept.
pub fn swapped(line: &str) -> Option<String> {
    let (first, second) = pair(line)?;
    is_in_thailand(second, first).then(|| Place::new(second, first).map(kept)).flatten()
}

/// As it is kept: degrees with six decimals, a tenth of a metre.
pub fn kept(place: Place) -> String {
    format!("{:.6}, {:.6}", place.lat, place.lon)
}

fn is_in_thailand(lat: f64, lon: f64) -> bool {
    LATITUDES.contains(&lat) && LONGITUDES.contains(&lon)
}

/// Two numbers of degrees, latitude first where letters say which is which.
fn pair(line: &str) -> Option<(f64, f64)> {
    let upper = line.to_uppercase();
    let letters: String = upper.chars().filter(char::is_ascii_alphabetic).collect();
    let is_sign = |c: char| c.is_ascii_digit() || c == '.' || c == '-' || c == '\u{2212}';
    let marks = |c: char| c.is_whitespace() || ",;/()NEWS°º˚'\"′″’”:".contains(c);
    if !upper.chars().all(|c| is_sign(c) || marks(c)) {
        return None;
    }
    let numbers: Vec<f64> = upper
        .replace('\u{2212}', "-")
        .split(marks)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let half = numbers.len() / 2;
    if numbers.len() % 2 == 1 || !(1..=3).contains(&half) {
        return None;
    }
    let (first, second) = (degrees(&numbers[..half])?, degrees(&numbers[half..])?);
    match letters.as_str() {
        "" | "NE" => Some((first, second)),
        "EN" => Some((second, first)),
        _ => None,
    }
}

/// Degrees, minutes and seconds as degrees.
fn degrees(parts: &[f64]) -> Option<f64> {
    let (whole, parts) = parts.split_first()?;
    let fits = parts.iter().all(|part| (0.0..60.0).contains(part));
    let part = parts.iter().rev().fold(0.0, |sum, part| (sum + part) / 60.0);
    (fits && whole.is_finite()).then_some(whole + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_understood_as_it_is_pasted() {
        for typed in [
            "13.7563, 100.5018",
            "13.7563 100.5018",
            "(13.7563,100.5018)",
            "13°45'22.68\"N 100°30'6.48\"E",
            "13° 45′ 22.68″ 100° 30′ 6.48″",
            "N13 45.378 E100 30.108",
            "100.5018 E, 13.7563 N",
            "13:45:22.68 100:30:06.48",
        ] {
            let place = parse(typed).unwrap_or_else(|reason| panic!("{typed}: {reason:?}"));
            assert_eq!(kept(place), "13.756300, 100.501800", "{typed}");
        }
    }

    #[test]
    fn a_swapped_position_is_recognised_and_the_right_one_offered() {
        assert_eq!(parse("100.5018, 13.7563"), Err(Reason::Swapped));
        assert_eq!(swapped("100.5018, 13.7563").as_deref(), Some("13.756300, 100.501800"));
        assert_eq!(swapped("13.7563, 100.5018"), None);
    }

    #[test]
    fn what_is_no_position_in_thailand_is_refused() {
        for bad in
            ["", "13.7563", "13.7563, x", "13, 99, 100", "13°75' 100°30'", "NaN, 100", "1e1 100"]
        {
            assert_eq!(parse(bad), Err(Reason::BadForm), "{bad}");
        }
        for abroad in ["48.85, 2.35", "-13.7563, 100.5018", "0, 0"] {
            assert_eq!(parse(abroad), Err(Reason::OutsideProvinces), "{abroad}");
        }
    }
}
