//! Live updates.

pub(crate) mod events;
