//! The parts of pages that a person works in: drawn on the server, woken in the browser.

pub mod district_map;
pub mod kept_reports;
pub mod live_mark;
pub mod page_data;
