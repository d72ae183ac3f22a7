//! Use case: the list of a district's schools.

use crate::store::school::records;
use crate::{Backend, collation};
use domain::people::access::{Action, Actor, can};
use domain::place::district::Slug;
use domain::school::{AcademicYear, KnownSchool, School, SchoolFilter, SchoolList};

impl Backend {
    /// The page of the district's schools that `filter` asks for, by amphoe and name in the order of the Thai
    /// dictionary. An unknown district has none.
    pub async fn schools(
        &self,
        actor: &Actor,
        district: &Slug,
        filter: SchoolFilter,
    ) -> domain::Result<SchoolList> {
        can(actor, Action::SeeDistrict)?;
        let mut known = self.read(async |conn| records::of_district(conn, district).await).await?;
        known.sort_by(|a, b| {
            collation::thai(&a.school.amphoe, &b.school.amphoe)
                .then_with(|| collation::thai(&a.school.name, &b.school.name))
                .then_with(|| a.school.code.cmp(&b.school.code))
        });
        let year = known.iter().map(|one| one.year).max();
        let (open, closed): (Vec<KnownSchool>, Vec<KnownSchool>) =
            known.into_iter().partition(|one| one.is_open);
        let open = open.into_iter().map(|one| one.school).collect();
        let closed: Vec<(School, AcademicYear)> =
            closed.into_iter().map(|one| (one.school, one.year)).collect();
        Ok(filter.list(year, open, closed))
    }
}
