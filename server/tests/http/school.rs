//! Schools.

pub(crate) mod import_schools;
pub(crate) mod search;
