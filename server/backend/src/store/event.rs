//! The event log.

pub(crate) mod happening;
pub(crate) mod log;
pub(crate) mod sequencer;
