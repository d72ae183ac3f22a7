//! Parts about files.

#[cfg(feature = "ssr")]
pub mod evidence;
