//! Statements about demo and benchmark data.

pub(crate) mod demo_mark;
pub(crate) mod measuring;
