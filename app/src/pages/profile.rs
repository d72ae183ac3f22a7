//! Pages where a district records what is known of it.

pub mod district_edit;
