//! Tests of the database as a whole.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod faults;
pub(crate) mod opening;
pub(crate) mod schema;
pub(crate) mod statements;
pub(crate) mod writing;
