//! Use case: all schools of the country, read once per list, then searched in memory.

use super::Schools;
use crate::store::place::province;
use crate::store::school::records;
use crate::store::{Conn, Topic};
use crate::{Found, Result, collation};
use domain::Error;
use domain::people::access::{Action, can};
use domain::place::position::Place;
use domain::school::{
    AcademicYear, FoundSchools, KnownSchool, Register, RegisterQuery, SchoolDots,
};
use std::sync::Arc;

/// A cached register. Its content depends on the applied lists, and the newest of them identifies
/// these: an undone one is never applied again.
#[derive(Clone)]
pub(crate) struct Loaded {
    register: Arc<Register>,
    /// Number of the newest applied list; 0 for none.
    newest: i64,
}

/// The result of comparing the cached register with a snapshot.
enum Look {
    /// It is current.
    Same,
    /// The current schools, of the newest list's year.
    Anew(Vec<KnownSchool>, Vec<domain::map::board::Province>, Option<AcademicYear>),
}

impl Schools<'_> {
    /// The page of the country's schools for `query`. While the database is unavailable, from the
    /// cache.
    pub async fn find(self, query: &RegisterQuery) -> domain::Result<FoundSchools> {
        can(self.actor, Action::SeeDistrict)?;
        Ok(self.register().await?.find(query))
    }

    /// The positions of the open schools of the district with this office code, as far as listed; and their
    /// total number.
    pub async fn places(self, district: &str) -> domain::Result<(Vec<Place>, u32)> {
        can(self.actor, Action::SeeDistrict)?;
        Ok(self.register().await?.places_of(district))
    }

    /// The positions of the country's open schools, as far as listed.
    pub async fn dots(self) -> domain::Result<Arc<SchoolDots>> {
        can(self.actor, Action::SeeDistrict)?;
        Ok(self.register().await?.dots())
    }

    /// The current register; of many concurrent callers, one reads it.
    async fn register(self) -> domain::Result<Arc<Register>> {
        let needed = || self.backend.stamp(&[Topic::Schools]);
        let is_away = |error: &Error| matches!(error, Error::Unavailable(_));
        let kept = self.backend.registers().get(needed, is_away, async || self.load().await);
        let (Loaded { register, .. }, found) = kept.await?;
        if found == Found::Stale {
            self.backend.stand_in();
        }
        Ok(register)
    }

    async fn load(self) -> domain::Result<Loaded> {
        let last = self.backend.registers().last();
        let look = async |conn: &mut Conn| look(conn, last.as_ref().map(|last| last.newest)).await;
        let (newest, look) = self.backend.read(look).await?;
        let register = match (look, last) {
            (Look::Same, Some(last)) => last.register,
            (Look::Same, None) => Arc::default(),
            (Look::Anew(schools, provinces, year), _) => {
                let make = move || Register::new(in_order(schools), provinces, year);
                let made = tokio::task::spawn_blocking(make).await;
                Arc::new(made.map_err(|_| Error::Unavailable(1))?)
            }
        };
        Ok(Loaded { register, newest })
    }
}

/// The number of the newest list in this snapshot, and the comparison with a register of `last`.
async fn look(conn: &mut Conn, last: Option<i64>) -> Result<(i64, Look)> {
    let newest = records::newest(conn).await?;
    let number = newest.map_or(0, |(id, _)| id);
    if last == Some(number) {
        return Ok((number, Look::Same));
    }
    let year = newest.and_then(|(_, year)| AcademicYear::new(i32::try_from(year).ok()?));
    let schools = records::all(conn).await?;
    tracing::debug!(list = number, schools = schools.len(), "the schools were read");
    Ok((number, Look::Anew(schools, province::all(conn).await?, year)))
}

/// Sorts by name in Thai dictionary order, then by code.
fn in_order(mut schools: Vec<KnownSchool>) -> Vec<KnownSchool> {
    schools.sort_by(|a, b| {
        let names = collation::thai(&a.school.name, &b.school.name);
        names.then_with(|| a.school.code.cmp(&b.school.code))
    });
    schools
}
