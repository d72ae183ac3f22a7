//! Merges the value in the database with the shipped one. Pure.

use super::{Difference, Row};
use crate::store::place::Fields;
use std::collections::BTreeMap;

/// The result of merging one row.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The row to write, if anything changes.
    pub write: Option<Fields>,
    /// Whether the row is new.
    pub added: bool,
    pub updated: Vec<Difference>,
    pub left_alone: Vec<Difference>,
}

/// Merges a shipped row into the current one.
///
/// `last` holds the value shipped last for each field of the row, `taken_over` the fields that an office
/// maintains itself now. A shipped value is used if there was none and none had been shipped, or if the current
/// one equals the value shipped last; any other value was edited.
pub(super) fn merge(
    entity: &'static str,
    shipped: &Row,
    current: Option<&Fields>,
    last: &BTreeMap<&str, Option<&str>>,
    taken_over: &[&str],
) -> Merged {
    let mut row = shipped.identity.clone();
    let Some(current) = current else {
        row.extend(shipped.facts.iter().map(|fact| (fact.field, fact.value.clone())));
        return Merged { write: Some(row), added: true, ..Merged::default() };
    };
    row.extend(current.clone());
    let mut merged = Merged::default();
    for fact in &shipped.facts {
        let stands = current.get(fact.field).and_then(Option::as_deref);
        if stands == fact.value.as_deref() {
            continue;
        }
        let difference = Difference {
            entity,
            key: shipped.key.clone(),
            field: fact.field,
            current: stands.map(str::to_owned),
            shipped: fact.value.clone(),
        };
        let is_taken_over = taken_over.contains(&fact.field);
        if !is_taken_over && stands == last.get(fact.field).copied().flatten() {
            row.insert(fact.field, fact.value.clone());
            merged.updated.push(difference);
        } else {
            merged.left_alone.push(difference);
        }
    }
    merged.write = (!merged.updated.is_empty()).then_some(row);
    merged
}

#[cfg(test)]
mod tests {
    use super::super::Fact;
    use super::*;

    fn shipped(value: Option<&str>) -> Row {
        let fact =
            Fact { field: "website", value: value.map(str::to_owned), source: "office_list" };
        Row {
            key: "1".to_owned(),
            identity: Fields::from([("code", Some("1".to_owned()))]),
            facts: vec![fact],
        }
    }

    /// The resulting value, and whether the shipped one was ignored. `last` is empty if nothing had shipped.
    fn outcome(
        current: Option<&str>,
        last: &[Option<&str>],
        ships: Option<&str>,
    ) -> (Option<String>, bool) {
        let row = Fields::from([("website", current.map(str::to_owned))]);
        let last = last.iter().map(|value| ("website", *value)).collect();
        let merged = merge("district", &shipped(ships), Some(&row), &last, &[]);
        let written =
            merged.write.map_or(current.map(str::to_owned), |fields| fields["website"].clone());
        (written, !merged.left_alone.is_empty())
    }

    #[test]
    fn each_case_of_a_field() {
        let s = |text: &str| Some(text.to_owned());
        assert_eq!(outcome(Some("a"), &[Some("a")], Some("a")), (s("a"), false), "nothing new");
        assert_eq!(
            outcome(Some("a"), &[Some("a")], Some("b")),
            (s("b"), false),
            "still as shipped: follows"
        );
        assert_eq!(outcome(Some("x"), &[Some("a")], Some("b")), (s("x"), true), "edited: stays");
        assert_eq!(
            outcome(Some("b"), &[Some("a")], Some("b")),
            (s("b"), false),
            "edited to the same"
        );
        assert_eq!(
            outcome(None, &[], Some("a")),
            (s("a"), false),
            "missing and never shipped: written"
        );
        assert_eq!(
            outcome(None, &[Some("a")], Some("a")),
            (None, true),
            "emptied on purpose: stays empty"
        );
        assert_eq!(
            outcome(Some("x"), &[], Some("a")),
            (s("x"), true),
            "typed in before it was shipped: stays"
        );
        assert_eq!(outcome(Some("a"), &[Some("a")], None), (None, false), "withdrawn: follows");
    }

    #[test]
    fn what_an_office_keeps_itself_stays_even_where_it_is_as_shipped() {
        let row = Fields::from([("website", Some("a".to_owned()))]);
        let last = BTreeMap::from([("website", Some("a"))]);
        let merged = merge("district", &shipped(Some("b")), Some(&row), &last, &["website"]);
        assert!(merged.write.is_none() && merged.left_alone.len() == 1);
    }

    #[test]
    fn a_missing_row_is_added_whole() {
        let merged = merge("district", &shipped(Some("a")), None, &BTreeMap::new(), &[]);
        assert!(merged.added);
        assert_eq!(merged.write.unwrap()["code"].as_deref(), Some("1"));
    }
}
