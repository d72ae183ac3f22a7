//! Use case: the list of a district's schools.

use super::Schools;
use crate::collation;
use crate::map::board;
use crate::store::Conn;
use crate::store::school::records;
use domain::Error;
use domain::map::board::DistrictPin;
use domain::people::access::{Action, can};
use domain::place::district::Slug;
use domain::school::{AcademicYear, KnownSchool, School, SchoolFilter, SchoolList};

/// A page of a district's schools, from one snapshot.
#[derive(Debug, Clone)]
pub struct DistrictSchools {
    /// The district.
    pub pin: DistrictPin,
    /// Its schools.
    pub list: SchoolList,
}

impl Schools<'_> {
    /// The page of the district's schools for `filter`, by amphoe and name in Thai dictionary
    /// order. `NotFound` for an unknown district.
    pub async fn of_district(
        self,
        district: &Slug,
        filter: SchoolFilter,
    ) -> domain::Result<DistrictSchools> {
        can(self.actor, Action::SeeDistrict)?;
        let read = async |conn: &mut Conn| {
            let board = board::whole(self.backend, conn).await?.board;
            let pin = board.pin(district).cloned().ok_or(Error::NotFound)?;
            Ok((pin, records::of_district(conn, district).await?))
        };
        let (pin, mut known) = self.backend.read(read).await?;
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
        Ok(DistrictSchools { pin, list: filter.list(year, open, closed) })
    }
}
