//! Schools of the districts: what a list says of one, and where it stands in a year.

pub(crate) mod general_terms;
pub(crate) mod thai_terms;

mod academic_year;
mod change;
mod column;
mod dots;
mod history;
mod levels;
mod list;
mod register;
mod row;

pub use academic_year::AcademicYear;
pub use change::{ChangeFilter, ChangeKind, Difference, SchoolChange};
pub use column::{Column, heading_key};
pub use dots::{SchoolDots, Square};
pub use history::{SchoolHistory, SchoolStep};
pub use levels::{Level, Levels};
pub use list::{NAMES, PAGE, SchoolFilter, SchoolList, Size};
pub use register::{FoundSchools, ParameterFault, Register, RegisterQuery, Sort, place_text};
pub use row::{Fault, TypedSchool};

use crate::place::position::Place;
use serde::{Deserialize, Serialize};

/// What a list says of a school in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct School {
    /// The ministry's code, nine or ten digits; the same from year to year.
    pub code: String,
    /// Its name in Thai, without the word "school".
    pub name: String,
    /// The classes it has, where the list says so.
    pub levels: Option<Levels>,
    /// The office code of its district; `None` for a school that belongs to none, such as one for special
    /// education.
    pub district: Option<String>,
    /// Province in Thai.
    pub province: String,
    /// District of the province (amphoe) in Thai.
    pub amphoe: String,
    /// Subdistrict (tambon) in Thai.
    pub tambon: String,
    /// Where it is, as well as the list knows: often the middle of its tambon.
    pub place: Option<Place>,
    /// Students, where they were counted.
    pub students: Option<u32>,
    /// Teachers, where they were counted.
    pub teachers: Option<u32>,
}

/// What is known of a school: what the newest list says that names it, or that misses it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownSchool {
    /// As it was when a list named it last.
    pub school: School,
    /// Whether the newest list of its district still names it.
    pub is_open: bool,
    /// The year of the list that says so.
    pub year: AcademicYear,
}
