//! The rule for a new password. Length and a list of common ones; no demands on its letters.

use crate::people::account::AccountName;
use std::fmt;

pub use crate::people::password_refusal::PasswordRefusal;

/// Fewest characters (Unicode scalar values).
pub const SHORTEST: usize = 12;
/// Most characters; bounds what is hashed.
pub const LONGEST: usize = 200;

/// A new password that may be set, exactly as typed. Never written to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The password, or why it may not be set. `is_common` is asked with the password in small letters.
    pub fn parse(
        typed: &str,
        name: &AccountName,
        is_common: impl FnOnce(&str) -> bool,
    ) -> Result<Self, PasswordRefusal> {
        let small = typed.to_lowercase();
        let mut letters = small.chars();
        let first = letters.next();
        match typed.chars().count() {
            ..SHORTEST => Err(PasswordRefusal::TooShort),
            SHORTEST..=LONGEST if small == name.as_str() => Err(PasswordRefusal::SameAsName),
            SHORTEST..=LONGEST if letters.all(|letter| Some(letter) == first) => {
                Err(PasswordRefusal::OneCharacter)
            }
            SHORTEST..=LONGEST if is_common(&small) => Err(PasswordRefusal::Common),
            SHORTEST..=LONGEST => Ok(Self(typed.to_owned())),
            _ => Err(PasswordRefusal::TooLong),
        }
    }

    /// What is to be hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_and_easy_guesses_are_refused() {
        let name = AccountName::parse("somchai.jaidee").unwrap();
        let verdict =
            |typed: &str| Password::parse(typed, &name, |small| small == "password1234").err();
        assert_eq!(verdict("กขคงจฉชซฌญฎฏ"), None);
        assert_eq!(verdict(&"ab".repeat(100)), None);
        for (typed, refusal) in [
            ("", PasswordRefusal::TooShort),
            ("กขคงจฉชซฌญฎ", PasswordRefusal::TooShort),
            (&"ab".repeat(101), PasswordRefusal::TooLong),
            ("Somchai.Jaidee", PasswordRefusal::SameAsName),
            ("aaaaAAAAaaaa", PasswordRefusal::OneCharacter),
            ("            ", PasswordRefusal::OneCharacter),
            ("PassWord1234", PasswordRefusal::Common),
        ] {
            assert_eq!(verdict(typed), Some(refusal), "{typed}");
        }
    }

    #[test]
    fn it_does_not_show_itself() {
        let name = AccountName::parse("abc").unwrap();
        let password = Password::parse("correct horse battery", &name, |_| false).unwrap();
        assert!(!format!("{password:?}").contains("horse"));
    }
}
