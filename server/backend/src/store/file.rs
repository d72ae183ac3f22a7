//! Statements about files.

pub(crate) mod change;
pub(crate) mod evidence;
pub(crate) mod kept;
pub(crate) mod owner;
