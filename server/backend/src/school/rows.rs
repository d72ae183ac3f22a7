//! Reads a list of schools from a file: its format, its encoding, and its rows.

use super::xlsx;
use domain::kernel::error::Reason;
use encoding_rs::{UTF_8, WINDOWS_874};
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use std::borrow::Cow;
use std::io::Read as _;

/// The longest list, in bytes of text, uncompressed.
pub(super) const LONGEST: usize = 50 << 20;
/// The most rows: three times as many as there are schools in the country.
pub(super) const MOST_ROWS: u32 = 100_000;
/// The most fields of all rows together.
pub(super) const MOST_FIELDS: usize = 4_000_000;
/// Columns further to the right are not those of a list of schools.
pub(super) const MOST_COLUMNS: usize = 200;
/// Number of lines in which the delimiter is detected.
const LOOKED_AT: usize = 20;

/// A row's number in the file, from 1 on, and its fields.
pub(super) type Row = (u32, Vec<String>);

/// The rows of a file, including empty ones. Takes at most a few times [`LONGEST`] of memory, for any input.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, Reason> {
    let plain = unpacked(bytes)?;
    if plain.starts_with(b"PK\x03\x04") { xlsx::rows(&plain) } else { from_text(&decoded(&plain)) }
}

/// Compresses the file for storage.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    if is_packed(bytes) {
        return bytes.to_vec();
    }
    let mut packed = Vec::new();
    _ = GzEncoder::new(bytes, Compression::default()).read_to_end(&mut packed);
    packed
}

/// The content, uncompressed; a small file may expand to a large one.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Reason> {
    let mut plain = Cow::Borrowed(bytes);
    if is_packed(bytes) {
        let mut unpacked = Vec::new();
        let read = GzDecoder::new(bytes).take(LONGEST as u64 + 1).read_to_end(&mut unpacked);
        read.map_err(|_| Reason::BadForm)?;
        plain = Cow::Owned(unpacked);
    }
    if plain.len() > LONGEST { Err(Reason::TooManyLines(MOST_ROWS)) } else { Ok(plain) }
}

fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Decodes text: by the byte order mark, else UTF-8, else Windows-874, which includes TIS-620.
fn decoded(bytes: &[u8]) -> String {
    let coding = encoding_rs::Encoding::for_bom(bytes).map(|(coding, _)| coding);
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    let coding = coding.unwrap_or_else(|| if is_utf8() { UTF_8 } else { WINDOWS_874 });
    coding.decode(bytes).0.into_owned()
}

fn from_text(text: &str) -> Result<Vec<Row>, Reason> {
    let delimiter = delimiter(text);
    if text.bytes().filter(|byte| *byte == delimiter).count() > MOST_FIELDS {
        return Err(Reason::TooManyLines(MOST_ROWS));
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Reason::BadForm)?;
        let line = record.position().map_or(0, csv::Position::line);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        rows.push((line, record.iter().take(MOST_COLUMNS).map(str::to_owned).collect()));
        if rows.len() > MOST_ROWS as usize {
            return Err(Reason::TooManyLines(MOST_ROWS));
        }
    }
    Ok(rows)
}

/// The delimiter of fields: the most frequent candidate in the first lines.
fn delimiter(text: &str) -> u8 {
    let begin: String = text.lines().take(LOOKED_AT).collect();
    let count = |mark: &u8| begin.bytes().filter(|byte| byte == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(count).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "รหัสโรงเรียน,ชื่อ\n1010720019,บ้านตัวอย่าง\n,\n1010720020,\"บ้าน, หมู่ 2\"\n";

    #[test]
    fn the_same_list_in_every_coding_is_the_same() {
        let plain = rows(LIST.as_bytes()).unwrap();
        assert_eq!(plain.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 3, 4]);
        let thai = WINDOWS_874.encode(LIST).0.into_owned();
        let utf16: Vec<u8> = [0xfeff_u16]
            .into_iter()
            .chain(LIST.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = format!("\u{feff}{LIST}").into_bytes();
        let packed = pack(LIST.as_bytes());
        for (what, bytes) in
            [("windows-874", thai), ("utf-16", utf16), ("bom", marked), ("gzip", packed)]
        {
            assert_eq!(rows(&bytes).unwrap(), plain, "{what}");
        }
        let tabs = LIST.replace(',', "\t").replace("\"บ้าน\t หมู่ 2\"", "บ้าน, หมู่ 2");
        assert_eq!(rows(tabs.as_bytes()).unwrap(), plain);
    }

    #[test]
    fn what_unpacks_without_end_or_has_too_many_fields_is_given_up() {
        for filled in [vec![b'\n'; LONGEST + 2], vec![b','; MOST_FIELDS + 1]] {
            let bomb = pack(&filled);
            assert!(bomb.len() < 100_000);
            assert_eq!(rows(&bomb), Err(Reason::TooManyLines(MOST_ROWS)));
        }
        assert_eq!(rows(b"\x1f\x8b\x08broken"), Err(Reason::BadForm));
    }
}
