//! Parts about accounts.

#[cfg(feature = "ssr")]
pub mod appointment;
#[cfg(feature = "ssr")]
pub mod new_link;
