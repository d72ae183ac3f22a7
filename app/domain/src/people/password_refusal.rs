//! Why a password is refused, as data for the error that crosses to the browser.

use serde::{Deserialize, Serialize};

/// Why a password may not be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordRefusal {
    /// Fewer than [`SHORTEST`](crate::people::account::password::SHORTEST) characters.
    TooShort,
    /// More than [`LONGEST`](crate::people::account::password::LONGEST) characters.
    TooLong,
    /// The name to sign in with.
    SameAsName,
    /// One character over and over.
    OneCharacter,
    /// On the list of common passwords.
    Common,
}
