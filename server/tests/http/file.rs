//! Files.

pub(crate) mod evidence;
pub(crate) mod killed_uploads;
