//! Who may do what. One table; every use case asks it first.
//!
//! Until there are accounts, everybody is the public.

use crate::{Error, Result};

/// Who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Anybody, not signed in.
    Public,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// See the map, its list and the open data.
    SeeMap,
    /// See a district's public page.
    SeeDistrict,
}

/// Whether `actor` may do `action`; `Forbidden` or `Unauthenticated` where not.
pub fn can(actor: Actor, action: Action) -> Result<()> {
    match (actor, action) {
        (Actor::Public, Action::SeeMap | Action::SeeDistrict) => Ok::<(), Error>(()),
    }
}
