//! Why a file is refused, as data for the error that crosses to the browser.

use serde::{Deserialize, Serialize};

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRefusal {
    /// Nothing in it.
    Empty,
    /// Neither JPEG, PNG, WebP nor PDF, whatever its name says.
    UnknownFormat,
    /// An iPhone's own format.
    Heic,
    /// Larger than so many MiB.
    TooLarge(u32),
    /// More pixels than so many millions.
    TooManyPixels(u32),
    /// Damaged, cut off, or not what it says.
    Damaged,
    /// A picture that moves.
    Animated,
    /// A document with scripts, programs or files in it.
    ActivePdf,
    /// A document that is locked with a password, so that nobody can look into it.
    LockedPdf,
    /// More files at once, or of one record, than so many.
    TooMany(u32),
    /// The record has this file already.
    AlreadyThere,
    /// The district's files would take more than so many MiB.
    NoRoom(u32),
}
