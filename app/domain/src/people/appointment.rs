//! What an account is appointed to: a role, for a district or for items, between two days.

use crate::kernel::bangkok;
use crate::kernel::error::{FieldError, Reason};
use crate::people::role::Role;
use crate::place::district::Slug;
use crate::year::item_name::ItemName;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A role with what it is for. A district's role has its district, no other role has one; only a
/// bureau officer has items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    role: Role,
    district: Option<Slug>,
    items: Vec<ItemName>,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl Appointment {
    /// The appointment, or the fields (`district`, `items`, `until`) that do not fit the role.
    /// `items` may be empty for a bureau officer who has none yet.
    pub fn new(
        role: Role,
        district: Option<Slug>,
        items: Vec<ItemName>,
        from: NaiveDate,
        until: Option<NaiveDate>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        match (role.is_of_a_district(), &district) {
            (true, None) => wrong.push(FieldError::new("district", Reason::Missing)),
            (false, Some(_)) => wrong.push(FieldError::new("district", Reason::NotForRole)),
            _ => {}
        }
        if role != Role::BureauOfficer && !items.is_empty() {
            wrong.push(FieldError::new("items", Reason::NotForRole));
        }
        if until.is_some_and(|until| until < from) {
            wrong.push(FieldError::new("until", Reason::EndsBeforeItBegins));
        }
        if wrong.is_empty() { Ok(Self { role, district, items, from, until }) } else { Err(wrong) }
    }

    /// The role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The district of a district's role.
    pub fn district(&self) -> Option<&Slug> {
        self.district.as_ref()
    }

    /// The bureau officer's own items.
    pub fn items(&self) -> &[ItemName] {
        &self.items
    }

    /// The first day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day; `None` while no end is known.
    pub fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// What tells it from the other appointments of an account, which has no two with one key: role,
    /// district and first day, as `DR/p-nan-1/2023-10-01` or `EX//2023-10-01`.
    pub fn key(&self) -> String {
        let district = self.district.as_ref().map_or("", Slug::as_str);
        format!("{}/{district}/{}", self.role.key(), self.from)
    }

    /// Whether it holds at `now`: from the beginning of its first to the end of its last Bangkok day.
    pub fn is_current(&self, now: DateTime<Utc>) -> bool {
        self.from <= bangkok::date(now) && !self.has_ended(now)
    }

    /// Whether its last Bangkok day is over at `now`.
    pub fn has_ended(&self, now: DateTime<Utc>) -> bool {
        self.until.is_some_and(|until| until < bangkok::date(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn refused(
        role: Role,
        district: Option<&str>,
        items: &[&str],
        until: &str,
    ) -> Vec<(String, Reason)> {
        let items = items.iter().filter_map(|item| ItemName::parse(item)).collect();
        Appointment::new(
            role,
            district.and_then(Slug::parse),
            items,
            day("2023-10-01"),
            Some(day(until)),
        )
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|wrong| (wrong.field, wrong.reason))
        .collect()
    }

    #[test]
    fn only_a_districts_role_has_a_district_and_only_a_bureau_officer_items() {
        for role in Role::ALL {
            let with = refused(role, Some("p-nan-1"), &[], "2024-09-30");
            let without = refused(role, None, &[], "2024-09-30");
            let district = |reason| vec![("district".to_owned(), reason)];
            if role.is_of_a_district() {
                assert_eq!((with, without), (vec![], district(Reason::Missing)));
            } else {
                assert_eq!((with, without), (district(Reason::NotForRole), vec![]));
            }
        }
        assert_eq!(refused(Role::BureauOfficer, None, &["2567/p1"], "2024-09-30"), []);
        assert_eq!(
            refused(Role::Reviewer, None, &["2567/p1"], "2023-09-30"),
            [
                ("items".to_owned(), Reason::NotForRole),
                ("until".to_owned(), Reason::EndsBeforeItBegins)
            ]
        );
    }

    #[test]
    fn another_end_or_other_items_make_no_other_appointment() {
        let officer = |items: &[&str], until| {
            let items = items.iter().filter_map(|item| ItemName::parse(item)).collect();
            Appointment::new(Role::BureauOfficer, None, items, day("2023-10-01"), until).unwrap()
        };
        assert_eq!(officer(&["2567/p1"], None).key(), "BO//2023-10-01");
        assert_eq!(officer(&[], Some(day("2024-09-30"))).key(), officer(&["2567/p1"], None).key());
    }

    #[test]
    fn an_appointment_holds_through_its_last_bangkok_day() {
        let until = |until| {
            Appointment::new(Role::Executive, None, vec![], day("2023-10-01"), until).unwrap()
        };
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let year = until(Some(day("2024-09-30")));
        assert!(!year.is_current(at("2023-09-30T16:59:59Z")));
        assert!(year.is_current(at("2023-09-30T17:00:00Z")));
        assert!(year.is_current(at("2024-09-30T16:59:59Z")));
        assert!(!year.is_current(at("2024-09-30T17:00:00Z")));
        assert!(until(None).is_current(at("2100-01-01T00:00:00Z")));
    }
}
