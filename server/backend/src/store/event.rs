//! The event log.

pub(crate) mod changes;
pub(crate) mod kind;
pub(crate) mod log;
pub(crate) mod positions;
pub(crate) mod sequencer;
