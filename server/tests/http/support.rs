//! A running application and its clients.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod people;
