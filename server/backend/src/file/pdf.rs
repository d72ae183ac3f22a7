//! Validates a PDF before it is stored unchanged: that it is complete, that it is no other format as
//! well, and that it has no active content.
//!
//! Names are searched wherever a reader could find an object: in the plain bytes, and in the inflated object
//! streams. That a file is harmless cannot be proved; it is also served so that no
//! browser opens it within this site's pages.

use domain::file::FileRefusal;
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// Names of active or embedded content. Long enough not to occur in random bytes.
const ACTIVE: [&[u8]; 9] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"Rendition",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
];
/// Short names, which count only outside streams.
const SHORT: [&[u8]; 2] = [b"JS", b"XFA"];
/// The longest name searched for, plus one byte.
const NAME: usize = 16;
/// Limits in bytes of one inflated object stream, and of all of a file; real ones have far fewer.
const INFLATED: (u64, u64) = (16 * 1024 * 1024, 128 * 1024 * 1024);
/// The greatest distance of a stream from the start of its dictionary, in bytes.
const DICTIONARY: usize = 4096;
/// The greatest distance of the end record of a ZIP archive from the end of the file, in bytes.
const ZIP_END: usize = 66 * 1024;

/// Validates a PDF for storing.
pub(super) fn look(bytes: &[u8]) -> Result<(), FileRefusal> {
    let begins = bytes.starts_with(b"%PDF-1.") || bytes.starts_with(b"%PDF-2.");
    if !begins || !ends(bytes) || find(bytes, b"startxref").is_none() || is_archive(bytes) {
        return Err(FileRefusal::Damaged);
    }
    if names(bytes).any(|name| ACTIVE.contains(&name.as_slice())) {
        return Err(FileRefusal::ActivePdf);
    }
    outside_of_streams(bytes)?;
    in_streams_of_objects(bytes)
}

/// Whether nothing but white space follows the end marker.
fn ends(bytes: &[u8]) -> bool {
    let last = bytes.iter().rposition(|byte| !is_white(*byte)).map_or(0, |at| at + 1);
    bytes[..last].ends_with(b"%%EOF")
}

/// Whether it is also a ZIP archive, such as a Java program.
fn is_archive(bytes: &[u8]) -> bool {
    find(&bytes[bytes.len().saturating_sub(ZIP_END)..], b"PK\x05\x06").is_some()
}

fn outside_of_streams(bytes: &[u8]) -> Result<(), FileRefusal> {
    let mut rest = bytes;
    loop {
        let stream = stream_in(rest);
        let plain = &rest[..stream.unwrap_or(rest.len())];
        if names(plain).any(|name| name == b"Encrypt") {
            return Err(FileRefusal::LockedPdf);
        }
        if names(plain).any(|name| SHORT.contains(&name.as_slice())) {
            return Err(FileRefusal::ActivePdf);
        }
        let Some(stream) = stream else { return Ok(()) };
        let end = find(&rest[stream..], b"endstream").ok_or(FileRefusal::Damaged)?;
        rest = &rest[stream + end + b"endstream".len()..];
    }
}

fn in_streams_of_objects(bytes: &[u8]) -> Result<(), FileRefusal> {
    let (mut at, mut total) = (0, 0);
    while let Some(stream) = stream_in(&bytes[at..]) {
        let before = &bytes[(at + stream).saturating_sub(DICTIONARY)..at + stream];
        at += stream;
        let dictionary = &before[rfind(before, b"obj").unwrap_or(0)..];
        if !names(dictionary).any(|name| name == b"ObjStm") {
            continue;
        }
        if !is_plainly_deflated(dictionary) {
            return Err(FileRefusal::Damaged);
        }
        let (most, most_of_all) = INFLATED;
        let mut objects = Vec::new();
        let data = bytes[at..].strip_prefix(b"\r\n").unwrap_or(&bytes[at + 1..]);
        let inflated = ZlibDecoder::new(data).take(most + 1).read_to_end(&mut objects);
        total += u64::try_from(objects.len()).unwrap_or(u64::MAX);
        if inflated.is_err() || objects.len() as u64 > most || total > most_of_all {
            return Err(FileRefusal::Damaged);
        }
        if names(&objects).any(|name| ACTIVE.iter().chain(&SHORT).any(|active| *active == name)) {
            return Err(FileRefusal::ActivePdf);
        }
    }
    Ok(())
}

/// Whether the only filter is Deflate without parameters: other filters hide more than they save.
fn is_plainly_deflated(dictionary: &[u8]) -> bool {
    let filters = [&b"FlateDecode"[..], b"Filter"];
    let is_filter =
        |name: &Vec<u8>| name.ends_with(b"Decode") || name == b"DecodeParms" || name == b"F";
    let named: Vec<Vec<u8>> = names(dictionary).filter(is_filter).collect();
    named == [filters[0]] && names(dictionary).any(|name| name == filters[1])
}

/// The names in these bytes, cut to [`NAME`], with escaped characters decoded.
fn names(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    starts.map(|(at, _)| name(&bytes[at + 1..]))
}

fn name(mut rest: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(NAME);
    while name.len() < NAME {
        match rest {
            [b'#', high, low, after @ ..]
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                let digit = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default();
                name.push(u8::try_from(digit(*high) * 16 + digit(*low)).unwrap_or_default());
                rest = after;
            }
            [byte, after @ ..] if !is_white(*byte) && !b"()<>[]{}/%".contains(byte) => {
                name.push(*byte);
                rest = after;
            }
            _ => break,
        }
    }
    name
}

/// The offset of the line end after the keyword `stream`, before the data.
fn stream_in(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let word = at + find(&bytes[at..], b"stream")?;
        at = word + b"stream".len();
        let is_end = bytes[..word].ends_with(b"end");
        if !is_end && matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            return Some(at);
        }
    }
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    (0..=bytes.len().checked_sub(wanted.len())?).rev().find(|at| bytes[*at..].starts_with(wanted))
}
