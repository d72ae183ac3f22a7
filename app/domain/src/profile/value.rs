//! Values as people type them, brought to the one form in which they are kept.

use super::concept::Kind;
use super::typed_place;
use crate::kernel::error::Reason;
use crate::kernel::thai;
use crate::kernel::written_number::{NumberRefusal, WrittenNumber};
use crate::progress::link::Link;

/// Most characters of an e-mail address (RFC 5321).
const LONGEST_EMAIL: u32 = 254;

/// The value in `typed`, in the form in which it is kept; `None` where nothing was typed. The reason is
/// one that the field can say: [`Reason::BadForm`] where it is not of the kind.
pub fn parse(kind: Kind, typed: &str) -> Result<Option<String>, Reason> {
    let line = thai::line(typed);
    if line.is_empty() {
        return Ok(None);
    }
    match kind {
        Kind::Text(most) => text(&line, most),
        Kind::Telephone => telephone(&line).ok_or(Reason::BadForm),
        Kind::Email => email(&line),
        Kind::Website => website(&line),
        Kind::Postcode => postcode(&line).ok_or(Reason::BadForm),
        Kind::Count(most) => count(&line, most),
        Kind::Position => typed_place::parse(&line).map(typed_place::kept),
    }
    .map(Some)
}

fn text(line: &str, most: u32) -> Result<String, Reason> {
    let fits = line.chars().count() <= most as usize;
    fits.then(|| line.to_owned()).ok_or(Reason::TooLong(most))
}

/// As `0-2123-4567`, `053-112-345` and `081-234-5678`, with `#12` for an extension. Words between number
/// and extension do not matter, and neither does how the digits stand together.
fn telephone(line: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_digit() || " -()+.#/".contains(c);
    let end = line.find(|c: char| !is_plain(c) || c == '#').unwrap_or(line.len());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = digits(&line[..end]);
    let number = match number.strip_prefix("66") {
        Some(rest) if line.trim_start().starts_with('+') => {
            format!("0{}", rest.trim_start_matches('0'))
        }
        _ => number,
    };
    let extension = digits(&line[end..]);
    if extension.len() > 6 || (end < line.len() && extension.is_empty()) || line.contains('@') {
        return None;
    }
    let grouped = grouped(&number)?;
    Some(if extension.is_empty() { grouped } else { format!("{grouped} #{extension}") })
}

/// A number in the groups in which people say it.
fn grouped(number: &str) -> Option<String> {
    let (area, second) = (number.get(..1)?, number.get(1..2)?);
    match (number.len(), area, second) {
        (4, "1", _) => Some(number.to_owned()),
        (9, "0", "2") => Some(format!("0-{}-{}", &number[1..5], &number[5..])),
        (9, "0", "3" | "4" | "5" | "7") | (10, "0", "6" | "8" | "9") => {
            Some(format!("{}-{}-{}", &number[..3], &number[3..6], &number[6..]))
        }
        _ => None,
    }
}

fn email(line: &str) -> Result<String, Reason> {
    if line.len() > LONGEST_EMAIL as usize {
        return Err(Reason::TooLong(LONGEST_EMAIL));
    }
    let (name, host) = line.split_once('@').ok_or(Reason::BadForm)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._%+-'".contains(c);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let good = !name.is_empty()
        && name.chars().all(is_name)
        && host.contains('.')
        && host.split('.').all(is_label);
    good.then(|| format!("{name}@{}", host.to_ascii_lowercase())).ok_or(Reason::BadForm)
}

/// Without scheme and last slash, as websites are kept.
fn website(line: &str) -> Result<String, Reason> {
    let lower = line.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme));
    let bare = &line[scheme.map_or(0, str::len)..];
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    match Link::parse(&format!("https://{bare}")) {
        Ok(_) if !bare.contains('@') => Ok(bare.to_owned()),
        Err(Reason::TooLong(most)) => Err(Reason::TooLong(most)),
        _ => Err(Reason::BadForm),
    }
}

/// Five digits; the first two are a province, from 10 on.
fn postcode(line: &str) -> Option<String> {
    let digits: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_one = digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit());
    (is_one && digits.as_str() >= "10000" && digits.as_str() < "97000").then_some(digits)
}

fn count(line: &str, most: i64) -> Result<String, Reason> {
    let together: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let number = WrittenNumber::parse(&together).map_err(Reason::Number)?;
    let (whole, rest) = (number.ten_thousandths() / 10_000, number.ten_thousandths() % 10_000);
    match (rest, whole <= most) {
        (0, true) => Ok(whole.to_string()),
        (0, false) => Err(Reason::Number(NumberRefusal::TooLarge)),
        _ => Err(Reason::BadForm),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(kind: Kind, typed: &str) -> String {
        parse(kind, typed).ok().flatten().unwrap_or_default()
    }

    #[test]
    fn a_telephone_number_is_kept_as_people_say_it() {
        for (typed, as_kept) in [
            ("๐๒ ๒๘๘ ๕๕๑๑", "0-2288-5511"),
            ("02-2885511", "0-2288-5511"),
            ("(053) 112345", "053-112-345"),
            ("+66 53 112 345", "053-112-345"),
            ("+66 (0)81 234 5678", "081-234-5678"),
            ("0812345678", "081-234-5678"),
            ("053-112345 ต่อ 12", "053-112-345 #12"),
            ("053-112345 ext. ๑๒", "053-112-345 #12"),
            ("053-112345#12", "053-112-345 #12"),
            ("1579", "1579"),
        ] {
            assert_eq!(kept(Kind::Telephone, typed), as_kept, "{typed}");
        }
        for bad in
            ["12", "053", "99999999999", "0812345678 บ้าน", "a@b.example", "112345678", "โทร 1"]
        {
            assert_eq!(parse(Kind::Telephone, bad), Err(Reason::BadForm), "{bad}");
        }
    }

    #[test]
    fn an_address_on_the_net_is_kept_without_what_says_nothing() {
        assert_eq!(kept(Kind::Email, " Saraban@Office.GO.TH "), "Saraban@office.go.th");
        assert_eq!(kept(Kind::Website, "https://www.example.go.th/"), "www.example.go.th");
        assert_eq!(kept(Kind::Website, "example.go.th/office?a=1"), "example.go.th/office?a=1");
        for bad in ["office", "a@b", "a b@c.th", "@c.th", "ก@c.th", "a@@c.th", "a@c..th"] {
            assert_eq!(parse(Kind::Email, bad), Err(Reason::BadForm), "{bad}");
        }
        for bad in ["office", "javascript:alert(1)", "ftp://a.th", "a@b.th", "a b.th", "\"a.th"] {
            assert_eq!(parse(Kind::Website, bad), Err(Reason::BadForm), "{bad}");
        }
    }

    #[test]
    fn a_count_is_whole_and_within_its_limit() {
        for (typed, as_kept) in
            [("๑๒,๓๔๕", "12345"), ("12 345", "12345"), ("0", "0"), ("7.00", "7")]
        {
            assert_eq!(kept(Kind::Count(20_000), typed), as_kept, "{typed}");
        }
        let refused = |typed| parse(Kind::Count(20_000), typed);
        assert_eq!(refused("1.5"), Err(Reason::BadForm));
        assert_eq!(refused("20,001"), Err(Reason::Number(NumberRefusal::TooLarge)));
        assert_eq!(refused("-5"), Err(Reason::Number(NumberRefusal::Negative)));
        assert_eq!(refused("ห้า"), Err(Reason::Number(NumberRefusal::NotANumber)));
    }

    #[test]
    fn a_postcode_has_five_digits_and_a_province() {
        assert_eq!(kept(Kind::Postcode, "๕๐๓๐๐"), "50300");
        for bad in ["5030", "503000", "00000", "99999", "5030a"] {
            assert_eq!(parse(Kind::Postcode, bad), Err(Reason::BadForm), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_taken_as_it_stands(typed in prop_oneof!["[0-9๐-๙ +().#-]{0,18}", "[a-z0-9.@/:-]{0,24}", any::<String>()]) {
            let kinds = [
                Kind::Text(300), Kind::Telephone, Kind::Email, Kind::Website, Kind::Postcode,
                Kind::Count(500_000), Kind::Position,
            ];
            for kind in kinds {
                if let Ok(Some(value)) = parse(kind, &typed) {
                    prop_assert_eq!(parse(kind, &value), Ok(Some(value.clone())), "{:?}", kind);
                }
            }
        }
    }
}
