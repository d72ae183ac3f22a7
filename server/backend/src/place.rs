//! Use cases: districts, and the shipped facts about them.

pub(crate) mod district_day;
pub(crate) mod district_page;
pub(crate) mod facts;
pub(crate) mod sources;

use crate::Backend;
use domain::people::access::Actor;

/// The districts, as one actor reads them.
#[derive(Clone, Copy)]
pub struct Districts<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

impl Backend {
    /// The districts, for this actor.
    pub fn districts<'a>(&'a self, actor: &'a Actor) -> Districts<'a> {
        Districts { backend: self, actor }
    }
}
