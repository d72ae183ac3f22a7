//! Idempotency keys: sending a form twice gives the same report.

use domain::progress::client_key::ClientKey;

/// A new random key, for a form about to be rendered.
pub fn new_client_key() -> ClientKey {
    ClientKey::new(rand::random())
}
