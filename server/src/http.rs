//! Handlers, one file per kind of answer.

pub mod error_report;
pub mod file;
pub mod map;
pub mod people;
pub mod school;
pub mod site;

pub mod open_data;
pub mod overview;
pub mod profile;
pub mod progress;
