//! The pages. Each loads what it shows through a use case and draws it whole.

pub mod error_report;
pub mod file;
pub mod people;
pub mod place;
pub mod profile;
pub mod progress;
pub mod school;
pub mod site;

pub mod map;
pub mod overview;
