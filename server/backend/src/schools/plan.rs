//! What a list would do to what is known.

use super::{RefusedLine, SchoolReport};
use crate::Result;
use crate::store::Conn;
use crate::store::school;
use domain::Error;
use domain::refusal::Refusal;
use domain::school::{AcademicYear, Column, Fault, KnownSchool, School, SchoolChange, TypedSchool};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is to be done.
pub(super) struct Plan {
    /// What to say of it.
    pub report: SchoolReport,
    /// What it changes: schools with whether they are open.
    pub lines: Vec<(School, bool)>,
    /// Number of the newest list that counts, on which it stands; 0 for none.
    pub before: i64,
}

/// Compares the lines of a list with what is known in this snapshot.
pub(super) async fn plan(
    conn: &mut Conn,
    lines: &[(u32, TypedSchool)],
    year: AcademicYear,
) -> Result<Plan> {
    let newest = school::newest(conn).await?;
    if let Some((_, later)) = newest.filter(|(_, later)| *later > i64::from(year.number())) {
        let later = i32::try_from(later).unwrap_or_default();
        return Err(Error::Refused(Refusal::LaterList(later)).into());
    }
    let districts: HashSet<String> = school::district_codes(conn).await?.into_iter().collect();
    let known = school::all(conn).await?;
    let known: HashMap<&str, &KnownSchool> =
        known.iter().map(|known| (known.school.code.as_str(), known)).collect();
    let (named, refused) = read(lines, year, &districts);
    let mut report = SchoolReport { refused, ..SchoolReport::default() };
    let mut changes = Vec::new();
    for school in named.values() {
        let open = known.get(school.code.as_str()).filter(|known| known.is_open);
        let change = SchoolChange::of(open.map(|known| &known.school), school);
        match change {
            SchoolChange::Opened => report.opened += 1,
            SchoolChange::Moved => report.moved += 1,
            SchoolChange::Changed => report.changed += 1,
            SchoolChange::Unchanged => report.unchanged += 1,
        }
        if change != SchoolChange::Unchanged {
            changes.push((school.clone(), true));
        }
    }
    report.closed = closed(&named, known.values().copied());
    changes.extend(report.closed.iter().map(|school| (school.clone(), false)));
    Ok(Plan { report, lines: changes, before: newest.map_or(0, |(id, _)| id) })
}

/// The schools of the lines, by code; and the lines that cannot be taken.
fn read(
    lines: &[(u32, TypedSchool)],
    year: AcademicYear,
    districts: &HashSet<String>,
) -> (BTreeMap<String, School>, Vec<RefusedLine>) {
    let (mut named, mut refused) = (BTreeMap::new(), Vec::new());
    let mut first: HashMap<String, u32> = HashMap::new();
    for (line, typed) in lines {
        let school = typed.parse(year.number()).and_then(|school| {
            let unknown = school.district.as_ref().is_some_and(|code| !districts.contains(code));
            match (first.get(&school.code), unknown) {
                (Some(first), _) => Err(vec![(Column::Code, Fault::Twice(*first))]),
                (None, true) => Err(vec![(Column::District, Fault::UnknownDistrict)]),
                (None, false) => Ok(school),
            }
        });
        match school {
            Ok(school) => {
                first.insert(school.code.clone(), *line);
                named.insert(school.code.clone(), school);
            }
            Err(faults) => refused.push(RefusedLine { line: *line, faults }),
        }
    }
    (named, refused)
}

/// The schools that are missing from a list in which others of their district stand. A list of one district
/// says nothing of the others.
fn closed<'a>(
    named: &BTreeMap<String, School>,
    known: impl Iterator<Item = &'a KnownSchool>,
) -> Vec<School> {
    let covered: HashSet<&Option<String>> = named.values().map(|school| &school.district).collect();
    let gone = known.filter(|known| {
        known.is_open
            && covered.contains(&known.school.district)
            && !named.contains_key(&known.school.code)
    });
    let mut gone: Vec<School> = gone.map(|known| known.school.clone()).collect();
    gone.sort_by(|a, b| a.code.cmp(&b.code));
    gone
}
