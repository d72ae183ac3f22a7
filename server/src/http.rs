//! Handlers, one file per kind of answer.

pub mod accounts;
pub mod basemap;
pub mod events;
pub mod evidence;
pub mod health;
pub mod import_accounts;
pub mod keep_accounts;
pub mod open_data;
pub mod openapi;
pub mod overview;
pub mod pages;
pub mod photo;
pub mod prefetch;
pub mod profile;
pub mod progress;
pub mod school_dots;
pub mod school_lists;
pub mod static_files;
