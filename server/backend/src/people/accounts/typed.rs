//! An appointment as typed in a form, a file or on the command line.

use super::districts::Districts;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use domain::kernel::bangkok;
use domain::kernel::bangkok::BUDDHIST_OFFSET;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::thai;
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::year::item_name::ItemName;

/// The fields of an appointment, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedAppointment {
    /// Code, such as `DR`.
    pub role: String,
    /// Slug, code, Thai or English short name of the district; empty for a role that has none.
    pub district: String,
    /// Names such as `2567/p1`, separated by spaces, commas or semicolons.
    pub items: String,
    /// The first day as year-month-day, the year Buddhist or common; empty for today.
    pub from: String,
    /// The last day; empty while none is known.
    pub until: String,
}

impl TypedAppointment {
    /// The appointment, or every field that is wrong.
    pub(super) fn parse(
        &self,
        districts: &Districts,
        now: DateTime<Utc>,
    ) -> Result<Appointment, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let role = keep(&mut wrong, "role", role(&self.role));
        let district = keep(&mut wrong, "district", district(&self.district, districts));
        let items = keep(&mut wrong, "items", items(&self.items));
        let from = keep(&mut wrong, "from", day(&self.from));
        let until = keep(&mut wrong, "until", day(&self.until));
        let (Some(role), Some(district), Some(items), Some(from), Some(until)) =
            (role, district, items, from, until)
        else {
            return Err(wrong);
        };
        Appointment::new(role, district, items, from.unwrap_or_else(|| bangkok::date(now)), until)
    }
}

fn keep<T>(wrong: &mut Vec<FieldError>, field: &str, parsed: Result<T, Reason>) -> Option<T> {
    parsed.map_err(|reason| wrong.push(FieldError::new(field, reason))).ok()
}

fn role(typed: &str) -> Result<Role, Reason> {
    match thai::line(typed).to_uppercase().as_str() {
        "" => Err(Reason::Missing),
        code => Role::from_key(code).ok_or(Reason::Unknown),
    }
}

fn district(typed: &str, districts: &Districts) -> Result<Option<Slug>, Reason> {
    if thai::line(typed).is_empty() {
        return Ok(None);
    }
    districts.find(typed).map(Some).ok_or(Reason::Unknown)
}

fn items(typed: &str) -> Result<Vec<ItemName>, Reason> {
    let names = typed.split([' ', ',', ';', '\n']).map(thai::line).filter(|name| !name.is_empty());
    names.map(|name| ItemName::parse(&name).ok_or(Reason::Unknown)).collect()
}

/// A day; years from 2400 on are Buddhist.
fn day(typed: &str) -> Result<Option<NaiveDate>, Reason> {
    let typed = thai::line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let parts: Vec<u32> =
        typed.split('-').map(str::parse).collect::<Result<_, _>>().map_err(|_| Reason::BadDay)?;
    let [year, month, day] = parts[..] else { return Err(Reason::BadDay) };
    let year = i32::try_from(year).map_err(|_| Reason::BadDay)?;
    let year = if year >= 2400 { year - BUDDHIST_OFFSET } else { year };
    let day = NaiveDate::from_ymd_opt(year, month, day).filter(|day| day.year() >= 1900);
    day.map(Some).ok_or(Reason::BadDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_in_both_eras_and_in_thai_digits() {
        let first = NaiveDate::from_ymd_opt(2023, 10, 1);
        for typed in ["2023-10-01", "2566-10-01", " 2566-10-1 ", "๒๕๖๖-๑๐-๐๑"] {
            assert_eq!(day(typed), Ok(first), "{typed}");
        }
        for typed in ["1/10/2566", "2566-13-01", "2566-02-30", "0001-01-01", "-1-1-1", "x"] {
            assert_eq!(day(typed), Err(Reason::BadDay), "{typed}");
        }
        assert_eq!(day(" "), Ok(None));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let typed = TypedAppointment {
            role: "XX".into(),
            district: "p-atlantis".into(),
            items: "2567".into(),
            from: "soon".into(),
            until: "late".into(),
        };
        let wrong = typed.parse(&Districts::default(), DateTime::UNIX_EPOCH).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["role", "district", "items", "from", "until"]);
    }
}
