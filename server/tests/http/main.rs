//! The server from outside: what a browser, a program or a person at the keyboard meets.

pub(crate) mod database;
pub(crate) mod error_report;
pub(crate) mod file;
pub(crate) mod map;
pub(crate) mod people;
pub(crate) mod progress;
pub(crate) mod school;
pub(crate) mod site;
pub(crate) mod support;

mod open_data;
mod overview;
mod profile;
