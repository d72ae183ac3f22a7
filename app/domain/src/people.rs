//! People: accounts, roles, appointments, and who may do what.

pub mod access;
pub mod account;
pub(crate) mod appointment;
pub mod first_page;
pub mod role;
