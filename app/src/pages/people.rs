//! Pages about accounts.

pub mod account;
pub mod accounts;
pub mod invitation;
pub mod sign_in;
