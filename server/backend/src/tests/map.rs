//! Tests of the map.

pub(crate) mod board;
pub(crate) mod news;
