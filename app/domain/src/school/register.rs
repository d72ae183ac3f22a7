//! All schools of the country together: kept as one, looked through by everybody.

mod query;
mod shelf;

pub use query::{ParameterFault, RegisterQuery, Sort, place_text};

use super::{AcademicYear, KnownSchool, SchoolDots};
use crate::map::board::Province;
use crate::map::search::{SchoolIndex, SchoolQuery};
use crate::place::position::Place;
use shelf::Shelf;
use std::sync::Arc;

/// What the lists that count say of all schools, at one moment.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// By name, in the order of the Thai dictionary.
    shelf: Shelf,
    /// For each of them: how many codes come before its own.
    code_order: Vec<u32>,
    index: SchoolIndex,
    provinces: Vec<Province>,
    year: Option<AcademicYear>,
    dots: Arc<SchoolDots>,
}

/// Schools farther away than this are not around a place, in kilometres.
const AROUND_KM: f64 = 2.0;

/// A page of what is found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundSchools {
    /// The academic year of the newest list; `None` before there is any.
    pub year: Option<AcademicYear>,
    /// How many are found on all pages together.
    pub total: u32,
    /// Those of the page; none on a page behind the last.
    pub schools: Vec<KnownSchool>,
}

impl Register {
    /// Of these schools, which come by name in the order of the Thai dictionary, and the newest list's year.
    pub fn new(
        schools: Vec<KnownSchool>,
        provinces: Vec<Province>,
        year: Option<AcademicYear>,
    ) -> Self {
        let shelf = Shelf::new(&schools);
        let mut codes: Vec<&str> = schools.iter().map(|known| &*known.school.code).collect();
        codes.sort_unstable();
        let order = |known: &KnownSchool| codes.partition_point(|code| **code < *known.school.code);
        let code_order =
            schools.iter().map(|known| u32::try_from(order(known)).unwrap_or(u32::MAX));
        let code_order = code_order.collect();
        let names = schools.iter().enumerate();
        let names = names.map(|(at, known)| (&*known.school.name, shelf.place(at)));
        let index = SchoolIndex::new(names, shelf.places(), &provinces);
        let open = schools.iter().filter(|known| known.is_open);
        let dots = SchoolDots::new(open.filter_map(|known| known.school.place)).into();
        Self { shelf, code_order, index, provinces, year, dots }
    }

    /// The page that is asked for.
    pub fn find(&self, query: &RegisterQuery) -> FoundSchools {
        let places = self.places(query);
        let skipped = u64::from(query.page - 1) * u64::from(query.per_page);
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        let page = places.iter().skip(skipped).take(query.per_page as usize);
        FoundSchools {
            year: self.year,
            total: u32::try_from(places.len()).unwrap_or(u32::MAX),
            schools: page.filter_map(|at| self.shelf.get(*at)).collect(),
        }
    }

    /// Where the open schools of the district with this office code are, as far as the list knows; and how
    /// many they are in all.
    pub fn places_of(&self, district: &str) -> (Vec<Place>, u32) {
        let query =
            RegisterQuery { district: Some(district.to_owned()), ..RegisterQuery::default() };
        let own = (0..self.code_order.len()).filter(|at| self.shelf.fits(*at, &query, None));
        let all: Vec<Option<Place>> = own.map(|at| self.shelf.position(at)).collect();
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        (all.into_iter().flatten().collect(), count)
    }

    /// Where the country's open schools are, as far as the list knows.
    pub fn dots(&self) -> Arc<SchoolDots> {
        self.dots.clone()
    }

    /// All that are found, as places on the shelf, in the order asked for.
    fn places(&self, query: &RegisterQuery) -> Vec<usize> {
        let named = |code: &String| self.provinces.iter().find(|province| province.code == *code);
        let province = query.province.as_ref().map(named);
        if province.is_some_and(|known| known.is_none()) {
            return Vec::new();
        }
        let province = province.flatten().map(|province| &*province.name_th);
        let words = SchoolQuery::new(&query.words);
        let fits = |at| self.shelf.fits(at, query, province);
        let mut found = self.index.select(&words, fits, |at| self.shelf.code(at));
        if let Some(near) = query.near {
            return self.around(near, found.into_iter().map(|(_, at)| at));
        }
        match query.sort {
            Sort::Match => found.sort_unstable(),
            Sort::Code => found.sort_unstable_by_key(|(_, at)| self.code_order.get(*at)),
        }
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// Those of `found` that are around a place, the nearest first.
    fn around(&self, place: Place, found: impl Iterator<Item = usize>) -> Vec<usize> {
        let far = |at: usize| Some(self.shelf.position(at)?.distance_km(place));
        let mut near: Vec<(f64, usize)> = found
            .filter_map(|at| Some((far(at)?, at)))
            .filter(|(km, _)| *km <= AROUND_KM)
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        near.into_iter().map(|(_, at)| at).collect()
    }
}

#[cfg(test)]
mod tests;
