//! People: accounts, roles, appointments, and who may do what.

pub mod access;
pub mod account;
pub mod appointment;
pub mod first_page;
pub(crate) mod password_refusal;
pub mod role;
