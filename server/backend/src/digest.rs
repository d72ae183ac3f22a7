//! SHA-256 digests in the form of the store.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The SHA-256 of a text, as 64 lower-case hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// The SHA-256 of bytes, in the same form.
pub(crate) fn sha256_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_digest_of_abc_is_the_one_of_fips_180() {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256("abc"), digest);
    }
}
