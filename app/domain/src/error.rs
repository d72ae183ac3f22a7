//! The one error that crosses from the server to a person: as data, without internals.
//!
//! Policy: `domain` and use cases return this; `backend` wraps it together with internal causes,
//! logs those once under a reference, and lets only this out.

use serde::{Deserialize, Serialize};

/// What went wrong, in terms that the person who asked can act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Error {
    /// Nobody is signed in, and this needs an account.
    Unauthenticated,
    /// The account may not do this.
    Forbidden,
    /// There is no such thing, or its existence is not public.
    NotFound,
    /// Fields that cannot be taken as typed; each with its reason.
    Invalid(Vec<FieldError>),
    /// The request itself is not of the form that this address takes.
    Malformed,
    /// The record has changed since it was read.
    Conflict,
    /// Too many tries; again after so many seconds.
    Throttled(u32),
    /// The store cannot answer now; again after so many seconds.
    Unavailable(u32),
    /// A fault of ours, found again in the log by this reference.
    Internal(String),
    /// The browser could not reach the server.
    Unreachable,
}

/// A field's name as in the form, and why its value was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The form's field name.
    pub field: String,
    /// The reason, a key that `words` turns into a sentence.
    pub reason: Reason,
}

/// Why a single value was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing was given where something is needed.
    Missing,
    /// Longer than the field takes.
    TooLong,
    /// Not one of the values that exist.
    Unknown,
    /// Not of the form that the field takes.
    BadForm,
}

/// A result whose error may be shown to the person who asked.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The HTTP status that says the same (100–599).
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Invalid(_) => 422,
            Self::Malformed => 400,
            Self::Conflict => 409,
            Self::Throttled(_) => 429,
            Self::Unavailable(_) | Self::Unreachable => 503,
            Self::Internal(_) => 500,
        }
    }
}
