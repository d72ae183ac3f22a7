//! Pages about files.

pub mod evidence;
