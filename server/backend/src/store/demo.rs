//! Statements about demo and benchmark data.

pub(crate) mod demo_mark;
#[cfg(any(test, feature = "testing"))]
pub(crate) mod measuring;
