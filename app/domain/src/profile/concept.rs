//! The concepts: what can be known of a district, who keeps it, who may read it, for which period.

use crate::place::district::DistrictKind;
use crate::school::AcademicYear;
use crate::year::fiscal_year::FiscalYear;
use chrono::NaiveDate;

/// What is filled in together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// How to reach the office.
    Contact,
    /// Where it stands.
    Place,
    /// Pupils by level and sex.
    Pupils,
    /// Teachers by sex.
    Teachers,
    /// The office's own people by position.
    Staff,
    /// How the bureau reaches the office's people; never public.
    Internal,
}

/// Who may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// The office itself and the bureau.
    Internal,
}

/// What a fact speaks of in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// It holds until it changes.
    Standing,
    /// An academic year, from 16 May.
    AcademicYear,
    /// A fiscal year, from 1 October.
    FiscalYear,
}

/// Who keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Reporter and director.
    Office,
    /// The director alone.
    Director,
}

/// What a value is, with its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of at most so many characters.
    Text(u32),
    /// A telephone number of Thailand, perhaps with an extension.
    Telephone,
    /// An e-mail address.
    Email,
    /// An address on the web, without its scheme.
    Website,
    /// A postcode of five digits.
    Postcode,
    /// So many people, at most as given.
    Count(i64),
    /// A position in Thailand.
    Position,
}

/// Something that can be known of each district.
#[derive(Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its name in forms, addresses and the database. Never changes.
    pub key: &'static str,
    /// What it is filled in with.
    pub group: Group,
    /// What its value is.
    pub kind: Kind,
    /// Who may read it.
    pub audience: Audience,
    /// What it speaks of in time.
    pub period: Period,
    /// Who keeps it.
    pub owner: Owner,
    /// The kind of district that it is expected of; `None` for all.
    pub only: Option<DistrictKind>,
}

use Audience::{Internal, Public};
use Kind::{Count, Email, Position, Postcode, Telephone, Text, Website};

const fn contact(key: &'static str, kind: Kind, audience: Audience, group: Group) -> Concept {
    let (period, owner) = (Period::Standing, Owner::Office);
    Concept { key, group, kind, audience, period, owner, only: None }
}

const fn pupils(key: &'static str, only: Option<DistrictKind>) -> Concept {
    let (kind, period) = (Count(500_000), Period::AcademicYear);
    Concept {
        key,
        group: Group::Pupils,
        kind,
        audience: Public,
        period,
        owner: Owner::Office,
        only,
    }
}

const fn people(key: &'static str, group: Group, most: i64, period: Period) -> Concept {
    let kind = Count(most);
    Concept { key, group, kind, audience: Public, period, owner: Owner::Office, only: None }
}

const PRIMARY: Option<DistrictKind> = Some(DistrictKind::Primary);
const SECONDARY: Option<DistrictKind> = Some(DistrictKind::Secondary);

/// All, in the order in which they are shown and filled in.
pub static CONCEPTS: [Concept; 23] = [
    contact("address", Text(300), Public, Group::Contact),
    contact("postcode", Postcode, Public, Group::Contact),
    contact("telephone", Telephone, Public, Group::Contact),
    contact("email", Email, Public, Group::Contact),
    contact("website", Website, Public, Group::Contact),
    Concept { owner: Owner::Director, ..contact("position", Position, Public, Group::Place) },
    pupils("pupils_preprimary_male", PRIMARY),
    pupils("pupils_preprimary_female", PRIMARY),
    pupils("pupils_primary_male", PRIMARY),
    pupils("pupils_primary_female", PRIMARY),
    pupils("pupils_lower_secondary_male", None),
    pupils("pupils_lower_secondary_female", None),
    pupils("pupils_upper_secondary_male", SECONDARY),
    pupils("pupils_upper_secondary_female", SECONDARY),
    people("teachers_male", Group::Teachers, 50_000, Period::AcademicYear),
    people("teachers_female", Group::Teachers, 50_000, Period::AcademicYear),
    people("staff_executives", Group::Staff, 2_000, Period::FiscalYear),
    people("staff_supervisors", Group::Staff, 2_000, Period::FiscalYear),
    people("staff_officers", Group::Staff, 2_000, Period::FiscalYear),
    people("staff_employees", Group::Staff, 2_000, Period::FiscalYear),
    contact("contact_name", Text(100), Internal, Group::Internal),
    contact("contact_mobile", Telephone, Internal, Group::Internal),
    contact("contact_line", Text(100), Internal, Group::Internal),
];

impl Concept {
    /// The concept with this key.
    pub fn from_key(key: &str) -> Option<&'static Self> {
        CONCEPTS.iter().find(|concept| concept.key == key)
    }

    /// Whether a district of this kind is to have it.
    pub fn is_expected_of(&self, kind: DistrictKind) -> bool {
        self.only.is_none_or(|only| only == kind)
    }

    /// Whether it is about a person, so that the data-protection act may demand its erasure.
    pub fn is_personal(&self) -> bool {
        self.audience == Internal
    }
}

impl Group {
    /// All, in the order in which they are filled in.
    pub const ALL: [Self; 6] =
        [Self::Contact, Self::Place, Self::Pupils, Self::Teachers, Self::Staff, Self::Internal];

    /// Its name in forms and addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Place => "place",
            Self::Pupils => "pupils",
            Self::Teachers => "teachers",
            Self::Staff => "staff",
            Self::Internal => "internal",
        }
    }

    /// The group with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.key() == key)
    }

    /// What a district of this kind fills in together.
    pub fn concepts(self, kind: DistrictKind) -> impl Iterator<Item = &'static Concept> {
        CONCEPTS.iter().filter(move |one| one.group == self && one.is_expected_of(kind))
    }

    /// What its facts speak of in time; the same for all of them.
    pub fn period(self) -> Period {
        CONCEPTS.iter().find(|one| one.group == self).map_or(Period::Standing, |one| one.period)
    }

    /// Who keeps its facts; the same for all of them.
    pub fn owner(self) -> Owner {
        CONCEPTS.iter().find(|one| one.group == self).map_or(Owner::Office, |one| one.owner)
    }
}

impl Period {
    /// The period that a day falls in, by its Buddhist year; `None` for what has none.
    pub fn of(self, day: NaiveDate) -> Option<i32> {
        match self {
            Self::Standing => None,
            Self::AcademicYear => Some(AcademicYear::on(day).number()),
            Self::FiscalYear => Some(FiscalYear::on(day).number()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_key_is_of_one_concept_and_leads_back_to_it() {
        let keys: BTreeSet<&str> = CONCEPTS.iter().map(|concept| concept.key).collect();
        assert_eq!(keys.len(), CONCEPTS.len());
        for concept in &CONCEPTS {
            assert_eq!(Concept::from_key(concept.key), Some(concept));
            assert_eq!(Group::from_key(concept.group.key()), Some(concept.group));
            let (period, owner) = (concept.group.period(), concept.group.owner());
            assert_eq!((period, owner), (concept.period, concept.owner), "{}", concept.key);
        }
    }

    #[test]
    fn years_turn_on_their_first_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for (on, academic, fiscal) in [
            ("2024-05-15", 2566, 2567),
            ("2024-05-16", 2567, 2567),
            ("2024-09-30", 2567, 2567),
            ("2024-10-01", 2567, 2568),
            ("2025-01-01", 2567, 2568),
        ] {
            assert_eq!(Period::AcademicYear.of(day(on)), Some(academic), "{on}");
            assert_eq!(Period::FiscalYear.of(day(on)), Some(fiscal), "{on}");
            assert_eq!(Period::Standing.of(day(on)), None);
        }
    }
}
