//! Handlers, one file per kind of answer.

pub mod basemap;
pub mod health;
pub mod open_data;
pub mod openapi;
pub mod pages;
pub mod static_files;
