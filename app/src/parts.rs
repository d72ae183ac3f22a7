//! Pieces that pages and islands are built of. They hold no rule.

pub mod file;
pub mod form;
pub mod layout;
pub mod map;
pub mod people;
pub mod profile;
pub mod progress;
pub mod school;

#[cfg(feature = "ssr")]
pub mod chart;
