//! Use cases: the profile of a district, its facts by key and its leadership.

mod erase;
mod people;
mod photo;
mod read;
mod record;

pub use erase::Erasure;

pub(crate) use people::digest as person_digest;
pub use record::TypedFacts;
pub(crate) use record::digest as fact_digest;

use crate::Backend;
use domain::people::access::{Action, Actor, Record, can_with};
use domain::place::district::Slug;

/// The profiles of districts, as one actor reads and records them.
#[derive(Clone, Copy)]
pub struct Profiles<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

/// The profiles for the operator on the command line, who needs no permission.
#[derive(Clone, Copy)]
pub struct OperatorProfiles<'a> {
    backend: &'a Backend,
}

impl Backend {
    /// The profiles of districts, for this actor.
    pub fn profiles<'a>(&'a self, actor: &'a Actor) -> Profiles<'a> {
        Profiles { backend: self, actor }
    }

    /// The profiles of districts, for the command line.
    pub fn profiles_of_operator(&self) -> OperatorProfiles<'_> {
        OperatorProfiles { backend: self }
    }
}

/// Whether the actor may read non-public facts.
fn sees_internal(actor: &Actor, slug: &Slug) -> bool {
    can_with(actor, Action::ReadInternalProfile, Record::District(slug)).is_ok()
}
