//! Pages about the site itself.

pub mod about;
pub mod help;
pub mod not_found;
pub mod offline;
pub mod open_data;
pub mod privacy;
pub(crate) mod text;
