//! The key that makes a report safe to send twice.

use serde::{Deserialize, Serialize};
use std::fmt;

/// 16 random bytes that the form was made with. The same key with the same content is the same report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientKey([u8; 16]);

impl ClientKey {
    /// A key of bytes that are already random.
    pub fn new(random: [u8; 16]) -> Self {
        Self(random)
    }

    /// The key in 32 hexadecimal digits, capitals too; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let hexadecimal = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = hexadecimal.then(|| u128::from_str_radix(text, 16).ok()).flatten()?;
        Some(Self(number.to_be_bytes()))
    }
}

/// 32 small hexadecimal digits.
impl fmt::Display for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl TryFrom<String> for ClientKey {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a key is 32 hexadecimal digits")
    }
}

impl From<ClientKey> for String {
    fn from(key: ClientKey) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_32_hexadecimal_digits() {
        let text = "000102030405060708090a0b0c0d0e0f";
        assert_eq!(ClientKey::parse(text).unwrap().to_string(), text);
        assert_eq!(ClientKey::parse(&text.to_uppercase()), ClientKey::parse(text));
        for bad in
            ["", "0", &text[1..], &format!("+{}", &text[1..]), &format!("{text}0"), "กกกกกกกกกกก"]
        {
            assert_eq!(ClientKey::parse(bad), None, "{bad}");
        }
    }
}
