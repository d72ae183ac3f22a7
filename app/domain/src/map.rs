//! The map: its board, its view, search, and live changes.

pub mod board;
pub mod district_page;
pub mod fan;
pub mod news;
pub mod outline;
pub mod search;
pub mod view;
