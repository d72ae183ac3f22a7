//! Places: districts, and positions on the map.

pub mod district;
pub mod position;
pub mod source;
