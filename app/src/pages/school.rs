//! Pages about schools.

pub mod detail;
pub mod lists;
pub mod search;
