//! Databases that fail.

pub(crate) mod broken;
pub(crate) mod database_away;
pub(crate) mod refused_databases;
