//! Handlers of accounts and sessions.

pub mod accounts;
pub mod import_accounts;
pub mod keep_accounts;
