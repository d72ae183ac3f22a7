//! Use cases: what is known of a district by key, and who leads it.

mod erase;
mod people;
mod photo;
mod read;
mod record;

pub use erase::Erasure;

pub(crate) use people::digest as person_digest;
pub use record::TypedFacts;
pub(crate) use record::digest as fact_digest;

use domain::people::access::{Action, Actor, Record, can_with};
use domain::place::district::Slug;

/// Whether the actor reads what is not for the public.
fn sees_internal(actor: &Actor, slug: &Slug) -> bool {
    can_with(actor, Action::ReadInternalProfile, Record::District(slug)).is_ok()
}
