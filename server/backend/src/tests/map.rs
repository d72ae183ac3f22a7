//! The map.

pub(crate) mod board;
pub(crate) mod news;
