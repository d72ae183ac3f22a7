//! Comma-separated values for spreadsheets: Thai text is shown correctly, and no cell is read as a formula.

use super::table::{Table, Value};
use crate::{Error, Result};

/// Tells Excel that the bytes are UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Characters at which a spreadsheet begins a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(super) fn write(table: &Table) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    let headings = table.headings.iter().map(|heading| safe(heading));
    let rows = table.rows.iter().map(|row| row.iter().map(text).collect());
    for record in std::iter::once(headings.collect::<Vec<_>>()).chain(rows) {
        writer
            .write_record(record)
            .map_err(|_| Error::Fault("a row of a file cannot be written"))?;
    }
    writer.into_inner().map_err(|_| Error::Fault("a file cannot be finished"))
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => safe(text),
        Value::Number(number) => number.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Missing => String::new(),
    }
}

/// The text, with an apostrophe before a possible formula.
fn safe(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_thai_survives() {
        let cells = ["=1+1", "+66", "-2", "@SUM(A1)", "\t=1", "สพป. \"น่าน\", เขต 1"];
        let row = cells.map(|text| Value::Text(text.to_owned())).to_vec();
        let headings = cells.map(str::to_owned).to_vec();
        let bytes = write(&Table { headings, rows: vec![row] }).unwrap();
        assert!(bytes.starts_with(BYTE_ORDER_MARK));
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let read: Vec<String> =
            reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(read, ["'=1+1", "'+66", "'-2", "'@SUM(A1)", "'\t=1", "สพป. \"น่าน\", เขต 1"]);
    }
}
