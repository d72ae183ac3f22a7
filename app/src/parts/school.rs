//! Parts about schools.

#[cfg(feature = "ssr")]
pub mod school_words;
