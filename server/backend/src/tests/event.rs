//! The event log.

pub(crate) mod log;
