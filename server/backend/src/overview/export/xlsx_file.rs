//! A workbook with typed columns, frozen headings and a filter; days show the Buddhist year in Thai.

use super::table::{Table, Value};
use crate::{Error, Result};
use domain::overview::Overview;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use words::Lang;

/// Excel's Thai language with the Buddhist calendar.
const THAI_DAY: &str = "[$-107041E]d mmm yyyy";
const DAY: &str = "d mmm yyyy";

/// The greatest width of a column, in characters.
const WIDEST: usize = 42;

pub(super) fn write(
    table: &Table,
    overview: &Overview,
    lang: Lang,
    address: &str,
) -> Result<Vec<u8>> {
    let workbook = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        fill(book.add_worksheet().set_name(lang.map_districts())?, table, lang)?;
        let items = Table::of_items(lang, overview);
        fill(book.add_worksheet().set_name(lang.report_item())?, &items, lang)?;
        origin(book.add_worksheet().set_name(lang.about_title())?, overview, lang, address)?;
        book.save_to_buffer()
    };
    workbook().map_err(|_| Error::Fault("a workbook cannot be written"))
}

fn fill(sheet: &mut Worksheet, table: &Table, lang: Lang) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap();
    let day = Format::new().set_num_format(lang.pick(THAI_DAY, DAY));
    for (column, text) in (0..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, text, &heading)?;
        let cells = table.rows.iter().map(|row| length(&row[usize::from(column)]));
        let width = cells.max().unwrap_or_default().clamp(10, WIDEST);
        sheet.set_column_width(column, f64::from(u32::try_from(width).unwrap_or_default()))?;
    }
    for (line, row) in (1..).zip(&table.rows) {
        for (column, value) in (0..).zip(row) {
            match value {
                Value::Text(text) => sheet.write_string(line, column, text)?,
                Value::Number(number) => sheet.write_number(line, column, *number)?,
                Value::Day(date) => sheet.write_datetime_with_format(line, column, date, &day)?,
                Value::Missing => sheet,
            };
        }
    }
    let last = |count: usize| u32::try_from(count.saturating_sub(1)).unwrap_or_default();
    let columns = u16::try_from(last(table.headings.len())).unwrap_or_default();
    sheet.autofilter(0, 0, last(table.rows.len() + 1), columns)?;
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.chars().count() + 2,
        _ => 12,
    }
}

/// The sheet with the origin: the view, the time of reading, and the link back.
fn origin(
    sheet: &mut Worksheet,
    overview: &Overview,
    lang: Lang,
    address: &str,
) -> Result<(), XlsxError> {
    let (year, at) = (overview.scene().year, overview.counted.read_at);
    let lines = [
        lang.overview_of_year(year, lang.day(overview.standpoint.day)),
        lang.overview_read(
            format!("{} {}", lang.day_of(at), lang.clock(at)),
            overview.counted.position,
        ),
        lang.define_status().to_owned(),
        lang.define_active().to_owned(),
        address.to_owned(),
    ];
    for (line, text) in (0..).zip(&lines) {
        sheet.write_string(line, 0, text)?;
    }
    Ok(())
}
