//! Use cases: the map, its base map, and live changes.

pub mod basemap;
pub(crate) mod board;
pub(crate) mod news;
