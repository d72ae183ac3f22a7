//! Invented schools of every district, in one list that counts.

use super::dice::Dice;
use super::texts::Texts;
use crate::Result;
use crate::digest::sha256;
use crate::store::district::District;
use crate::store::school::{self, NewImport};
use crate::store::{Tx, province};
use chrono::{DateTime, Utc};
use domain::district::DistrictKind;
use domain::map_board::Province;
use domain::place::Place;
use domain::school::{AcademicYear, Level, Levels, School};

/// Schools of a district, from and to.
const SCHOOLS: (i64, i64) = (15, 60);
/// How far from its office a school lies at most, in hundredths of a degree.
const FAR: i64 = 20;

/// Writes the list. The same every time: schools do not follow the seed of the reports.
pub(super) async fn write(
    tx: &mut Tx,
    texts: &Texts,
    districts: &[District],
    as_of: DateTime<Utc>,
) -> Result<()> {
    let mut dice = Dice::new(super::DEMO_SEED);
    let provinces = province::all(tx).await?;
    let schools: Vec<(School, bool)> = districts
        .iter()
        .enumerate()
        .flat_map(|(place, district)| invented(texts, place, (district, &provinces), &mut dice))
        .map(|school| (school, true))
        .collect();
    let import = NewImport {
        year: AcademicYear::of(as_of).number().into(),
        file_name: "demo".to_owned(),
        sha256: sha256("demo"),
        opened: i64::try_from(schools.len()).unwrap_or_default(),
        moved: 0,
        changed: 0,
        closed: 0,
        applied_by: None,
    };
    let id = school::stage(tx, &import, &[], as_of).await?;
    for step in schools.chunks(school::STEP) {
        school::stage_lines(tx, id, step).await?;
    }
    school::apply(tx, id, (0, schools.len()), as_of).await?;
    Ok(())
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
