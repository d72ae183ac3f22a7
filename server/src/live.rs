//! Live updates.

pub mod hub;
