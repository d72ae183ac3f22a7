//! The pages. Each loads what it shows through a use case and draws it whole.

pub mod about;
pub mod district;
pub mod help;
pub mod map;
pub mod not_found;
pub mod open_data;
pub mod privacy;
mod text;
