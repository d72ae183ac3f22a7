//! Percent-encoding of what goes into addresses and forms.

/// Names and values as a query and the body of a form have them.
pub fn form_encode<N: AsRef<str>, V: AsRef<str>>(
    pairs: impl IntoIterator<Item = (N, V)>,
) -> String {
    let pair = |(name, value): (N, V)| {
        format!("{}={}", percent_encode(name.as_ref()), percent_encode(value.as_ref()))
    };
    pairs.into_iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Percent-encodes all but the unreserved characters of RFC 3986, and the comma.
pub fn percent_encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                encoded.push(char::from(byte));
            }
            _ => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    encoded
}
