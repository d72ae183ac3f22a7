//! Finds the heading of a list, and the meaning of its columns. A heading may take two rows: a cell over
//! several others, as merged cells are saved, belongs to the name of each.

use super::rows::Row;
use domain::school::{Column, TypedSchool, heading_key};
use std::collections::HashMap;

/// The heading is within this many first rows.
const WITHIN: usize = 20;

/// The user's mapping of headings by key: a column, or none if it is not used.
pub(super) type Chosen = HashMap<String, Option<Column>>;

/// The heading of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHeading {
    /// Its last line in the file, from 1 on.
    pub line: u32,
    /// The text over each column, from left to right, each once, and its column.
    pub cells: Vec<(String, Option<Column>)>,
}

impl FileHeading {
    /// The required columns that this heading lacks.
    pub fn lacking(&self) -> Vec<Column> {
        let has =
            |column: &Column| self.cells.iter().any(|(_, named)| named.as_ref() == Some(column));
        Column::NEEDED.into_iter().filter(|column| !has(column)).collect()
    }
}

/// A heading as found in the rows.
#[derive(Debug)]
pub(super) struct Found {
    /// Index of the first row below it.
    below: usize,
    line: u32,
    labels: Vec<String>,
    columns: Vec<Option<Column>>,
}

/// The heading of these rows; if no row has all required columns, the closest match. `None`
/// if there are no rows.
pub(super) fn find(rows: &[Row], chosen: &Chosen) -> Option<Found> {
    let within = rows.len().min(WITHIN);
    let single = |at: usize| Found::at(rows, at, 1, chosen);
    let double = |at: usize| Found::at(rows, at, 2, chosen);
    if let Some(at) = (0..within).find(|at| single(*at).is_whole()) {
        let (one, two) = (single(at), double(at));
        return Some(if two.named() > one.named() && two.is_whole() { two } else { one });
    }
    if let Some(at) = (0..within).find(|at| double(*at).is_whole()) {
        return Some(double(at));
    }
    let closest = (0..within).map(single).chain((0..within).map(double));
    closest.filter(|found| found.filled() > 0).reduce(|best, next| {
        if (next.named(), next.filled()) > (best.named(), best.filled()) { next } else { best }
    })
}

impl Found {
    /// The heading formed by `height` rows from `at` on.
    fn at(rows: &[Row], at: usize, height: usize, chosen: &Chosen) -> Self {
        let upper: &[String] = &rows[at].1;
        let lower: &[String] = rows.get(at + 1).filter(|_| height == 2).map_or(&[], |row| &row.1);
        let width = upper.len().max(lower.len());
        let text = |row: &[String], column: usize| {
            row.get(column).map(|text| domain::kernel::thai::line(text)).unwrap_or_default()
        };
        let (mut labels, mut columns) = (Vec::new(), Vec::new());
        let mut over = String::new();
        for column in 0..width {
            let (above, below) = (text(upper, column), text(lower, column));
            if !above.is_empty() || below.is_empty() {
                over.clone_from(&above);
            }
            let named =
                named(&over, &below, chosen).filter(|named| !columns.contains(&Some(*named)));
            labels.push(format!("{over} {below}").trim().to_owned());
            columns.push(named);
        }
        let last = rows.get(at + height - 1).unwrap_or(&rows[at]);
        Self { below: at + height, line: last.0, labels, columns }
    }

    fn named(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    fn filled(&self) -> usize {
        self.labels.iter().filter(|label| !label.is_empty()).count()
    }

    /// Whether it has all required columns.
    pub(super) fn is_whole(&self) -> bool {
        Column::NEEDED.iter().all(|needed| self.columns.contains(&Some(*needed)))
    }

    /// The heading for display.
    pub(super) fn shown(&self) -> FileHeading {
        let mut cells: Vec<(String, Option<Column>)> = Vec::new();
        for (label, column) in self.labels.iter().zip(&self.columns) {
            let key = heading_key(label);
            if !label.is_empty() && cells.iter().all(|(seen, _)| heading_key(seen) != key) {
                cells.push((label.clone(), *column));
            }
        }
        FileHeading { line: self.line, cells }
    }

    /// The non-empty lines below, with their numbers.
    pub(super) fn lines(&self, rows: Vec<Row>) -> Vec<(u32, TypedSchool)> {
        let lines = rows.into_iter().skip(self.below).map(|(line, row)| {
            let fields = self.columns.iter().zip(row);
            (line, TypedSchool::new(fields.filter_map(|(column, text)| Some(((*column)?, text)))))
        });
        lines.filter(|(_, line)| !line.is_empty()).collect()
    }
}

/// The column of these two cells: by both together, else by the lower one, which is more specific.
fn named(above: &str, below: &str, chosen: &Chosen) -> Option<Column> {
    [format!("{above}{below}").as_str(), below].into_iter().find_map(|heading| {
        match chosen.get(&heading_key(heading)) {
            Some(chosen) => Some(*chosen),
            None => Column::of_heading(heading).map(Some),
        }
    })?
}

#[cfg(test)]
mod tests {
    use super::super::rows::rows;
    use super::*;

    fn found(list: &str, chosen: &Chosen) -> (Found, Vec<u32>) {
        let rows = rows(list.as_bytes()).unwrap();
        let found = find(&rows, chosen).unwrap();
        let lines = found.lines(rows).into_iter().map(|(line, _)| line).collect();
        (found, lines)
    }

    fn columns(list: &str) -> Vec<Option<Column>> {
        found(list, &Chosen::new()).0.columns
    }

    #[test]
    fn the_heading_stands_below_titles_and_lines_keep_their_numbers() {
        let list = "รายชื่อโรงเรียน ปีการศึกษา 2567,,,\n,,,\nรหัสโรงเรียน,ชื่อ โรงเรียน,ระดับชั้น,รหัสเขต\n\
            1010720019,บ้านตัวอย่าง,ประถมศึกษา,1010010000\n,,,\n1010720020,\"บ้าน, หมู่ 2\",อนุบาล,1010010000\n";
        let (found, lines) = found(list, &Chosen::new());
        assert_eq!((found.is_whole(), found.line, lines), (true, 3, vec![4, 6]));
    }

    #[test]
    fn cells_over_several_others_belong_to_the_name_of_each() {
        let list = "รหัสโรงเรียน,ชื่อโรงเรียน,ระดับชั้น,รหัสเขต,ที่ตั้ง,,,จำนวน,\n,,,,ตำบล,อำเภอ,จังหวัด,นักเรียน,ครู\n\
            1010720019,บ้านตัวอย่าง,ประถมศึกษา,1010010000,ก,ข,ค,5,1\n";
        assert_eq!(
            columns(list)[4..],
            [Column::Tambon, Column::Amphoe, Column::Province, Column::Students, Column::Teachers]
                .map(Some)
        );
        assert_eq!(found(list, &Chosen::new()).1, [3]);
        let split = "โรงเรียน,,ระดับชั้น,เขตพื้นที่\nรหัสโรงเรียน,ชื่อโรงเรียน,,รหัสเขต\n1010720019,ก,ประถมศึกษา,1010010000\n";
        assert!(found(split, &Chosen::new()).0.is_whole());
        assert_eq!(found(split, &Chosen::new()).1, [3]);
    }

    #[test]
    fn what_somebody_has_chosen_goes_before_what_we_know() {
        let list = "รหัส,ชื่อโรงเรียน,ระดับชั้น,รหัสเขต,หมายเหตุ\n1010720019,ก,ประถมศึกษา,1010010000,x\n";
        let (before, _) = found(list, &Chosen::new());
        assert_eq!((before.is_whole(), before.shown().lacking()), (false, vec![Column::Code]));
        assert_eq!(before.shown().cells[0], ("รหัส".to_owned(), None));
        let chosen = Chosen::from([
            (heading_key("รหัส"), Some(Column::Code)),
            (heading_key("หมายเหตุ"), Some(Column::Tambon)),
        ]);
        let (after, lines) = found(list, &chosen);
        assert_eq!((after.is_whole(), lines), (true, vec![2]));
        assert_eq!(after.columns[4], Some(Column::Tambon));
        let unused = Chosen::from([(heading_key("ชื่อโรงเรียน"), None)]);
        assert_eq!(found(list, &unused).0.columns[1], None);
    }

    #[test]
    fn two_columns_of_one_name_are_the_first_one() {
        let twice = columns("รหัสโรงเรียน,โรงเรียน,ชื่อโรงเรียน,ระดับชั้น,รหัสเขต\n1,ก,ข,ค,ง\n");
        assert_eq!(twice[1..3], [Some(Column::Name), None]);
    }

    #[test]
    fn a_file_without_any_heading_shows_its_first_full_row() {
        let (guess, _) = found("เอกสาร\n1,2,3\n4,5,6\n", &Chosen::new());
        assert_eq!((guess.line, guess.shown().cells.len()), (2, 3));
        assert!(find(&[], &Chosen::new()).is_none());
    }
}
