//! Pages: addresses, rendering, caching, replies.

pub mod address;
pub mod cache;
pub mod inline_scripts;
pub mod prefetch;
pub mod render;
pub mod reply;
pub mod representation;
