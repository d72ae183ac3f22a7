//! The database as a whole: migrating, copying, checking it.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod migrate;
