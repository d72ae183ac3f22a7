//! Statements about accounts and sessions.

pub(crate) mod account;
pub(crate) mod appointment;
pub(crate) mod invitation;
pub(crate) mod session;
pub(crate) mod sign_in_failure;
