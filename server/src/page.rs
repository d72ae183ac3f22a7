//! Pages: addresses, rendering, caching, headers.

pub mod address;
pub mod at_once;
pub mod cache;
pub mod inline_scripts;
pub mod render;
pub mod representation;
pub mod security_headers;
pub mod site_files;
