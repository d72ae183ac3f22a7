//! Keys that make a second sending of a form the same report.

use domain::progress::client_key::ClientKey;

/// A new random key, for a form that is about to be shown.
pub fn new_client_key() -> ClientKey {
    ClientKey::new(rand::random())
}
