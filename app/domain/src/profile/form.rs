//! A group of facts as filled in: judged as a whole, each mistake by its field.

use super::concept::{Concept, Group, Kind};
use super::value;
use crate::kernel::error::{FieldError, Reason};
use crate::place::district::DistrictKind;

/// A concept with the value that was typed for it.
pub type Filled = (&'static Concept, Option<String>);

/// The values of a group's fields, as kept, or every field that cannot be taken. `typed` gives what stands
/// in the field of a key. Two values that stand in each other's field are [`Reason::Swapped`].
pub fn parse<'a>(
    group: Group,
    kind: DistrictKind,
    typed: impl Fn(&'static str) -> &'a str,
) -> Result<Vec<Filled>, Vec<FieldError>> {
    let mut filled = Vec::new();
    let mut wrong: Vec<(&'static Concept, Reason)> = Vec::new();
    for concept in group.concepts(kind) {
        match value::parse(concept.kind, typed(concept.key)) {
            Ok(value) => filled.push((concept, value)),
            Err(reason) => wrong.push((concept, reason)),
        }
    }
    if wrong.is_empty() {
        return Ok(filled);
    }
    let belongs = |text: &str, kind: Kind| {
        !matches!(kind, Kind::Text(_) | Kind::Count(_)) && value::parse(kind, text).is_ok()
    };
    let reason = |(concept, reason): &(&'static Concept, Reason)| {
        let is_swapped = wrong.iter().any(|(other, _)| {
            other.key != concept.key
                && belongs(typed(concept.key), other.kind)
                && belongs(typed(other.key), concept.kind)
        });
        FieldError::new(concept.key, if is_swapped { Reason::Swapped } else { *reason })
    };
    Err(wrong.iter().map(reason).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(typed: &[(&str, &'static str)]) -> Result<Vec<Filled>, Vec<FieldError>> {
        parse(Group::Contact, DistrictKind::Primary, |key| {
            typed.iter().find(|(known, _)| *known == key).map_or("", |(_, text)| text)
        })
    }

    #[test]
    fn all_that_is_right_is_taken_and_blanks_are_nothing() {
        let filled = contact(&[("telephone", "053112345"), ("address", "  ")]).unwrap();
        let of = |key: &str| filled.iter().find(|(one, _)| one.key == key).unwrap().1.clone();
        assert_eq!(of("telephone").as_deref(), Some("053-112-345"));
        assert_eq!((of("address"), of("email")), (None, None));
    }

    #[test]
    fn values_in_each_others_field_are_recognised() {
        let wrong = contact(&[("telephone", "a@b.example"), ("email", "053112345")]).unwrap_err();
        let expected = ["telephone", "email"].map(|field| FieldError::new(field, Reason::Swapped));
        assert_eq!(wrong, expected);
        let wrong = contact(&[("telephone", "a@b.example"), ("email", "x")]).unwrap_err();
        assert!(wrong.iter().all(|one| one.reason == Reason::BadForm), "{wrong:?}");
    }

    #[test]
    fn a_secondary_office_is_not_asked_for_kindergartens() {
        let keys = |kind| Group::Pupils.concepts(kind).map(|one| one.key).collect::<Vec<_>>();
        assert!(!keys(DistrictKind::Secondary).contains(&"pupils_preprimary_male"));
        assert!(!keys(DistrictKind::Primary).contains(&"pupils_upper_secondary_male"));
    }
}
