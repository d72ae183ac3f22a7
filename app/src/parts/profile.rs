//! Parts about what is known of a district.

#[cfg(feature = "ssr")]
pub mod photo;
