//! Reads the first sheet of a workbook, row by row. Sizes declared by a workbook are not trusted: neither those
//! of its parts, nor the ranges of its cells.

use super::rows::{LONGEST, MOST_COLUMNS, MOST_FIELDS, MOST_ROWS, Row};
use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use domain::kernel::error::Reason;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;

/// The most bytes of all parts together, uncompressed: six times those of the list of all schools.
const LARGEST: u64 = 192 << 20;
/// The most bytes of the part with the shared strings, which is held in memory.
const LARGEST_TEXTS: u64 = 64 << 20;
/// The most parts.
const MOST_PARTS: usize = 2_000;
/// More shared strings than fields are never used.
const MOST_TEXTS: u64 = MOST_FIELDS as u64;
/// The most characters read of a cell; no column needs as many.
const LONGEST_CELL: usize = 400;
/// Name of the part with the shared strings, in lower case.
const TEXTS: &str = "sharedstrings.xml";

const TOO_LARGE: Reason = Reason::TooManyLines(MOST_ROWS);

/// The rows of the first sheet that has any.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, Reason> {
    look_into(bytes)?;
    // The library panics on some broken sheets, such as one that ends before it begins.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(Reason::BadForm))
}

/// Decompresses every part once, to reject archive bombs.
fn look_into(bytes: &[u8]) -> Result<(), Reason> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::BadForm)?;
    if parts.len() > MOST_PARTS {
        return Err(TOO_LARGE);
    }
    let mut left = LARGEST;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(|_| Reason::BadForm)?;
        let is_texts = part.name().is_ok_and(|name| name.to_lowercase().ends_with(TEXTS));
        let read = if is_texts {
            look_at_texts(part)?
        } else {
            let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
            read.map_err(|_| Reason::BadForm)?
        };
        left = left.saturating_sub(read);
        if left == 0 {
            return Err(TOO_LARGE);
        }
    }
    Ok(())
}

/// The number of bytes of the part with the shared strings. It declares how many there are, and the library
/// allocates that much memory at once.
fn look_at_texts(part: impl Read) -> Result<u64, Reason> {
    let mut texts = Vec::new();
    let read = part.take(LARGEST_TEXTS + 1).read_to_end(&mut texts).map_err(|_| Reason::BadForm)?;
    let texts = String::from_utf8(texts).map_err(|_| Reason::BadForm)?;
    if read as u64 > LARGEST_TEXTS {
        return Err(TOO_LARGE);
    }
    let named = texts.split("uniqueCount").skip(1).map(|after| {
        let value = after.trim_start().trim_start_matches('=').trim_start();
        let value = value.trim_start_matches(['"', '\'']).trim_start();
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        value[..digits].parse::<u64>().unwrap_or(u64::MAX)
    });
    if named.max().unwrap_or(0) > MOST_TEXTS { Err(TOO_LARGE) } else { Ok(read as u64) }
}

fn read(bytes: &[u8]) -> Result<Vec<Row>, Reason> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Reason::BadForm)?;
    for name in book.sheet_names() {
        let rows = sheet(&mut book, &name)?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err(Reason::Missing)
}

/// The non-empty rows. Of formulas it reads the saved results.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Row>, Reason> {
    let bad = |_| Reason::BadForm;
    let mut cells = match book.worksheet_cells_reader(name) {
        // A chart on a separate sheet.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        cells => cells.map_err(bad)?,
    };
    let mut rows: Vec<Row> = Vec::new();
    let (mut fields, mut length) = (0, 0);
    while let Some(cell) = cells.next_cell().map_err(bad)? {
        let ((row, column), text) = (cell.get_position(), written(cell.get_value()));
        let (line, column) = (row.saturating_add(1), column as usize);
        if text.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        match rows.last() {
            Some((last, _)) if *last > line => return Err(Reason::BadForm),
            Some((last, _)) if *last == line => {}
            _ => rows.push((line, Vec::new())),
        }
        let Some((_, row)) = rows.last_mut() else { continue };
        fields += (column + 1).saturating_sub(row.len());
        length += text.len();
        row.resize(row.len().max(column + 1), String::new());
        row[column] = text;
        if rows.len() > MOST_ROWS as usize || fields > MOST_FIELDS || length > LONGEST {
            return Err(TOO_LARGE);
        }
    }
    Ok(rows)
}

/// A cell as typed text.
fn written(cell: &DataRef<'_>) -> String {
    let text = match cell {
        DataRef::SharedString(text) => text,
        DataRef::String(text) => text.as_str(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            return format!("{number:.0}");
        }
        other => return calamine::Data::from(other.clone()).to_string(),
    };
    text.chars().take(LONGEST_CELL).collect()
}

#[cfg(test)]
mod tests;
