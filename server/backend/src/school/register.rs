//! Use case: all schools of the country, read once per list, then looked through by everybody in memory.

use super::Schools;
use crate::store::Conn;
use crate::store::event::log;
use crate::store::place::province;
use crate::store::school::records;
use crate::{Result, collation};
use domain::Error;
use domain::people::access::{Action, can};
use domain::place::position::Place;
use domain::school::{
    AcademicYear, FoundSchools, KnownSchool, Register, RegisterQuery, SchoolDots,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A position that the log never has.
const OUTDATED: i64 = -1;

/// The last register of a process. Which lists count decides what is in it, and the newest of them tells
/// which count: an undone one never counts again.
#[derive(Clone, Default)]
pub(crate) struct Registers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    kept: Mutex<Option<Kept>>,
    /// Held by the one who reads.
    reading: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Kept {
    register: Arc<Register>,
    /// Number of the newest list that counts; 0 for none.
    newest: i64,
    /// Position of the log up to which that is known.
    position: i64,
}

/// What a snapshot says of the kept register.
enum Look {
    /// It is right.
    Same,
    /// These schools are right, of the newest list's year.
    Anew(Vec<KnownSchool>, Vec<domain::map::board::Province>, Option<AcademicYear>),
}

impl Registers {
    /// Lets the next reader look which lists count.
    pub(crate) fn look_again(&self) {
        if let Some(kept) = &mut *self.kept() {
            kept.position = OUTDATED;
        }
    }

    fn at(&self, position: i64) -> Option<Arc<Register>> {
        let kept = self.kept();
        kept.as_ref().filter(|kept| kept.position >= position).map(|kept| kept.register.clone())
    }

    /// Nothing panics while holding it.
    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Schools<'_> {
    /// The page of the country's schools that `query` asks for. While the database is away, as they were
    /// last read.
    pub async fn find(self, query: &RegisterQuery) -> domain::Result<FoundSchools> {
        can(self.actor, Action::SeeDistrict)?;
        Ok(self.register().await?.find(query))
    }

    /// Where the open schools of the district with this office code are, as far as the list knows; and how
    /// many they are in all.
    pub async fn places(self, district: &str) -> domain::Result<(Vec<Place>, u32)> {
        can(self.actor, Action::SeeDistrict)?;
        Ok(self.register().await?.places_of(district))
    }

    /// Where the country's open schools are, as far as the list knows.
    pub async fn dots(self) -> domain::Result<Arc<SchoolDots>> {
        can(self.actor, Action::SeeDistrict)?;
        Ok(self.register().await?.dots())
    }

    /// The register of this moment; of many who ask at once, one reads it.
    async fn register(self) -> domain::Result<Arc<Register>> {
        if let Some(register) = self.backend.registers().at(self.backend.position()) {
            return Ok(register);
        }
        let _turn = self.backend.registers().0.reading.lock().await;
        if let Some(register) = self.backend.registers().at(self.backend.position()) {
            return Ok(register);
        }
        let last = self.backend.registers().kept().clone();
        let look = async |conn: &mut Conn| look(conn, last.as_ref().map(|last| last.newest)).await;
        let (position, newest, look) = match (self.backend.read(look).await, &last) {
            (Ok(found), _) => found,
            (Err(Error::Unavailable(_)), Some(last)) => return Ok(last.register.clone()),
            (Err(error), _) => return Err(error),
        };
        let register = match (look, last) {
            (Look::Same, Some(last)) => last.register,
            (Look::Same, None) => Arc::default(),
            (Look::Anew(schools, provinces, year), _) => {
                let make = move || Register::new(in_order(schools), provinces, year);
                let made = tokio::task::spawn_blocking(make).await;
                Arc::new(made.map_err(|_| Error::Unavailable(1))?)
            }
        };
        let kept = Kept { register: register.clone(), newest, position };
        *self.backend.registers().kept() = Some(kept);
        Ok(register)
    }
}

/// Position and number of the newest list in this snapshot, and what that means for a register of `last`.
async fn look(conn: &mut Conn, last: Option<i64>) -> Result<(i64, i64, Look)> {
    let position = log::position(conn).await?;
    let newest = records::newest(conn).await?;
    let number = newest.map_or(0, |(id, _)| id);
    if last == Some(number) {
        return Ok((position, number, Look::Same));
    }
    let year = newest.and_then(|(_, year)| AcademicYear::new(i32::try_from(year).ok()?));
    let schools = records::all(conn).await?;
    tracing::debug!(list = number, schools = schools.len(), "the schools were read");
    Ok((position, number, Look::Anew(schools, province::all(conn).await?, year)))
}

/// By name in the order of the Thai dictionary; of one name, by code.
fn in_order(mut schools: Vec<KnownSchool>) -> Vec<KnownSchool> {
    schools.sort_by(|a, b| {
        let names = collation::thai(&a.school.name, &b.school.name);
        names.then_with(|| a.school.code.cmp(&b.school.code))
    });
    schools
}
