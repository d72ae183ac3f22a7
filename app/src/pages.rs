//! The pages. Each loads what it shows through a use case and draws it whole.

pub mod about;
pub mod account;
pub mod accounts;
pub mod cluster;
pub mod district;
pub mod district_edit;
pub mod evidence;
pub mod help;
pub mod invitation;
pub mod item;
pub mod map;
pub mod not_found;
pub mod offline;
pub mod open_data;
pub mod overview;
pub mod privacy;
pub mod school;
pub mod school_lists;
pub mod schools;
pub mod sign_in;
mod text;
pub mod waiting;
