//! Statements about schools.

pub(crate) mod heading_names;
pub(crate) mod records;
pub(crate) mod upload;
