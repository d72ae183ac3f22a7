//! The field's own terms and rules: the office's districts, years, statuses and views.
//!
//! Pure: no database, no HTTP, no clock, no randomness. Time is always an argument, so the same
//! code gives the same answer on the server and in the browser.

pub mod access;
pub mod account;
mod angle;
mod appointment;
pub mod bangkok;
pub mod catalogue;
pub mod decimal;
pub mod district;
pub mod error;
pub mod evidence;
pub mod fan;
pub mod first_page;
pub mod fiscal_year;
pub mod item_name;
pub mod map_board;
pub mod map_view;
pub mod news;
mod order;
pub mod outline;
pub mod overview;
pub mod pin_status;
pub mod place;
pub mod profile;
pub mod progress;
pub mod refusal;
pub mod role;
pub mod school;
pub mod search;
pub mod source;
pub mod spelling;
pub mod thai;
pub mod written_number;

pub use error::{Error, Result};
