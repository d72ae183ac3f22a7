//! Detects the format of a file by its first bytes; never by its name or the browser's media type.

use domain::file::FileRefusal;

/// The accepted kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Pdf,
}

/// Brands of the container format of iPhone pictures.
const HEIF: [&[u8]; 8] = [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif"];

/// The kind of a file from its first bytes; 12 are enough.
pub(super) fn kind(head: &[u8]) -> Result<Kind, FileRefusal> {
    let is_heif =
        || head.get(4..8) == Some(b"ftyp") && HEIF.iter().any(|b| head.get(8..12) == Some(b));
    match head {
        [] => Err(FileRefusal::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Kind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Kind::WebP),
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Kind::Pdf),
        _ if is_heif() => Err(FileRefusal::Heic),
        _ => Err(FileRefusal::UnknownFormat),
    }
}
