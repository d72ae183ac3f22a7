//! Pages about districts and clusters.

pub mod cluster;
pub mod district;
