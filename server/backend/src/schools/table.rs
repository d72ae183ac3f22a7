//! A list of schools as a file: which kind it is, how it is coded, where its lines begin.

use calamine::{Data, Reader as _, Xlsx};
use domain::error::Reason;
use domain::school::{Column, TypedSchool};
use encoding_rs::{UTF_8, WINDOWS_874};
use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use std::io::{Cursor, Read as _};

/// The longest list, in bytes, unpacked.
const LONGEST: u64 = 50 << 20;
/// The most lines: three times as many as there are schools in the country.
const MOST_LINES: u32 = 100_000;
/// The heading stands in one of the first so many lines.
const HEADING_WITHIN: usize = 20;

/// The lines below the heading that are not empty, each with its number in the file, from 1 on.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<(u32, TypedSchool)>, Reason> {
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        from_xlsx(bytes)?
    } else {
        from_text(&decoded(&unpacked(bytes)?))?
    };
    let headings = rows.iter().take(HEADING_WITHIN).map(|(_, row)| heading(row));
    let (at, columns) = headings
        .enumerate()
        .find_map(|(at, columns)| Some((at, columns?)))
        .ok_or(Reason::BadHeading)?;
    let lines = rows.into_iter().skip(at + 1).map(|(line, row)| {
        let fields = columns.iter().zip(row);
        (line, TypedSchool::new(fields.filter_map(|(column, text)| Some(((*column)?, text)))))
    });
    let lines: Vec<_> = lines.filter(|(_, line)| !line.is_empty()).collect();
    if lines.is_empty() { Err(Reason::Missing) } else { Ok(lines) }
}

/// The file as it is kept.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    if is_packed(bytes) {
        return bytes.to_vec();
    }
    let mut packed = Vec::new();
    _ = GzEncoder::new(bytes, Compression::default()).read_to_end(&mut packed);
    packed
}

fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The content, unpacked; a small file may unpack to a large one.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Reason> {
    let mut plain = Vec::new();
    let read = if is_packed(bytes) {
        GzDecoder::new(bytes).take(LONGEST + 1).read_to_end(&mut plain)
    } else {
        bytes.take(LONGEST + 1).read_to_end(&mut plain)
    };
    read.map_err(|_| Reason::BadForm)?;
    if plain.len() as u64 > LONGEST { Err(Reason::TooManyLines(MOST_LINES)) } else { Ok(plain) }
}

/// As text: by the mark at its beginning, else UTF-8, else the Thai coding of Windows, which holds TIS-620.
fn decoded(bytes: &[u8]) -> String {
    let coding = encoding_rs::Encoding::for_bom(bytes).map(|(coding, _)| coding);
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    let coding = coding.unwrap_or_else(|| if is_utf8() { UTF_8 } else { WINDOWS_874 });
    coding.decode(bytes).0.into_owned()
}

fn from_text(text: &str) -> Result<Vec<(u32, Vec<String>)>, Reason> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Reason::BadForm)?;
        let line = record.position().map_or(0, csv::Position::line);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        rows.push((line, record.iter().map(str::to_owned).collect()));
        if rows.len() > MOST_LINES as usize {
            return Err(Reason::TooManyLines(MOST_LINES));
        }
    }
    Ok(rows)
}

/// What parts the fields: whatever there is most of in the first lines.
fn delimiter(text: &str) -> u8 {
    let begin: String = text.lines().take(HEADING_WITHIN).collect();
    let count = |mark: &u8| begin.bytes().filter(|byte| byte == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(count).unwrap_or(b',')
}

fn from_xlsx(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Reason> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Reason::BadForm)?;
    let sheet = book.worksheet_range_at(0).ok_or(Reason::Missing)?.map_err(|_| Reason::BadForm)?;
    if sheet.height() > MOST_LINES as usize {
        return Err(Reason::TooManyLines(MOST_LINES));
    }
    let first = sheet.start().map_or(0, |(row, _)| row);
    let rows = sheet.rows().zip(first + 1..);
    Ok(rows.map(|(row, line)| (line, row.iter().map(written).collect())).collect())
}

/// A cell as somebody would type it.
fn written(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => other.to_string(),
    }
}

/// Which column stands where, if this is the heading.
fn heading(row: &[String]) -> Option<Vec<Option<Column>>> {
    let columns: Vec<Option<Column>> = row.iter().map(|text| Column::of_heading(text)).collect();
    let needed = [Column::Code, Column::Name, Column::Levels, Column::District];
    needed.iter().all(|needed| columns.contains(&Some(*needed))).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "รายชื่อโรงเรียน ปีการศึกษา 2567,,,\n,,,\nรหัสโรงเรียน,ชื่อ โรงเรียน,ระดับชั้น,รหัสเขต\n\
        1010720019,บ้านตัวอย่าง,ประถมศึกษา,1010010000\n,,,\n1010720020,\"บ้าน, หมู่ 2\",อนุบาล,1010010000\n";

    fn numbers(bytes: &[u8]) -> Vec<u32> {
        read(bytes).unwrap().into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn the_same_list_in_every_coding_is_the_same() {
        let plain = read(LIST.as_bytes()).unwrap();
        assert_eq!(numbers(LIST.as_bytes()), [4, 6]);
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
            assert_eq!(read(&bytes).unwrap(), plain, "{what}");
        }
        let tabs = LIST.replace(',', "\t").replace("\"บ้าน\t หมู่ 2\"", "บ้าน, หมู่ 2");
        assert_eq!(read(tabs.as_bytes()).unwrap(), plain);
    }

    #[test]
    fn what_is_no_list_is_refused_in_a_word() {
        for (bytes, reason) in [
            (&b""[..], Reason::BadHeading),
            (b"code,name\n1,2\n", Reason::BadHeading),
            (b"PK\x03\x04 and no more", Reason::BadForm),
            (b"\x1f\x8b\x08broken", Reason::BadForm),
            ("school_id,name_th,levels,district_code\n".as_bytes(), Reason::Missing),
        ] {
            assert_eq!(read(bytes).unwrap_err(), reason, "{bytes:?}");
        }
    }

    #[test]
    fn what_unpacks_without_end_is_given_up() {
        let bomb = pack(&vec![b'\n'; usize::try_from(LONGEST).unwrap() + 2]);
        assert!(bomb.len() < 100_000);
        assert_eq!(read(&bomb), Err(Reason::TooManyLines(MOST_LINES)));
    }
}
