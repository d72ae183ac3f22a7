//! What is known about a request from its arrival to its log line.

use crate::request::endpoint::Endpoint;
use crate::request::language::Choice;
use axum::http::{Method, Uri};
use std::fmt;
use std::net::IpAddr;
use std::time::Instant;

/// One request. Handlers find it in the request's extensions.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Names the request in the log and on error pages.
    pub reference: Reference,
    /// When it arrived.
    pub arrived: Instant,
    /// GET, HEAD …
    pub method: Method,
    /// The address asked for.
    pub uri: Uri,
    /// Who asks; `None` where the transport has no addresses.
    pub client: Option<IpAddr>,
    /// The language to answer in, and how it was chosen.
    pub language: Choice,
    /// What the router's row says of the address.
    pub endpoint: &'static Endpoint,
}

impl Visit {
    /// Whether the answer is read by a program rather than a person.
    pub fn is_api(&self) -> bool {
        self.uri.path().starts_with("/api/")
    }
}

/// A request's short random name: ten characters that cannot be mistaken for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference([u8; 10]);

/// Without I, L, O and U, as in Crockford's base 32.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// A new one from 64 random bits, of which it shows 50.
    pub fn new(random: u64) -> Self {
        Self(std::array::from_fn(|place| {
            let digit = usize::try_from((random >> (5 * place)) & 31);
            ALPHABET[digit.unwrap_or_default()]
        }))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_ten_plain_characters() {
        assert_eq!(Reference::new(0).as_str(), "0000000000");
        assert_eq!(Reference::new(u64::MAX).as_str(), "ZZZZZZZZZZ");
    }
}
