//! Accounts and sessions.

pub(crate) mod accounts;
pub(crate) mod import_accounts;
pub(crate) mod keep_accounts;
pub(crate) mod sessions;
