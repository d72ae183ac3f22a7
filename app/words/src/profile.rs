//! What is known of a district, in words: labels of the concepts, units, periods.

use crate::Lang;
use domain::profile::concept::{Concept, Group, Kind, Period};
use domain::profile::person::Post;

impl Lang {
    /// A concept's name, such as "โทรศัพท์".
    pub fn concept(self, concept: &Concept) -> &'static str {
        match concept.key {
            "address" => self.concept_address(),
            "postcode" => self.fact_postcode(),
            "telephone" => self.concept_telephone(),
            "email" => self.concept_email(),
            "website" => self.fact_website(),
            "position" => self.fact_place(),
            "pupils_preprimary_male" => self.concept_pupils_preprimary_male(),
            "pupils_preprimary_female" => self.concept_pupils_preprimary_female(),
            "pupils_primary_male" => self.concept_pupils_primary_male(),
            "pupils_primary_female" => self.concept_pupils_primary_female(),
            "pupils_lower_secondary_male" => self.concept_pupils_lower_secondary_male(),
            "pupils_lower_secondary_female" => self.concept_pupils_lower_secondary_female(),
            "pupils_upper_secondary_male" => self.concept_pupils_upper_secondary_male(),
            "pupils_upper_secondary_female" => self.concept_pupils_upper_secondary_female(),
            "teachers_male" => self.concept_teachers_male(),
            "teachers_female" => self.concept_teachers_female(),
            "staff_executives" => self.concept_staff_executives(),
            "staff_supervisors" => self.concept_staff_supervisors(),
            "staff_officers" => self.concept_staff_officers(),
            "staff_employees" => self.concept_staff_employees(),
            "contact_name" => self.concept_contact_name(),
            "contact_mobile" => self.concept_contact_mobile(),
            "contact_line" => self.concept_contact_line(),
            // A test looks that there is none without words.
            _ => "",
        }
    }

    /// What a group is called.
    pub fn fact_group(self, group: Group) -> &'static str {
        match group {
            Group::Contact => self.group_contact(),
            Group::Place => self.fact_position(),
            Group::Pupils => self.group_pupils(),
            Group::Teachers => self.group_teachers(),
            Group::Staff => self.group_staff(),
            Group::Internal => self.group_internal(),
        }
    }

    /// A year that facts speak of, by its Buddhist number; empty for what has no period.
    pub fn period(self, period: Period, year: Option<i32>) -> String {
        let year = year.map(|year| self.pick_year(year));
        match (period, year) {
            (Period::AcademicYear, Some(year)) => self.period_academic(year),
            (Period::FiscalYear, Some(year)) => self.period_fiscal(year),
            _ => String::new(),
        }
    }

    fn pick_year(self, buddhist: i32) -> i32 {
        match self {
            Self::Th => buddhist,
            Self::En => buddhist - domain::kernel::bangkok::BUDDHIST_OFFSET,
        }
    }

    /// What helps to fill in a value of this kind; empty where nothing need be said.
    pub fn value_hint(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Telephone => self.hint_telephone(),
            Kind::Position => self.hint_position(),
            Kind::Text(_) | Kind::Email | Kind::Website | Kind::Postcode | Kind::Count(_) => "",
        }
    }

    /// What a value of this kind must be, for one that is none.
    pub fn bad_value(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Text(_) => self.reason_bad_form(),
            Kind::Telephone => self.bad_telephone(),
            Kind::Email => self.bad_email(),
            Kind::Website => self.bad_website(),
            Kind::Postcode => self.bad_postcode(),
            Kind::Count(_) => self.bad_count(),
            Kind::Position => self.bad_position(),
        }
    }

    /// A value as people read it.
    pub fn fact_value(self, kind: Kind, value: &str) -> String {
        match (kind, value.parse()) {
            (Kind::Count(_), Ok(count)) => self.persons(self.number(count)),
            _ => value.to_owned(),
        }
    }

    /// A post's name.
    pub fn post(self, post: Post) -> &'static str {
        match post {
            Post::Director => self.post_director(),
            Post::Deputy => self.post_deputy(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::profile::concept::CONCEPTS;

    #[test]
    fn every_concept_has_a_name_of_its_own() {
        for lang in Lang::ALL {
            let mut names: Vec<_> = CONCEPTS.iter().map(|concept| lang.concept(concept)).collect();
            assert!(names.iter().all(|name| !name.is_empty()));
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), CONCEPTS.len());
        }
    }

    #[test]
    fn a_year_is_said_in_the_readers_era() {
        assert_eq!(Lang::Th.period(Period::AcademicYear, Some(2567)), "ปีการศึกษา 2567");
        assert_eq!(Lang::En.period(Period::FiscalYear, Some(2567)), "fiscal year 2024");
        assert_eq!(Lang::Th.period(Period::Standing, None), "");
    }
}
