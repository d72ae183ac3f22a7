//! Tests with workbooks as offices make them, and with malformed ones.

use super::super::heading::{Chosen, find};
use super::super::rows::rows;
use super::*;
use domain::school::Column;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::Write as _;
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SHEET: &str = "xl/worksheets/sheet2.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// An empty sheet, and a list under a title, with a heading in two rows of merged cells, and formulas.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    sheet.merge_range(0, 0, 0, 6, "รายชื่อโรงเรียน ปีการศึกษา 2567", &plain).unwrap();
    for (column, text) in (0..).zip(["รหัสโรงเรียน", "ชื่อโรงเรียน", "ระดับชั้น", "รหัสเขต"])
    {
        sheet.merge_range(2, column, 3, column, text, &plain).unwrap();
    }
    sheet.merge_range(2, 4, 2, 6, "ที่ตั้งและจำนวน", &plain).unwrap();
    for (column, text) in (4..).zip(["อำเภอ", "นักเรียน", "ครู"]) {
        sheet.write(3, column, text).unwrap();
    }
    for (row, code) in (4..).zip([1_010_720_019_u32, 1_010_720_020]) {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, "บ้านตัวอย่าง").unwrap();
        sheet.write(row, 2, "อนุบาล-ประถมศึกษา").unwrap();
        sheet.write(row, 3, "1010010000").unwrap();
        sheet.write(row, 5, Formula::new("=6*7").set_result("42")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The parts of a workbook by name.
fn parts(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..count).map(part).collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The workbook with this part replaced.
fn with(name: &str, content: Vec<u8>) -> Vec<u8> {
    let mut parts = parts(&book());
    parts.iter_mut().find(|part| part.0 == name).unwrap().1 = content;
    packed(&parts)
}

fn sheet(cells: &str) -> Vec<u8> {
    let name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    format!("<worksheet xmlns=\"{name}\"><sheetData>{cells}</sheetData></worksheet>").into_bytes()
}

#[test]
fn merged_headings_and_formulas_are_read_as_they_look() {
    let rows = rows(&book()).unwrap();
    let found = find(&rows, &Chosen::new()).unwrap();
    let columns: Vec<Option<Column>> = found.shown().cells.into_iter().map(|cell| cell.1).collect();
    assert_eq!(columns.len(), 7);
    assert!(columns.iter().all(Option::is_some), "{columns:?}");
    let lines = found.lines(rows);
    assert_eq!(lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5, 6]);
    let school = lines[0].1.parse(2567).unwrap();
    assert_eq!((school.code.as_str(), school.students), ("1010720019", Some(42)));
}

#[test]
fn a_bomb_is_given_up_quickly_and_in_a_word() {
    let row = |no: u32| format!("<row r=\"{no}\"><c r=\"A{no}\"><v>1</v></c></row>");
    let million = sheet(&(1..=1_000_000).map(row).collect::<String>());
    let blank = usize::try_from(LARGEST).unwrap() + 1;
    let long = "ก".repeat(1 << 20);
    let texts = format!("<sst uniqueCount=\"1\"><si><t>{long}</t></si></sst>").into_bytes();
    let mut amplified = parts(&with(STRINGS, texts));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(MOST_COLUMNS);
    let full = |no: u32| format!("<row r=\"{no}\">{cells}</row>");
    amplified.iter_mut().find(|part| part.0 == SHEET).unwrap().1 =
        sheet(&(1..=2_000).map(full).collect::<String>());
    for (what, bytes) in [
        ("a million rows", with(SHEET, million)),
        ("an endless part", with(SHEET, vec![b' '; blank])),
        ("endless texts", with(STRINGS, vec![b' '; usize::try_from(LARGEST_TEXTS).unwrap() + 1])),
        ("more texts than there are", with(STRINGS, b"<sst uniqueCount='99999999999'/>".to_vec())),
        (
            "so many that no number holds them",
            with(STRINGS, b"<sst uniqueCount = \"-1\"/>".to_vec()),
        ),
        ("one text many times", packed(&amplified)),
    ] {
        assert!(bytes.len() < 8 << 20, "{what}: {}", bytes.len());
        let begun = Instant::now();
        assert_eq!(rows(&bytes), Err(TOO_LARGE), "{what}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_cell_at_the_end_of_the_world_is_not_believed() {
    let far = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>7</v></c><c r=\"XFD1\"><v>8</v></c></row>\
                     <row r=\"1048576\"><c r=\"A1048576\"><v>9</v></c></row>",
    );
    let read = rows(&with(SHEET, far)).unwrap();
    assert_eq!(read, [(1, vec!["7".to_owned()]), (1_048_576, vec!["9".to_owned()])]);
    let back = sheet(
        "<row r=\"2\"><c r=\"A2\"><v>7</v></c></row><row r=\"1\"><c r=\"A1\"><v>9</v></c></row>",
    );
    assert_eq!(rows(&with(SHEET, back)), Err(Reason::BadForm));
    let ends = b"<worksheet><dimension ref=\"C9:A1\"/><sheetData/></worksheet>".to_vec();
    assert!(rows(&with(SHEET, ends)).is_err());
    assert_eq!(rows(b"PK\x03\x04 and no more"), Err(Reason::BadForm));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A broken archive, or a broken part in a sound one, is read or refused, without a panic.
    #[test]
    fn a_broken_workbook_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        within in prop::option::of(any::<prop::sample::Index>()),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let whole = book();
        let mut parts = parts(&whole);
        let bytes = if let Some(within) = within {
            let part = &mut within.get_mut(&mut parts).1;
            for (at, byte) in &changes {
                let at = at.index(part.len());
                part[at] = *byte;
            }
            packed(&parts)
        } else {
            let mut bytes = whole;
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            cut.map_or(bytes.clone(), |cut| bytes[..cut.index(bytes.len())].to_vec())
        };
        if let Ok(rows) = rows(&bytes) {
            find(&rows, &Chosen::new()).map(|found| found.lines(rows));
        }
    }
}
