//! What is known of a district by key, asked once: each fact with its versions, and what is missing.

pub mod completeness;
pub mod concept;
pub mod form;
pub mod person;
pub mod photo;
pub mod typed_place;
pub mod value;
pub mod versions;

use crate::place::district::Slug;
use crate::place::position::Place;
use chrono::NaiveDate;
use completeness::Completeness;
use concept::Concept;
use person::Person;
use photo::Photos;

/// What a district's page shows, as far as its reader may see it. For the public it holds nothing else
/// than what is public.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The district.
    pub district: Slug,
    /// What is known, in the order of the concepts, newer periods first.
    pub facts: Vec<KnownFact>,
    /// The newest version of each fact that has any, those that were emptied or erased too.
    pub versions: Vec<NewestVersion>,
    /// Who leads and led the office: those in office first, then by the day they began, newest first.
    pub people: Vec<Person>,
    /// Of the office and of them.
    pub photos: Photos,
    /// What of all that the reader may see is known.
    pub completeness: Completeness,
}

/// How far the versions of a fact go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewestVersion {
    /// What it says.
    pub concept: &'static Concept,
    /// As [`KnownFact::period`].
    pub period: Option<i32>,
    /// Its number, from 1.
    pub no: i64,
}

/// A fact as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownFact {
    /// What it says.
    pub concept: &'static Concept,
    /// The Buddhist year that it speaks of; `None` for what has no period.
    pub period: Option<i32>,
    /// In the form that [`value::parse`] gives.
    pub value: String,
    /// Which version it is; 0 for what shipped with the product.
    pub version: i64,
    /// The day that it was recorded on, or that its source speaks of.
    pub as_of: NaiveDate,
    /// Title of the source in Thai and English where it shipped; `None` where the office recorded it.
    pub source: Option<(String, String)>,
}

impl Profile {
    /// Where the office stands, as recorded or as shipped.
    pub fn place(&self) -> Option<Place> {
        typed_place::parse(&self.newest("position")?.value).ok()
    }

    /// The newest period of a concept that is known.
    pub fn newest(&self, key: &str) -> Option<&KnownFact> {
        self.facts.iter().find(|fact| fact.concept.key == key)
    }

    /// The version that a form is filled in over; 0 where nothing was ever recorded.
    pub fn version(&self, key: &str, period: Option<i32>) -> i64 {
        let newest =
            self.versions.iter().find(|one| one.concept.key == key && one.period == period);
        newest.map_or(0, |one| one.no)
    }

    /// The fact of a concept in a period.
    pub fn of(&self, key: &str, period: Option<i32>) -> Option<&KnownFact> {
        self.facts.iter().find(|fact| fact.concept.key == key && fact.period == period)
    }
}
