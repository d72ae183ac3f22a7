//! Accounts and sign-in.

pub(crate) mod accounts;
pub(crate) mod import_accounts;
pub(crate) mod sign_in;
