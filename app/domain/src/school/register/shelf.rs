//! Very many schools in little memory: what many have in common stands once, what is their own in one text.

use super::RegisterQuery;
use crate::place::position::Place;
use crate::school::{AcademicYear, KnownSchool, Levels, School, Size};
use std::collections::HashMap;

/// The schools, by their numbers from 0 on.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelf {
    /// Code and name of each, one behind the other.
    text: String,
    records: Vec<Record>,
    /// Tambon, amphoe and province, each combination once.
    places: Vec<[String; 3]>,
    /// Office codes.
    districts: Vec<String>,
}

#[derive(Debug, Clone)]
struct Record {
    /// Where its code begins, its name, and what comes behind.
    text: [u32; 3],
    /// Which of the places.
    place: u32,
    /// Which of the districts; none where there is none of this number.
    district: u32,
    levels: Option<Levels>,
    position: Option<Place>,
    students: Option<u32>,
    teachers: Option<u32>,
    year: AcademicYear,
    is_open: bool,
}

impl Shelf {
    pub(super) fn new(schools: &[KnownSchool]) -> Self {
        let mut shelf = Self::default();
        let (mut places, mut districts) = (HashMap::new(), HashMap::new());
        for KnownSchool { school, is_open, year } in schools {
            let at = [&school.tambon, &school.amphoe, &school.province];
            let place = *places.entry(at).or_insert_with(|| {
                shelf.places.push(at.map(String::clone));
                short(shelf.places.len() - 1)
            });
            let district = school.district.as_ref().map(|code| {
                *districts.entry(code).or_insert_with(|| {
                    shelf.districts.push(code.clone());
                    short(shelf.districts.len() - 1)
                })
            });
            let begin = short(shelf.text.len());
            shelf.text.push_str(&school.code);
            let middle = short(shelf.text.len());
            shelf.text.push_str(&school.name);
            shelf.records.push(Record {
                text: [begin, middle, short(shelf.text.len())],
                place,
                district: district.unwrap_or(u32::MAX),
                levels: school.levels,
                position: school.place,
                students: school.students,
                teachers: school.teachers,
                year: *year,
                is_open: *is_open,
            });
        }
        shelf.text.shrink_to_fit();
        shelf.records.shrink_to_fit();
        shelf
    }

    /// Tambon, amphoe and province, each combination once.
    pub(super) fn places(&self) -> &[[String; 3]] {
        &self.places
    }

    /// Which of the places a school is at.
    pub(super) fn place(&self, at: usize) -> u32 {
        self.records.get(at).map_or(u32::MAX, |record| record.place)
    }

    /// Where a school is, as far as the list knows.
    pub(super) fn position(&self, at: usize) -> Option<Place> {
        self.records.get(at)?.position
    }

    /// A school's code.
    pub(super) fn code(&self, at: usize) -> &str {
        self.records
            .get(at)
            .map_or("", |Record { text: [begin, middle, _], .. }| self.text(*begin, *middle))
    }

    fn text(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    fn district(&self, record: &Record) -> Option<&String> {
        self.districts.get(record.district as usize)
    }

    /// A school as it is known.
    pub(super) fn get(&self, at: usize) -> Option<KnownSchool> {
        let record = self.records.get(at)?;
        let [tambon, amphoe, province] = self.places.get(record.place as usize)?.clone();
        let [begin, middle, end] = record.text;
        let school = School {
            code: self.text(begin, middle).to_owned(),
            name: self.text(middle, end).to_owned(),
            levels: record.levels,
            district: self.district(record).cloned(),
            province,
            amphoe,
            tambon,
            place: record.position,
            students: record.students,
            teachers: record.teachers,
        };
        Some(KnownSchool { school, is_open: record.is_open, year: record.year })
    }

    /// Whether all but the words lets a school through; `province` is the Thai name of the one asked for.
    pub(super) fn fits(&self, at: usize, query: &RegisterQuery, province: Option<&str>) -> bool {
        let Some(record) = self.records.get(at) else { return false };
        let Some([_, amphoe, of]) = self.places.get(record.place as usize) else { return false };
        query.is_open.is_none_or(|is_open| is_open == record.is_open)
            && query.district.as_ref().is_none_or(|code| self.district(record) == Some(code))
            && province.is_none_or(|name| name == of)
            && query.amphoe.as_ref().is_none_or(|wanted| wanted == amphoe)
            && query.level.is_none_or(|level| record.levels.is_some_and(|levels| levels.has(level)))
            && query.size.is_none_or(|size| size == Size::of(record.students))
    }
}

/// A number of things far below four thousand million.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
