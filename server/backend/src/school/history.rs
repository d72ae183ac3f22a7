//! Use case: one school with its history in the applied lists.

use super::Schools;
use crate::store::Conn;
use crate::store::school::records;
use domain::Error;
use domain::people::access::{Action, can};
use domain::school::{AcademicYear, SchoolHistory};

impl Schools<'_> {
    /// The school with this code; `NotFound` if no applied list has ever contained it.
    pub async fn get(self, code: &str) -> domain::Result<SchoolHistory> {
        can(self.actor, Action::SeeDistrict)?;
        let read = async |conn: &mut Conn| {
            Ok((records::history(conn, code).await?, records::newest(conn).await?))
        };
        let (versions, newest) = self.backend.read(read).await?;
        let newest = newest.and_then(|(_, year)| AcademicYear::new(i32::try_from(year).ok()?));
        newest.and_then(|newest| SchoolHistory::new(versions, newest)).ok_or(Error::NotFound)
    }
}
