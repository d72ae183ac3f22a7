//! Pages and islands of the pin map.
//!
//! This file is the only place that says what is compiled where: what a page needs exists only on
//! the server (`ssr`), what a browser does exists only there; islands and the components that they use
//! exist on both sides.

#![recursion_limit = "256"]

pub mod parts;

#[cfg(feature = "ssr")]
pub mod drawings;
#[cfg(feature = "ssr")]
pub mod fault;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod shell;

#[cfg(not(feature = "ssr"))]
mod browser;
