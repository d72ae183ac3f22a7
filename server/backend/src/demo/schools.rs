//! Invented schools of every district, in two applied lists, a year apart.

use super::dice::Dice;
use super::texts::Texts;
use crate::Result;
use crate::digest::sha256;
use crate::store::Tx;
use crate::store::place::district::District;
use crate::store::place::province;
use crate::store::school::records;
use crate::store::school::records::NewImport;
use chrono::{DateTime, Utc};
use domain::map::board::Province;
use domain::place::district::DistrictKind;
use domain::place::position::Place;
use domain::school::{AcademicYear, ChangeKind, Level, Levels, School, SchoolChange};

/// Minimum and maximum number of schools of a district.
const SCHOOLS: (i64, i64) = (15, 60);
/// One school in this many is only on the earlier list; moved schools are offset by as many places.
const APART: usize = 90;
/// The greatest distance of a school from its office, in hundredths of a degree.
const FAR: i64 = 20;

/// Writes the lists. Always the same: schools do not depend on the seed of the reports.
pub(super) async fn write(
    tx: &mut Tx,
    texts: &Texts,
    districts: &[District],
    as_of: DateTime<Utc>,
) -> Result<()> {
    let mut dice = Dice::new(super::DEMO_SEED);
    let provinces = province::all(tx).await?;
    let schools: Vec<School> = districts
        .iter()
        .enumerate()
        .flat_map(|(place, district)| invented(texts, place, (district, &provinces), &mut dice))
        .collect();
    let (mut earlier, mut later) = (List::default(), List::default());
    for (place, school) in schools.iter().enumerate() {
        let before = a_year_before(school, &schools[place.saturating_sub(APART)], &mut dice);
        match before.as_ref().map(|before| SchoolChange::of(Some(before), school)) {
            Some(None) => {}
            Some(Some(change)) => later.add(change.kind, school, true),
            None => later.add(ChangeKind::Opened, school, true),
        }
        if let Some(before) = before {
            earlier.add(ChangeKind::Opened, &before, true);
        }
        if place.is_multiple_of(APART) {
            let gone = School { code: format!("98{place:08}"), ..school.clone() };
            earlier.add(ChangeKind::Opened, &gone, true);
            later.add(ChangeKind::Closed, &gone, false);
        }
    }
    let year = AcademicYear::of(as_of).number();
    let first = earlier.write(tx, year - 1, 0, as_of).await?;
    later.write(tx, year, first, as_of).await?;
    Ok(())
}

/// The changes of a list: the schools with whether they are open, and the number of each kind.
#[derive(Default)]
struct List {
    lines: Vec<(School, bool)>,
    counts: [i64; 4],
}

impl List {
    fn add(&mut self, kind: ChangeKind, school: &School, is_open: bool) {
        self.lines.push((school.clone(), is_open));
        let kinds = ChangeKind::ALL.iter().zip(&mut self.counts);
        kinds.filter(|(one, _)| **one == kind).for_each(|(_, count)| *count += 1);
    }

    /// Writes it as an applied list after the one with row id `before`; returns its own row id.
    async fn write(
        &self,
        tx: &mut Tx,
        year: i32,
        before: i64,
        as_of: DateTime<Utc>,
    ) -> Result<i64> {
        let [opened, moved, changed, closed] = self.counts;
        let import = NewImport {
            year: year.into(),
            file_name: "demo".to_owned(),
            sha256: sha256("demo"),
            opened,
            moved,
            changed,
            closed,
            applied_by: None,
        };
        let id = records::stage(tx, &import, &[], as_of).await?;
        for step in self.lines.chunks(records::STEP) {
            records::stage_lines(tx, id, step).await?;
        }
        records::apply(tx, id, before, self.lines.len(), as_of).await?;
        Ok(id)
    }
}

/// A school as of the previous year; a few did not exist then. A moved one belonged to the district of `other`.
fn a_year_before(school: &School, other: &School, dice: &mut Dice) -> Option<School> {
    let more = |count: u32, off: i64| {
        let counted = i64::from(count).saturating_add(off).max(1);
        u32::try_from(counted).unwrap_or(count)
    };
    let off = dice.between(-30, 30);
    let (is_new, is_same, has_moved) = (dice.happens(3), dice.happens(10), dice.happens(2));
    let before = School {
        students: school.students.map(|count| more(count, off)),
        teachers: school.teachers.map(|count| more(count, off / 10)),
        district: if has_moved { other.district.clone() } else { school.district.clone() },
        ..school.clone()
    };
    (!is_new).then(|| if is_same { school.clone() } else { before })
}

fn invented(
    texts: &Texts,
    place: usize,
    (district, provinces): (&District, &[Province]),
    dice: &mut Dice,
) -> Vec<School> {
    let (pin, words) = (&district.pin, &texts.schools);
    let count = dice.between(SCHOOLS.0, SCHOOLS.1);
    let province = provinces.iter().find(|province| pin.provinces.first() == Some(&province.code));
    let province = province.map(|province| province.name_th.clone()).unwrap_or_default();
    let off = |dice: &mut Dice| dice.between(-FAR, FAR) as f64 / 100.0;
    let one = |no: i64| {
        let (from, to) = match pin.kind {
            DistrictKind::Secondary => (Level::LowerSecondary, Level::UpperSecondary),
            DistrictKind::Primary if dice.happens(25) => {
                (Level::Kindergarten, Level::LowerSecondary)
            }
            DistrictKind::Primary => (Level::Kindergarten, Level::Primary),
        };
        let students = u32::try_from(dice.between(20, 900)).unwrap_or_default();
        School {
            code: format!("99{place:04}{no:04}"),
            name: format!("{} {no}", dice.pick(&words.names)),
            levels: Levels::new(from, to),
            district: Some(pin.code.clone()),
            province: province.clone(),
            amphoe: dice.pick(&words.amphoes).clone(),
            tambon: words.tambon.clone(),
            place: Place::new(pin.place.lat + off(dice), pin.place.lon + off(dice)),
            students: dice.happens(90).then_some(students),
            teachers: Some(students / 18 + 1),
        }
    };
    (1..=count).map(one).collect()
}
