//! The one error that crosses from the server to a person: as data, without internals.
//!
//! Policy: `domain` and use cases return this; `backend` wraps it together with internal causes,
//! logs those once under a reference, and lets only this out.

use crate::file::FileRefusal;
use crate::kernel::refusal::Refusal;
use crate::kernel::written_number::NumberRefusal;
use crate::people::account::password::PasswordRefusal;
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
    /// The rules of the record do not allow it; says what is possible.
    Refused(Refusal),
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
    /// Shorter than so many characters (Unicode scalar values).
    TooShort(u32),
    /// Longer than so many characters (Unicode scalar values), as the server would store it.
    TooLong(u32),
    /// Not one of the values that exist.
    Unknown,
    /// Not of the form that the field takes.
    BadForm,
    /// Not a day, written as year, month, day.
    BadDay,
    /// A role that does not have this.
    NotForRole,
    /// The account has the same role, for the same district, from the same day.
    AlreadyAppointed,
    /// The own account, which another administrator may change.
    OwnAccount,
    /// An account that is closed; to be opened first.
    DisabledAccount,
    /// A table whose heading lacks a column that is needed.
    BadHeading,
    /// A table with more or fewer fields in this line than in its heading; the heading is line 1.
    BadLine(u32),
    /// A table with more than so many lines.
    TooManyLines(u32),
    /// A file in another coding than UTF-8.
    NotUtf8,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    /// A plan that was adjusted needs it.
    NeededForAdjusted,
    /// Only for a plan that was adjusted.
    OnlyForAdjusted,
    /// Only for an output.
    OnlyForOutput,
    /// A number needs its unit.
    NeededWithNumber,
    /// A unit needs its number.
    NeededWithUnit,
    /// Not an address on the web with http or https and a host.
    BadLink,
    /// The value belongs in the place of another, and that one here.
    Swapped,
    /// A position outside of the provinces that the district serves.
    OutsideProvinces,
    /// Not a number that can be taken; why.
    Number(NumberRefusal),
    /// Not a file that can be taken; why.
    File(FileRefusal),
    /// Another has it already.
    Taken,
    /// Not the password of the account.
    WrongPassword,
    /// Not a password that can be taken; why.
    Password(PasswordRefusal),
}

impl FieldError {
    /// The refusal of the value in `field`.
    pub fn new(field: &str, reason: Reason) -> Self {
        Self { field: field.to_owned(), reason }
    }
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
            Self::Refused(refusal) => refusal.status(),
            Self::Conflict => 409,
            Self::Throttled(_) => 429,
            Self::Unavailable(_) | Self::Unreachable => 503,
            Self::Internal(_) => 500,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::role::Role;
    use crate::progress::report::State;

    #[test]
    fn what_crosses_to_the_browser_arrives_as_it_was() {
        let invalid = [
            Reason::TooLong(4000),
            Reason::Number(NumberRefusal::Exponent),
            Reason::File(FileRefusal::TooLarge(10)),
            Reason::Password(PasswordRefusal::Common),
        ];
        let refused = [
            Refusal::KeyReused,
            Refusal::WrongState(State::Posted),
            Refusal::NotYours { may: vec![Role::Reporter] },
            Refusal::AppointmentEnded { role: Role::Director, on: chrono::NaiveDate::default() },
        ];
        let fields = invalid.map(|reason| FieldError::new("text", reason)).to_vec();
        for error in refused.map(Error::Refused).into_iter().chain([Error::Invalid(fields)]) {
            let text = serde_json::to_string(&error).unwrap();
            assert_eq!(serde_json::from_str::<Error>(&text).unwrap(), error, "{text}");
        }
    }
}
