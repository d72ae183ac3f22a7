//! The list of a district's schools: what is looked for, and what is shown of it.

use super::{AcademicYear, Level, School};
use crate::kernel::thai;

/// The parameters of the list's address.
pub const NAMES: [&str; 5] = ["q", "level", "amphoe", "size", "page"];

/// So many schools stand on a page.
pub const PAGE: u32 = 50;

/// How large a school is, by its students. Source: the classes of the Office of the Basic Education
/// Commission, 120, 600 and 1,500 students.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Up to 120.
    Small,
    /// 121–600.
    Medium,
    /// 601–1,500.
    Large,
    /// More.
    ExtraLarge,
    /// Nobody has counted.
    Unknown,
}

impl Size {
    /// All, the smallest first.
    pub const ALL: [Self; 5] =
        [Self::Small, Self::Medium, Self::Large, Self::ExtraLarge, Self::Unknown];

    /// Of a school with so many students.
    pub fn of(students: Option<u32>) -> Self {
        match students {
            None => Self::Unknown,
            Some(..=120) => Self::Small,
            Some(..=600) => Self::Medium,
            Some(..=1500) => Self::Large,
            Some(_) => Self::ExtraLarge,
        }
    }

    /// As in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::ExtraLarge => "extra_large",
            Self::Unknown => "unknown",
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SchoolFilter {
    /// Words of the name, amphoe or tambon, as typed.
    pub words: String,
    /// With this stage.
    pub level: Option<Level>,
    /// In this amphoe.
    pub amphoe: Option<String>,
    /// Of this size.
    pub size: Option<Size>,
    /// Which page, from 1 on.
    pub page: u32,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolList {
    /// The academic year of the newest list that says something of the district; `None` before any does.
    pub year: Option<AcademicYear>,
    /// The district's schools in all.
    pub total: u32,
    /// Their students, as far as they were counted.
    pub students: u32,
    /// The amphoe that there are, with how many schools each, in the order of the dictionary.
    pub amphoes: Vec<(String, u32)>,
    /// How many are found.
    pub found: u32,
    /// The nearest valid form of what was asked.
    pub filter: SchoolFilter,
    /// Those of this page.
    pub schools: Vec<School>,
    /// Those that were there in an earlier list and are gone, with the year that they were missing first.
    pub closed: Vec<(School, AcademicYear)>,
}

impl SchoolFilter {
    /// The nearest valid filter to what an address says.
    pub fn parse(given: impl Fn(&str) -> Option<String>) -> Self {
        let page = given("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let size = given("size");
        Self {
            words: given("q").map(|words| thai::line(&words)).unwrap_or_default(),
            level: given("level").and_then(|key| Level::from_key(&key)),
            amphoe: given("amphoe").filter(|amphoe| !amphoe.is_empty()),
            size: size.and_then(|key| Size::ALL.into_iter().find(|size| size.key() == key)),
            page: u32::max(page, 1),
        }
    }

    /// Whether it lets this school through.
    pub fn fits(&self, school: &School) -> bool {
        let folded = || {
            let words = [&school.name, &school.amphoe, &school.tambon, &school.code];
            thai::fold(&words.map(String::as_str).join(" "))
        };
        self.level.is_none_or(|level| school.levels.is_some_and(|levels| levels.has(level)))
            && self.amphoe.as_ref().is_none_or(|amphoe| *amphoe == school.amphoe)
            && self.size.is_none_or(|size| size == Size::of(school.students))
            && (self.words.is_empty() || has_all(&folded(), &thai::fold(&self.words)))
    }

    /// The page of `all` that is asked for; the last one where there are not so many.
    pub fn list(
        mut self,
        year: Option<AcademicYear>,
        all: Vec<School>,
        closed: Vec<(School, AcademicYear)>,
    ) -> SchoolList {
        let count = |schools: usize| u32::try_from(schools).unwrap_or(u32::MAX);
        let mut amphoes: Vec<(String, u32)> = Vec::new();
        for school in &all {
            match amphoes.iter_mut().find(|(amphoe, _)| *amphoe == school.amphoe) {
                Some((_, schools)) => *schools += 1,
                None => amphoes.push((school.amphoe.clone(), 1)),
            }
        }
        let total = count(all.len());
        let students = all.iter().filter_map(|school| school.students).sum();
        let found: Vec<School> = all.into_iter().filter(|school| self.fits(school)).collect();
        let pages = count(found.len()).div_ceil(PAGE).max(1);
        self.page = self.page.clamp(1, pages);
        let (skipped, page) = ((self.page - 1) * PAGE, PAGE as usize);
        SchoolList {
            year,
            total,
            students,
            amphoes,
            found: count(found.len()),
            filter: self,
            schools: found.into_iter().skip(skipped as usize).take(page).collect(),
            closed,
        }
    }
}

impl SchoolList {
    /// How many pages there are, at least 1.
    pub fn pages(&self) -> u32 {
        self.found.div_ceil(PAGE).max(1)
    }
}

fn has_all(text: &str, words: &str) -> bool {
    words.split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::Levels;
    use super::*;
    use proptest::prelude::*;

    fn school(no: u32) -> School {
        School {
            code: format!("{no:010}"),
            name: format!("บ้านตัวอย่าง {no}"),
            levels: Levels::new(Level::Kindergarten, Level::ALL[no as usize % 4]),
            district: None,
            province: String::new(),
            amphoe: format!("อำเภอ{}", no % 3),
            tambon: String::new(),
            place: None,
            students: (!no.is_multiple_of(5)).then_some(no * 17 % 2000),
            teachers: None,
        }
    }

    proptest! {
        #[test]
        fn the_pages_together_are_what_is_found_each_once(
            count in 0u32..300, level in 0usize..5, amphoe in 0u32..4, size in 0usize..6,
        ) {
            let filter = |page| SchoolFilter {
                level: Level::ALL.get(level).copied(),
                amphoe: (amphoe < 3).then(|| format!("อำเภอ{amphoe}")),
                size: Size::ALL.get(size).copied(),
                page,
                ..SchoolFilter::default()
            };
            let all: Vec<School> = (0..count).map(school).collect();
            let list = |page| filter(page).list(None, all.clone(), Vec::new());
            let pages = list(1).pages();
            let shown: Vec<School> = (1..=pages).flat_map(|page| list(page).schools).collect();
            let fitting: Vec<School> = all.iter().filter(|one| filter(1).fits(one)).cloned().collect();
            prop_assert_eq!(shown.len(), list(1).found as usize);
            prop_assert_eq!(shown, fitting);
            prop_assert_eq!(list(pages + 5), list(pages));
            prop_assert_eq!(list(1).amphoes.iter().map(|(_, schools)| schools).sum::<u32>(), count);
        }
    }

    #[test]
    fn words_are_found_without_tone_marks_and_in_any_order() {
        let filter = |words: &str| SchoolFilter { words: words.into(), ..SchoolFilter::default() };
        assert!(filter("12 บานตัวอยาง").fits(&school(12)));
        assert!(!filter("บ้านอื่น").fits(&school(12)));
    }
}
