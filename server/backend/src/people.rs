//! Use cases: accounts, passwords, sessions.

pub(crate) mod accounts;
pub(crate) mod own_password;
pub(crate) mod password;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod token;
