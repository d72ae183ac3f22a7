//! What an account is called, and when its password is asked for again.

pub mod password;
pub mod throttle;

use crate::kernel::error::Reason;
use crate::kernel::thai;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name to sign in with: 3–64 of `a–z`, `0–9`, `.`, `_`, `-` and `@`; always small.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountName(String);

impl AccountName {
    /// The name in `typed`: capitals, white space around and Thai digits are forgiven.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let name = thai::line(typed).to_ascii_lowercase();
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-@".contains(&b);
        match name.len() {
            0 => Err(Reason::Missing),
            _ if !name.bytes().all(fits) => Err(Reason::BadForm),
            1..3 => Err(Reason::TooShort(3)),
            3..=64 => Ok(Self(name)),
            _ => Err(Reason::TooLong(64)),
        }
    }

    /// As stored and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AccountName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
            .map_err(|_| "an account's name is 3 to 64 of a-z, 0-9, '.', '_', '-', '@'")
    }
}

impl From<AccountName> for String {
    fn from(name: AccountName) -> Self {
        name.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person is called on pages: 1–120 characters (Unicode scalar values) on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DisplayName(String);

impl DisplayName {
    /// The name in `typed`, in the one spelling of [`thai::normalise`].
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let name = thai::line(typed);
        match name.chars().count() {
            0 => Err(Reason::Missing),
            1..=120 => Ok(Self(name)),
            _ => Err(Reason::TooLong(120)),
        }
    }

    /// As shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DisplayName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "a display name is 1 to 120 characters")
    }
}

impl From<DisplayName> for String {
    fn from(name: DisplayName) -> Self {
        name.0
    }
}

/// Whether somebody can sign in with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// With name and password.
    Open,
    /// Not before a password is set by a one-time link.
    NoPassword,
    /// Nobody can.
    Disabled,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for (typed, name) in
            [("  Somchai.J ", "somchai.j"), ("nan๑@obec", "nan1@obec"), ("a_b-c", "a_b-c")]
        {
            assert_eq!(AccountName::parse(typed).map(String::from), Ok(name.to_owned()));
        }
        for (typed, reason) in [
            (" ", Reason::Missing),
            ("ab", Reason::TooShort(3)),
            ("a b c", Reason::BadForm),
            ("สมชาย", Reason::BadForm),
            ("a'--", Reason::BadForm),
            (&"a".repeat(65), Reason::TooLong(64)),
        ] {
            assert_eq!(AccountName::parse(typed), Err(reason), "{typed}");
        }
    }

    #[test]
    fn a_display_name_is_one_line_of_at_most_120_characters() {
        assert_eq!(DisplayName::parse(" เเก้ว\n ตา ").map(String::from), Ok("แก้ว ตา".to_owned()));
        assert_eq!(DisplayName::parse("\u{200b}\n"), Err(Reason::Missing));
        assert!(DisplayName::parse(&"ก".repeat(120)).is_ok());
        assert_eq!(DisplayName::parse(&"ก".repeat(121)), Err(Reason::TooLong(120)));
    }

    proptest! {
        #[test]
        fn what_was_taken_is_taken_again_unchanged(typed in any::<String>()) {
            if let Ok(name) = AccountName::parse(&typed) {
                prop_assert_eq!(AccountName::parse(name.as_str()), Ok(name));
            }
            if let Ok(name) = DisplayName::parse(&typed) {
                prop_assert_eq!(DisplayName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
