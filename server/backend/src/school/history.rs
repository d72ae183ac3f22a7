//! Use case: one school with what the lists have said of it.

use crate::Backend;
use crate::store::Conn;
use crate::store::school::records;
use domain::Error;
use domain::people::access::{Action, Actor, can};
use domain::school::{AcademicYear, SchoolHistory};

impl Backend {
    /// The school with this code; `NotFound` where no list that counts has ever named it.
    pub async fn school(&self, actor: &Actor, code: &str) -> domain::Result<SchoolHistory> {
        can(actor, Action::SeeDistrict)?;
        let read = async |conn: &mut Conn| {
            Ok((records::history(conn, code).await?, records::newest(conn).await?))
        };
        let (versions, newest) = self.read(read).await?;
        let newest = newest.and_then(|(_, year)| AcademicYear::new(i32::try_from(year).ok()?));
        newest.and_then(|newest| SchoolHistory::new(versions, newest)).ok_or(Error::NotFound)
    }
}
