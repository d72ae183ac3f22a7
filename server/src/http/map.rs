//! Handlers of the map.

pub mod basemap;
pub mod events;
