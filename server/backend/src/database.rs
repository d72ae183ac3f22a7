//! Operations on the database as a whole: migration, backup, checks.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod migrate;
