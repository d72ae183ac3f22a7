//! An address on the web that a report points to.

use crate::kernel::error::Reason;
use crate::kernel::thai;

/// Most characters of an address.
const LONGEST: u32 = 500;

/// `http` or `https`, a host, at most 500 characters, safe to stand in an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The address in `typed`. Invisible characters and space around, which pasting brings along,
    /// are dropped; Thai digits stay, as they are part of the address.
    pub fn parse(typed: &str) -> Result<Self, Reason> {
        let visible: String = typed.chars().filter(|letter| !thai::is_invisible(*letter)).collect();
        let address = visible.trim();
        if address.chars().count() > LONGEST as usize {
            return Err(Reason::TooLong(LONGEST));
        }
        let host = host(address).ok_or(Reason::BadLink)?;
        let safe = !address.contains(|c: char| c.is_whitespace() || "<>\"'`\\^{}|".contains(c));
        if safe && is_host(host) { Ok(Self(address.to_owned())) } else { Err(Reason::BadLink) }
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host without its port, to be shown to who is about to leave.
    pub fn host(&self) -> &str {
        host(&self.0).and_then(|host| host.split(':').next()).unwrap_or_default()
    }
}

/// Host and port of an address with http or https.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    web.then(|| rest.split(['/', '?', '#']).next()).flatten()
}

/// Whether a host has a dot, no empty label, nothing but letters, digits and hyphens, and a port
/// that is one. A user name in front (`user@host`) is refused: it makes one host look like another.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    let label = |label: &str| {
        // Thai and other scripts are letters with marks, hence everything beyond ASCII.
        !label.is_empty()
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
    };
    name.contains('.')
        && name.split('.').all(label)
        && port.is_none_or(|port| {
            port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_needs_http_and_a_host() {
        for (typed, host) in [
            ("https://example.go.th", "example.go.th"),
            (" HTTP://example.go.th:8080/a?b=ก&c=๑#d ", "example.go.th"),
            ("\u{200b}https://โรงเรียน.ไทย/ภาพ\u{202c}", "โรงเรียน.ไทย"),
        ] {
            assert_eq!(
                Link::parse(typed).map(|link| link.host().to_owned()),
                Ok(host.to_owned()),
                "{typed}"
            );
        }
        for bad in [
            "example.go.th",
            "//example.go.th",
            "ftp://example.go.th",
            "javascript:alert(1)",
            "javascript://example.go.th/%0aalert(1)",
            "data:text/html,x",
            "https://",
            "https:///path",
            "https://host",
            "https://a..b",
            "https://a.b c",
            "https://user@a.b",
            "https://a.b:99999",
            "https://a.b:+1",
            "https://a.b/\"onclick=",
            "https://a.b/<script>",
            "https://a.b\\c",
            "java\u{0}script://a.b",
            "https://a.b/ https://c.d",
        ] {
            assert_eq!(Link::parse(bad), Err(Reason::BadLink), "{bad}");
        }
        let long = format!("https://a.b/{}", "ก".repeat(488));
        assert!(Link::parse(&long).is_ok());
        assert_eq!(Link::parse(&format!("{long}ก")), Err(Reason::TooLong(500)));
    }
}
