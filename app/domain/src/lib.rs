//! The field's own terms and rules: the office's districts, years, statuses and views.
//!
//! Pure: no database, no HTTP, no clock, no randomness. Time is always an argument, so the same
//! code gives the same answer on the server and in the browser.

pub mod error_report;
pub mod file;
pub mod kernel;
pub mod map;
pub mod people;
pub mod place;
pub mod year;

pub mod overview;
pub mod profile;
pub mod progress;
pub mod school;

pub use crate::kernel::error::{Error, Result};
