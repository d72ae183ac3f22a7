//! What the lists say of one school, one after the other.

use super::{AcademicYear, ChangeKind, KnownSchool, School, SchoolChange};

/// A school with all that the lists that count have ever said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolHistory {
    /// As it is known now.
    pub known: KnownSchool,
    /// What each list did to it that changed something, the oldest first.
    pub steps: Vec<SchoolStep>,
    /// The academic year of the newest list that counts, whether or not it names the school.
    pub newest: AcademicYear,
}

/// What one list did to a school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolStep {
    /// The list's academic year.
    pub year: AcademicYear,
    /// How it was then, and what of that was new.
    pub change: SchoolChange,
}

impl SchoolHistory {
    /// Of what the lists said, the oldest first; `None` where they said nothing.
    pub fn new(versions: Vec<KnownSchool>, newest: AcademicYear) -> Option<Self> {
        let mut before: Option<&School> = None;
        let mut steps = Vec::new();
        for one in &versions {
            let change = if one.is_open {
                SchoolChange::of(before, &one.school)
            } else {
                Some(SchoolChange::closed(&one.school))
            };
            steps.extend(change.map(|change| SchoolStep { year: one.year, change }));
            before = one.is_open.then_some(&one.school);
        }
        let known = versions.into_iter().next_back()?;
        Some(Self { known, steps, newest })
    }

    /// Whether a step is the first of all: what the first list names need not be new.
    pub fn is_first(&self, step: &SchoolStep) -> bool {
        step.change.kind == ChangeKind::Opened && self.steps.first() == Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::school::Column;
    use ChangeKind::{Changed, Closed, Moved, Opened};

    fn version(year: i32, district: &str, students: u32, is_open: bool) -> KnownSchool {
        let school = School {
            code: "1010720019".to_owned(),
            name: "A".to_owned(),
            levels: None,
            district: Some(district.to_owned()),
            province: String::new(),
            amphoe: String::new(),
            tambon: String::new(),
            place: None,
            students: Some(students),
            teachers: None,
        };
        KnownSchool { school, is_open, year: AcademicYear::new(year).expect("a year") }
    }

    #[test]
    fn each_list_is_compared_with_the_one_before_and_what_had_closed_opens_again() {
        let newest = AcademicYear::new(2569).expect("a year");
        let versions = vec![
            version(2564, "1", 10, true),
            version(2565, "1", 12, true),
            version(2566, "2", 12, true),
            version(2567, "2", 12, false),
            version(2568, "2", 12, true),
        ];
        let history = SchoolHistory::new(versions, newest).expect("a history");
        let kinds: Vec<_> = history.steps.iter().map(|one| one.change.kind).collect();
        assert_eq!(kinds, [Opened, Changed, Moved, Closed, Opened]);
        let firsts: Vec<_> = history.steps.iter().map(|one| history.is_first(one)).collect();
        assert_eq!(firsts, [true, false, false, false, false]);
        let difference = &history.steps[1].change.differences[0];
        assert_eq!((difference.column, &*difference.before), (Column::Students, "10"));
        assert_eq!((history.known.year.number(), history.known.is_open), (2568, true));
        assert_eq!(SchoolHistory::new(Vec::new(), newest), None);
    }
}
