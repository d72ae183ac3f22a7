//! A school as open data shows it: a public contract of its own, so that the domain may move.

use domain::map::board::MapBoard;
use domain::school::{FoundSchools, KnownSchool, Level, RegisterQuery, Size};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// A school, as the newest list says that names it. Nothing about persons.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct School {
    /// The ministry's code, nine or ten digits; the same from year to year.
    #[schema(example = "1055000001", pattern = "^[0-9]{9,10}$")]
    pub code: String,
    /// Name in Thai, without the word "school".
    pub name_th: String,
    /// Whether the newest list of its district names it.
    pub open: bool,
    /// Academic year (B.E.) from which on it is missing from the lists; `null` for an open one.
    #[schema(example = json!(null))]
    pub closed_since: Option<i32>,
    /// Office code of its district; `null` for a school that belongs to none, such as one for special education.
    #[schema(example = "1055010000")]
    pub district: Option<String>,
    /// 2-digit TIS 1099 code of its province; `null` where the list names none.
    #[schema(example = "55")]
    pub province: Option<String>,
    /// Province in Thai, as the list says.
    pub province_th: String,
    /// Amphoe in Thai.
    pub amphoe_th: String,
    /// Tambon in Thai.
    pub tambon_th: String,
    /// The lowest stage: `kindergarten`, `primary`, `lower_secondary`, `upper_secondary`; `null` where not known.
    pub level_from: Option<&'static str>,
    /// The highest stage; `null` where not known.
    pub level_to: Option<&'static str>,
    /// By students: `small` (up to 120), `medium` (up to 600), `large` (up to 1,500), `extra_large`, `unknown`.
    pub size: &'static str,
    /// Students; `null` where not counted.
    pub students: Option<u32>,
    /// Teachers; `null` where not counted.
    pub teachers: Option<u32>,
    /// Latitude, WGS 84 degrees, often of the middle of its tambon; `null` where not known.
    pub lat: Option<f64>,
    /// Longitude, WGS 84 degrees; `null` where not known.
    pub lon: Option<f64>,
}

/// A page of schools. The header `Link` leads to the others.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SchoolPage {
    /// How many are found on all pages together.
    pub total: u32,
    /// Which page this is, from 1 on.
    #[schema(minimum = 1)]
    pub page: u32,
    /// How many stand on a full page.
    #[schema(minimum = 1, maximum = 500)]
    pub per_page: u32,
    /// Academic year (B.E.) of the newest list; `null` before there is any.
    #[schema(example = 2567)]
    pub academic_year: Option<i32>,
    /// Those of this page; none behind the last.
    pub schools: Vec<School>,
}

/// What can be asked for, for the description alone: `RegisterQuery` reads it.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SchoolParameters {
    /// Words of name, tambon, amphoe or province, in any order and without exact marks, or the beginning of
    /// the code.
    #[param(required = false, max_length = 100, example = "nan")]
    pub q: String,
    /// Office code of the district.
    #[param(required = false, pattern = "^[0-9]{10}$", example = "1055010000")]
    pub district: String,
    /// 2-digit TIS 1099 code of the province.
    #[param(required = false, pattern = "^[0-9]{2}$", example = "55")]
    pub province: String,
    /// Amphoe in Thai, such as Pai.
    #[param(required = false, max_length = 100, example = "\u{e1b}\u{e32}\u{e22}")]
    pub amphoe: String,
    /// Only schools with this stage.
    #[param(required = false, inline, example = "primary")]
    pub level: LevelName,
    /// Only schools of this size.
    #[param(required = false, inline, example = "small")]
    pub size: SizeName,
    /// Open ones, which is the default, closed ones, or any.
    #[param(required = false, inline, example = "any")]
    pub open: OpenName,
    /// In the order of codes, which is the default, or what fits `q` best first.
    #[param(required = false, inline, example = "match")]
    pub sort: SortName,
    /// Which page.
    #[param(required = false, minimum = 1, maximum = 100_000, example = 1)]
    pub page: u32,
    /// How many to a page; 100 where nothing is said.
    #[param(required = false, minimum = 1, maximum = 500, example = 50)]
    pub per_page: u32,
}

macro_rules! names {
    ($(#[$about:meta])* $name:ident: $($variant:ident),+) => {
        $(#[$about])*
        #[derive(Debug, ToSchema)]
        #[schema(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "they say what they are")]
        pub enum $name { $($variant),+ }
    };
}

names!(/// Stages of basic education.
    LevelName: Kindergarten, Primary, LowerSecondary, UpperSecondary);
names!(/// Sizes by students.
    SizeName: Small, Medium, Large, ExtraLarge, Unknown);
names!(/// Whether schools are open.
    OpenName: True, False, Any);
names!(/// Orders.
    SortName: Code, Match);

impl School {
    /// As the register knows it; the board knows the code of its province.
    pub fn of(KnownSchool { school, is_open, year }: KnownSchool, board: &MapBoard) -> Self {
        let province = board.provinces.iter().find(|one| one.name_th == school.province);
        Self {
            open: is_open,
            closed_since: (!is_open).then(|| year.number()),
            province: province.map(|one| one.code.clone()),
            level_from: school.levels.map(|levels| Level::key(levels.from)),
            level_to: school.levels.map(|levels| Level::key(levels.to)),
            size: Size::of(school.students).key(),
            students: school.students,
            teachers: school.teachers,
            lat: school.place.map(|place| place.lat),
            lon: school.place.map(|place| place.lon),
            code: school.code,
            name_th: school.name,
            district: school.district,
            province_th: school.province,
            amphoe_th: school.amphoe,
            tambon_th: school.tambon,
        }
    }
}

impl SchoolPage {
    /// What was found.
    pub fn of(found: FoundSchools, query: &RegisterQuery, board: &MapBoard) -> Self {
        Self {
            total: found.total,
            page: query.page,
            per_page: query.per_page,
            academic_year: found.year.map(domain::school::AcademicYear::number),
            schools: found.schools.into_iter().map(|one| School::of(one, board)).collect(),
        }
    }
}
