//! Statements about districts, provinces and clusters.

pub(crate) mod cluster;
pub(crate) mod district;
pub(crate) mod province;
pub(crate) mod shipped_fact;
pub(crate) mod source;
