//! The planned changes of a list, compared with the stored schools.

use super::heading::{self, Chosen, FileHeading};
use super::rows::Row;
use super::{RefusedLine, SchoolReport};
use crate::store::Conn;
use crate::store::school::{heading_names, records};
use crate::{Result, digest};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::refusal::Refusal;
use domain::school::{
    AcademicYear, ChangeKind, Column, Fault, KnownSchool, School, SchoolChange, TypedSchool,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The stored state that a list is compared with, from one snapshot.
pub(super) struct Standing {
    /// Number and year of the newest applied list.
    newest: Option<(i64, i64)>,
    districts: HashSet<String>,
    known: Vec<KnownSchool>,
    chosen: Chosen,
}

/// The planned changes.
#[derive(Default)]
pub(super) struct Plan {
    /// The report to show.
    pub report: SchoolReport,
    /// Number of the newest applied list, which it is based on; 0 for none.
    pub before: i64,
}

impl Plan {
    /// The changed schools with whether they are open.
    pub(super) fn lines(&self) -> Vec<(School, bool)> {
        let line = |one: &SchoolChange| (one.school.clone(), one.kind != ChangeKind::Closed);
        self.report.changes.iter().map(line).collect()
    }

    /// A digest that is equal only for the same changes of the same schools.
    pub(super) fn digest(&self) -> String {
        digest::sha256(&serde_json::json!([self.before, self.lines()]).to_string())
    }
}

impl Standing {
    /// Reads the stored state.
    pub(super) async fn read(conn: &mut Conn) -> Result<Self> {
        Ok(Self {
            newest: records::newest(conn).await?,
            districts: records::district_codes(conn).await?.into_iter().collect(),
            known: records::all(conn).await?,
            chosen: heading_names::chosen(conn).await?,
        })
    }

    /// The plan of a list of `year` with these rows; none if its heading lacks a column. `Invalid`
    /// on `file` if it has no heading or no lines, `Refused` if one of a later year is applied already.
    pub(super) fn plan(
        &self,
        rows: Vec<Row>,
        year: AcademicYear,
    ) -> domain::Result<(FileHeading, Option<Plan>)> {
        let later = self.newest.filter(|(_, later)| *later > i64::from(year.number()));
        if let Some((_, later)) = later {
            let later = i32::try_from(later).unwrap_or_default();
            return Err(Error::Refused(Refusal::LaterList(later)));
        }
        let invalid = |reason| Error::Invalid(vec![FieldError::new("file", reason)]);
        let found = heading::find(&rows, &self.chosen).ok_or(invalid(Reason::Missing))?;
        if !found.is_whole() {
            return Ok((found.shown(), None));
        }
        let lines = found.lines(rows);
        if lines.is_empty() {
            return Err(invalid(Reason::Missing));
        }
        Ok((found.shown(), Some(self.compared(&lines, year))))
    }

    fn compared(&self, lines: &[(u32, TypedSchool)], year: AcademicYear) -> Plan {
        let known: HashMap<&str, &KnownSchool> =
            self.known.iter().map(|known| (known.school.code.as_str(), known)).collect();
        let (named, refused) = self.schools(lines, year);
        let mut report = SchoolReport { refused, ..SchoolReport::default() };
        for school in named.values() {
            let open = known.get(school.code.as_str()).filter(|known| known.is_open);
            match SchoolChange::of(open.map(|known| &known.school), school) {
                Some(change) => report.changes.push(change),
                None => report.unchanged += 1,
            }
        }
        report.changes.extend(closed(&named, &self.known));
        Plan { report, before: self.newest.map_or(0, |(id, _)| id) }
    }

    /// The schools of the lines, by code; and the refused lines.
    fn schools(
        &self,
        lines: &[(u32, TypedSchool)],
        year: AcademicYear,
    ) -> (BTreeMap<String, School>, Vec<RefusedLine>) {
        let (mut named, mut refused) = (BTreeMap::new(), Vec::new());
        let mut first: HashMap<String, u32> = HashMap::new();
        for (line, typed) in lines {
            let school = typed.parse(year.number()).and_then(|school| {
                let is_unknown = |code: &String| !self.districts.contains(code);
                let unknown = school.district.as_ref().is_some_and(is_unknown);
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
}

/// The closed schools: missing from a list that has others of their district. A list of one district
/// does not affect the others.
fn closed(named: &BTreeMap<String, School>, known: &[KnownSchool]) -> Vec<SchoolChange> {
    let covered: HashSet<&Option<String>> = named.values().map(|school| &school.district).collect();
    let gone = known.iter().filter(|known| {
        known.is_open
            && covered.contains(&known.school.district)
            && !named.contains_key(&known.school.code)
    });
    let mut gone: Vec<SchoolChange> = gone.map(|one| SchoolChange::closed(&one.school)).collect();
    gone.sort_by(|a, b| a.school.code.cmp(&b.school.code));
    gone
}
