//! Handlers of schools.

pub mod dots;
pub mod lists;
