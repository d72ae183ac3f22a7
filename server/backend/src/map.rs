//! Use cases: the map, its base map, and live changes.

pub mod basemap;
pub(crate) mod board;
pub(crate) mod news;

use crate::Backend;
use domain::people::access::Actor;

/// The map, as one actor reads it.
#[derive(Clone, Copy)]
pub struct MapHandle<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

/// The changes after a position of the log.
#[derive(Clone, Copy)]
pub struct NewsFeed<'a> {
    backend: &'a Backend,
}

impl Backend {
    /// The map, for this actor.
    pub fn map<'a>(&'a self, actor: &'a Actor) -> MapHandle<'a> {
        MapHandle { backend: self, actor }
    }

    /// The changes after a position of the log.
    pub fn news(&self) -> NewsFeed<'_> {
        NewsFeed { backend: self }
    }
}
