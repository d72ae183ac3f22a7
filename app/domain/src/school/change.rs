//! What a list does to what was known of a school, and which of a list's changes are looked at.

use super::{Column, School};

/// What a list does to one school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolChange {
    /// Which way.
    pub kind: ChangeKind,
    /// As the list has it; one that has closed as it was.
    pub school: School,
    /// What is new of one that was known and is still there, in the order of the columns.
    pub differences: Vec<Difference>,
}

/// Which way a list changes a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// A school that nobody knew, or that had closed.
    Opened,
    /// It belongs to another district now.
    Moved,
    /// Something else about it is new.
    Changed,
    /// It is missing though others of its district are there.
    Closed,
}

/// What a list changes in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The column.
    pub column: Column,
    /// What stood there, as a list would write it; empty for nothing.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

impl SchoolChange {
    /// What `new` does to what was known; `None` where that is nothing.
    pub fn of(old: Option<&School>, new: &School) -> Option<Self> {
        let Some(old) = old else {
            let school = new.clone();
            return Some(Self { kind: ChangeKind::Opened, school, differences: Vec::new() });
        };
        let kind = match old {
            old if old.district != new.district => ChangeKind::Moved,
            old if old != new => ChangeKind::Changed,
            _ => return None,
        };
        Some(Self { kind, school: new.clone(), differences: differences(old, new) })
    }

    /// The closing of a school.
    pub fn closed(school: &School) -> Self {
        Self { kind: ChangeKind::Closed, school: school.clone(), differences: Vec::new() }
    }
}

impl ChangeKind {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 4] = [Self::Opened, Self::Moved, Self::Changed, Self::Closed];

    /// As in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Closed => "closed",
        }
    }
}

fn differences(old: &School, new: &School) -> Vec<Difference> {
    let columns = Column::ALL.into_iter().map(|column| Difference {
        column,
        before: old.written(column),
        after: new.written(column),
    });
    columns.filter(|one| one.before != one.after).collect()
}

impl School {
    /// What a list has in this column; empty for nothing.
    pub fn written(&self, column: Column) -> String {
        let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
        match column {
            Column::Code => self.code.clone(),
            Column::Name => self.name.clone(),
            Column::Levels => self.levels.map(super::Levels::written).unwrap_or_default(),
            Column::District => self.district.clone().unwrap_or_default(),
            Column::Province => self.province.clone(),
            Column::Amphoe => self.amphoe.clone(),
            Column::Tambon => self.tambon.clone(),
            Column::Lat => self.place.map(|place| place.lat.to_string()).unwrap_or_default(),
            Column::Lon => self.place.map(|place| place.lon.to_string()).unwrap_or_default(),
            Column::Students => count(self.students),
            Column::Teachers => count(self.teachers),
            Column::Year => String::new(),
        }
    }
}

/// Which changes of a list are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangeFilter {
    /// Those of this kind alone.
    pub kind: Option<ChangeKind>,
    /// Which page, from 1 on.
    pub page: usize,
}

impl ChangeFilter {
    /// The parameters of its address.
    pub const NAMES: [&str; 2] = ["show", "page"];
    /// So many changes stand on a page.
    pub const PAGE: usize = 100;

    /// The nearest valid filter to what an address says.
    pub fn parse(given: impl Fn(&str) -> String) -> Self {
        let show = given("show");
        Self {
            kind: ChangeKind::ALL.into_iter().find(|kind| kind.key() == show),
            page: given("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The page of `all` that is asked for, else the last one: what stands on it, its number from 1 on, and
    /// how many pages there are.
    pub fn of(self, all: &[SchoolChange]) -> (Vec<&SchoolChange>, usize, usize) {
        let fits = |one: &&SchoolChange| self.kind.is_none_or(|kind| one.kind == kind);
        let found: Vec<&SchoolChange> = all.iter().filter(fits).collect();
        let pages = found.len().div_ceil(Self::PAGE).max(1);
        let page = self.page.clamp(1, pages);
        let shown = found.into_iter().skip((page - 1) * Self::PAGE).take(Self::PAGE).collect();
        (shown, page, pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::position::Place;
    use crate::school::{Level, Levels};

    fn school(no: u32) -> School {
        School {
            code: format!("{no:010}"),
            name: "บ้านตัวอย่าง".into(),
            levels: Levels::new(Level::Kindergarten, Level::Primary),
            district: Some("1010010000".into()),
            province: "กรุงเทพมหานคร".into(),
            amphoe: "ก".into(),
            tambon: "ข".into(),
            place: Place::new(13.5, 100.25),
            students: Some(no),
            teachers: None,
        }
    }

    #[test]
    fn what_differs_is_named_by_column_with_before_and_after() {
        let old = school(1);
        let new = School { students: None, place: None, district: None, ..school(1) };
        let change = SchoolChange::of(Some(&old), &new).unwrap();
        let named: Vec<(&str, &str, &str)> = change
            .differences
            .iter()
            .map(|one| (one.column.key(), one.before.as_str(), one.after.as_str()))
            .collect();
        assert_eq!(change.kind, ChangeKind::Moved);
        assert_eq!(
            named,
            [
                ("district", "1010010000", ""),
                ("lat", "13.5", ""),
                ("lon", "100.25", ""),
                ("students", "1", ""),
            ]
        );
        assert_eq!(SchoolChange::of(Some(&old), &old), None);
        assert_eq!(SchoolChange::of(None, &new).unwrap().kind, ChangeKind::Opened);
    }

    #[test]
    fn the_pages_of_a_kind_are_all_of_that_kind_each_once() {
        let all: Vec<SchoolChange> = (0..250)
            .map(|no| match no % 2 {
                0 => SchoolChange::closed(&school(no)),
                _ => SchoolChange::of(None, &school(no)).unwrap(),
            })
            .collect();
        let filter = |show: &'static str, page: &'static str| {
            ChangeFilter::parse(|name| if name == "show" { show } else { page }.to_owned())
        };
        let (first, page, pages) = filter("closed", "x").of(&all);
        assert_eq!((first.len(), page, pages), (100, 1, 2));
        let (last, page, _) = filter("closed", "99").of(&all);
        assert_eq!((last.len(), page), (25, 2));
        assert_eq!(filter("", "3").of(&all).0.len(), 50);
    }
}
