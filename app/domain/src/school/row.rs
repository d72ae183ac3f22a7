//! A line of a list of schools as typed, and what it says.

use super::{Column, Levels, School};
use crate::kernel::thai;
use crate::kernel::written_number::WrittenNumber;
use crate::place::position::Place;
use crate::school::general_terms::SCHOOL;
use crate::school::thai_terms::LEVELS;
use serde::{Deserialize, Serialize};

/// The longest name, in Unicode scalar values.
const LONGEST_NAME: usize = 200;
/// More students than the largest school has.
const MOST_PEOPLE: u32 = 20_000;

/// Why a line cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Fault {
    /// Nothing where something is needed.
    Missing,
    /// Longer than so many characters.
    TooLong(u32),
    /// Not nine or ten digits.
    BadCode,
    /// No stage, nor two with a dash between, the lower one first.
    BadLevels,
    /// No district has this code.
    UnknownDistrict,
    /// Not a whole number from 0 on.
    BadCount,
    /// More than so many.
    TooMany(u32),
    /// Not degrees, or only one of the two.
    BadPlace,
    /// Outside of Thailand.
    Abroad,
    /// Latitude and longitude have changed places.
    Swapped,
    /// The same school as in this line.
    Twice(u32),
    /// Another academic year than that of the list.
    OtherYear(i32),
    /// A year of the Christian era; the academic year would be this one.
    ChristianYear(i32),
    /// Not a year.
    BadYear,
}

/// A line as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedSchool(Vec<(Column, String)>);

impl TypedSchool {
    /// The fields of a line that are not empty.
    pub fn new(fields: impl IntoIterator<Item = (Column, String)>) -> Self {
        let line = |(column, text): (Column, String)| (column, thai::line(&text));
        Self(fields.into_iter().map(line).filter(|(_, text)| !text.is_empty()).collect())
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn get(&self, column: Column) -> &str {
        self.0.iter().find(|(one, _)| *one == column).map_or("", |(_, text)| text)
    }

    /// What the line says, in a list of academic year `year`; else each column with what is wrong.
    pub fn parse(&self, year: i32) -> Result<School, Vec<(Column, Fault)>> {
        let mut faults = Vec::new();
        let mut put = |column, fault| faults.push((column, fault));
        let code = code(self.get(Column::Code)).map_err(|fault| put(Column::Code, fault));
        let name = text(self.get(Column::Name), true).map_err(|fault| put(Column::Name, fault));
        let levels = levels(self.get(Column::Levels)).map_err(|fault| put(Column::Levels, fault));
        let place = place(self.get(Column::Lat), self.get(Column::Lon))
            .map_err(|fault| put(Column::Lat, fault));
        let mut named = |column| text(self.get(column), false).map_err(|fault| put(column, fault));
        let (province, amphoe, tambon) =
            (named(Column::Province), named(Column::Amphoe), named(Column::Tambon));
        let mut counted = |column| count(self.get(column)).map_err(|fault| put(column, fault));
        let (students, teachers) = (counted(Column::Students), counted(Column::Teachers));
        if let Err(fault) = of_year(self.get(Column::Year), year) {
            put(Column::Year, fault);
        }
        let read = || {
            Some(School {
                code: code.ok()?,
                name: name.ok()?.trim_start_matches(SCHOOL).to_owned(),
                levels: levels.ok()?,
                district: Some(digits(self.get(Column::District))).filter(|code| !code.is_empty()),
                province: province.ok()?,
                amphoe: amphoe.ok()?,
                tambon: tambon.ok()?,
                place: place.ok()?,
                students: students.ok()?,
                teachers: teachers.ok()?,
            })
        };
        let school = read();
        school.filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// Thai digits as Arabic ones. A spreadsheet writes a code as a number, with a point and zeros.
fn digits(text: &str) -> String {
    let text: String = thai::normalise(text).split_whitespace().collect();
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

fn code(text: &str) -> Result<String, Fault> {
    let code = digits(text);
    match code.len() {
        0 => Err(Fault::Missing),
        9 | 10 if code.bytes().all(|byte| byte.is_ascii_digit()) => Ok(code),
        _ => Err(Fault::BadCode),
    }
}

fn text(text: &str, is_needed: bool) -> Result<String, Fault> {
    if text.is_empty() && is_needed {
        return Err(Fault::Missing);
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(Fault::TooLong(200));
    }
    Ok(text.to_owned())
}

fn levels(text: &str) -> Result<Option<Levels>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    Levels::parse(text).map(Some).ok_or(Fault::BadLevels)
}

fn count(text: &str) -> Result<Option<u32>, Fault> {
    if text.is_empty() || text == "-" {
        return Ok(None);
    }
    let number = WrittenNumber::parse(text).map_err(|_| Fault::BadCount)?;
    let whole = number.ten_thousandths();
    if whole < 0 || whole % 10_000 != 0 {
        return Err(Fault::BadCount);
    }
    let count = u32::try_from(whole / 10_000).ok().filter(|count| *count <= MOST_PEOPLE);
    count.map(Some).ok_or(Fault::TooMany(MOST_PEOPLE))
}

/// Thailand lies between 5° and 21° north, 97° and 106° east.
fn place(lat: &str, lon: &str) -> Result<Option<Place>, Fault> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let degrees = |text: &str| digits(text).parse::<f64>().map_err(|_| Fault::BadPlace);
    let (lat, lon) = (degrees(lat)?, degrees(lon)?);
    let is_thai = |lat: f64, lon: f64| (5.0..21.0).contains(&lat) && (97.0..106.0).contains(&lon);
    if is_thai(lat, lon) {
        return Ok(Place::new(lat, lon));
    }
    Err(if is_thai(lon, lat) { Fault::Swapped } else { Fault::Abroad })
}

fn of_year(text: &str, year: i32) -> Result<(), Fault> {
    if text.is_empty() {
        return Ok(());
    }
    match digits(text).parse::<i32>() {
        Ok(said) if said == year => Ok(()),
        Ok(said) if (2500..2700).contains(&said) => Err(Fault::OtherYear(said)),
        Ok(said) if (1957..2157).contains(&said) => Err(Fault::ChristianYear(said + 543)),
        _ => Err(Fault::BadYear),
    }
}

impl Levels {
    /// As the lists write it; read back as the same.
    pub fn written(self) -> String {
        let name = |level| {
            let named = LEVELS.iter().find(|(one, _)| *one == level);
            named.map_or("", |(_, names)| names[0])
        };
        if self.from == self.to {
            return name(self.from).to_owned();
        }
        format!("{}-{}", name(self.from), name(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(more: &[(Column, &str)]) -> TypedSchool {
        let plain = [
            (Column::Code, "1010720019"),
            (Column::Name, "บ้านตัวอย่าง"),
            (Column::Levels, "อนุบาล-ประถมศึกษา"),
        ];
        let fields = more.iter().chain(&plain).map(|(column, text)| (*column, (*text).to_owned()));
        TypedSchool::new(fields)
    }

    #[test]
    fn a_line_is_read_with_thai_digits_and_spaces() {
        let typed = line(&[
            (Column::Code, "๑๐๑๐๗๒๐๐๑๙"),
            (Column::Students, "1,234"),
            (Column::Lat, "13.762"),
            (Column::Lon, " 100.495"),
            (Column::Year, "๒๕๖๗"),
            (Column::District, "1010010000.0"),
        ]);
        let school = typed.parse(2567).unwrap();
        assert_eq!((school.code.as_str(), school.students), ("1010720019", Some(1234)));
        assert_eq!(school.district.as_deref(), Some("1010010000"));
        assert!(school.place.is_some() && school.teachers.is_none());
        assert_eq!(school.levels, Levels::parse(&school.levels.unwrap().written()));
    }

    #[test]
    fn each_thing_that_is_wrong_has_its_own_fault() {
        for (column, text, fault) in [
            (Column::Code, "12", Fault::BadCode),
            (Column::Students, "-5", Fault::BadCount),
            (Column::Teachers, "2.5", Fault::BadCount),
            (Column::Students, "99999", Fault::TooMany(20_000)),
            (Column::Levels, "มหาวิทยาลัย", Fault::BadLevels),
            (Column::Year, "2024", Fault::ChristianYear(2567)),
            (Column::Year, "2566", Fault::OtherYear(2566)),
            (Column::Year, "ปีนี้", Fault::BadYear),
        ] {
            assert_eq!(line(&[(column, text)]).parse(2567), Err(vec![(column, fault)]), "{text}");
        }
        for (lat, lon, fault) in [
            ("100.5", "13.7", Fault::Swapped),
            ("35.6", "139.7", Fault::Abroad),
            ("13.7", "", Fault::BadPlace),
        ] {
            let typed = line(&[(Column::Lat, lat), (Column::Lon, lon)]);
            assert_eq!(typed.parse(2567), Err(vec![(Column::Lat, fault)]), "{lat} {lon}");
        }
    }

    #[test]
    fn an_empty_line_misses_what_is_needed_and_nothing_else() {
        let faults = TypedSchool::default().parse(2567).unwrap_err();
        let needed = [Column::Code, Column::Name];
        assert_eq!(faults, needed.map(|column| (column, Fault::Missing)));
    }
}
