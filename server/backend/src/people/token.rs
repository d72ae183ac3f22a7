//! What proves a session or a link: a secret of 32 random bytes, of which only the digest is stored.

use crate::digest::sha256;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;

/// A secret that fits into a cookie and an address: 43 letters of base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub(crate) fn new() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// One that somebody brings; `None` where it cannot be one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let is_ours =
            text.len() == 43 && URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32);
        is_ours.then(|| Self(text.to_owned()))
    }

    /// The secret, for a cookie or a link that is shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it: the SHA-256. Without salt, since nobody can guess 256 random bits.
    pub(crate) fn digest(&self) -> String {
        sha256(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_new_each_time_comes_back_the_same_and_does_not_show_itself() {
        let (one, two) = (Token::new(), Token::new());
        assert_ne!(one, two);
        assert_eq!(Token::parse(one.reveal()), Some(one.clone()));
        assert_eq!(one.digest().len(), 64);
        assert_eq!(format!("{one:?}"), "Token(…)");
        for foreign in ["", "a", &"!".repeat(43), &"a".repeat(44)] {
            assert_eq!(Token::parse(foreign), None, "{foreign}");
        }
    }
}
