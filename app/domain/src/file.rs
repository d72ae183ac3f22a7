//! Files that show what a record says: what is taken, what has to be said about it, and why one is refused.

mod file_name;
mod form;
mod refusal;
mod shown;

pub use file_name::FileName;
pub use form::{
    AltText, AttachForm, FIELDS, NewEvidence, TEXT_FIELD, parse, parse_texts, text_field,
};
pub use refusal::FileRefusal;
pub use shown::ShownFile;

use serde::{Deserialize, Serialize};

/// The largest picture taken, in bytes.
pub const LARGEST_IMAGE: u64 = 10 * MIB;
/// The largest document taken, in bytes.
pub const LARGEST_PDF: u64 = 20 * MIB;
/// The most pixels of a picture taken. More would take more memory to decode than the server spares.
pub const MOST_PIXELS: u64 = 16_000_000;
/// The same of a JPEG picture that comes in passes, of which the decoder holds every one.
pub const MOST_PIXELS_IN_PASSES: u64 = 10_000_000;
/// The same of a WebP picture, whose decoder takes more for each.
pub const MOST_WEBP_PIXELS: u64 = 12_000_000;
/// A picture with more pixels is kept smaller.
pub const KEPT_PIXELS: u64 = 8_000_000;
/// The longer side of a small picture, in pixels.
pub const SMALL_SIDE: u32 = 320;
/// The most files that are sent at once.
pub const MOST_AT_ONCE: usize = 5;
/// The most files of one record.
pub const MOST_OF_RECORD: usize = 20;
/// Most characters of an alternative text (Unicode scalar values).
pub const LONGEST_ALT: u32 = 300;
/// Bytes in a MiB.
pub const MIB: u64 = 1024 * 1024;

/// In which form a file is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A picture without transparency.
    Jpeg,
    /// A picture that is exact, or has transparency.
    Png,
    /// A document.
    Pdf,
}

impl Format {
    /// All.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Pdf];

    /// The key in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The format with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// As of HTTP.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// The usual ending of names.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// Whether it is a picture.
    pub fn is_image(self) -> bool {
        self != Self::Pdf
    }
}

/// What a file is to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Taken where it happened.
    Photo,
    /// Drawn to explain.
    Infographic,
    /// Something to read.
    Document,
}

impl Purpose {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Photo, Self::Infographic, Self::Document];

    /// The key in forms and the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Infographic => "infographic",
            Self::Document => "document",
        }
    }

    /// The purpose with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }

    /// What a file of this format can be: a PDF is no photo.
    #[must_use]
    pub fn of(self, format: Format) -> Self {
        if self == Self::Photo && !format.is_image() { Self::Document } else { self }
    }
}

/// Whether people can be recognised, and agree. Source: the data-protection act, section 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody can be recognised.
    Nobody,
    /// Those who can be have agreed; for children, who has custody.
    Given,
}

impl Consent {
    /// All, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Nobody, Self::Given];

    /// The key in forms and the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Given => "given",
        }
    }

    /// The consent with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.key() == key)
    }
}

/// Whether `bytes` of a district's files, each counted once, are within `quota`; both in bytes.
pub fn within_quota(bytes: u64, quota: u64) -> Result<(), FileRefusal> {
    let mib = u32::try_from(quota / MIB).unwrap_or(u32::MAX);
    if bytes > quota { Err(FileRefusal::NoRoom(mib)) } else { Ok(()) }
}

/// Width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl From<(u32, u32)> for Size {
    fn from((width, height): (u32, u32)) -> Self {
        Self { width, height }
    }
}

/// A size with at most `pixels`, of the same shape, each side at least 1.
#[must_use]
pub fn shrunk(size: Size, pixels: u64) -> Size {
    let Size { width, height } = size;
    let area = u64::from(width) * u64::from(height);
    if area <= pixels {
        return size;
    }
    let factor = (pixels as f64 / area as f64).sqrt();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a positive number below the side"
    )]
    let side = |side: u32| ((f64::from(side) * factor) as u32).max(1);
    Size { width: side(width), height: side(height) }
}

/// The size of the small picture: as large as fits into [`SMALL_SIDE`], never larger than it was.
#[must_use]
pub fn small(Size { width, height }: Size) -> Size {
    let longer = width.max(height).max(1);
    if longer <= SMALL_SIDE {
        return Size { width: width.max(1), height: height.max(1) };
    }
    let side = |side: u32| {
        let scaled = u64::from(side) * u64::from(SMALL_SIDE) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(SMALL_SIDE).max(1)
    };
    Size { width: side(width), height: side(height) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_lead_back() {
        for format in Format::ALL {
            assert_eq!(Format::from_key(format.key()), Some(format));
        }
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_key(purpose.key()), Some(purpose));
        }
        for consent in Consent::ALL {
            assert_eq!(Consent::from_key(consent.key()), Some(consent));
        }
    }

    #[test]
    fn a_pdf_is_no_photo() {
        assert_eq!(Purpose::Photo.of(Format::Pdf), Purpose::Document);
        assert_eq!(Purpose::Infographic.of(Format::Pdf), Purpose::Infographic);
        assert_eq!(Purpose::Photo.of(Format::Jpeg), Purpose::Photo);
    }

    #[test]
    fn the_last_byte_of_the_quota_is_still_within_it() {
        assert_eq!(within_quota(5 * MIB, 5 * MIB), Ok(()));
        assert_eq!(within_quota(5 * MIB + 1, 5 * MIB), Err(FileRefusal::NoRoom(5)));
    }

    proptest! {
        #[test]
        fn a_picture_never_grows_and_never_vanishes(width in 1..60_000_u32, height in 1..60_000_u32) {
            let Size { width: w, height: h } = shrunk(Size { width, height }, KEPT_PIXELS);
            prop_assert!(w >= 1 && h >= 1 && w <= width && h <= height);
            let is_thin = w == 1 || h == 1;
            prop_assert!(is_thin || u64::from(w) * u64::from(h) <= KEPT_PIXELS);
            let Size { width: w, height: h } = small(Size { width, height });
            prop_assert!(w >= 1 && h >= 1 && w <= SMALL_SIDE.max(1) && h <= SMALL_SIDE);
            prop_assert!(w <= width && h <= height);
        }
    }
}
