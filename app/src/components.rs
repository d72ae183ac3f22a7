//! Pieces that pages and islands are built of. They hold no rule.

#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod outline;
pub mod names;
pub mod pin_mark;
