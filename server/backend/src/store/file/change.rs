//! When and by whom a row is changed.

use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;

/// When and by whom a row is changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    /// In microseconds since 1970.
    pub at: i64,
    /// The account; `None` for the system.
    pub by: Option<AccountId>,
}

impl Change {
    /// By an account.
    pub(crate) fn by(account: AccountId, now: DateTime<Utc>) -> Self {
        Self { at: now.timestamp_micros(), by: Some(account) }
    }

    /// Row id of the account, for the database.
    pub(crate) fn account(self) -> Option<i64> {
        self.by.map(AccountId::get)
    }

    /// By the system.
    pub(crate) fn by_system(now: DateTime<Utc>) -> Self {
        Self { at: now.timestamp_micros(), by: None }
    }
}
