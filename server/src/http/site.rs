//! Handlers of pages and static files.

pub mod health;
pub mod pages;
pub mod prefetch;
pub mod static_files;
