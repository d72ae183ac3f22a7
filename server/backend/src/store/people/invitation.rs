//! One-time links to set a password.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Tx, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use serde_json::json;
use sqlx::{query, query_scalar};

const VOID: &str = given!(
    "DELETE FROM invitation WHERE used_at IS NULL
     AND account_id IN (SELECT CAST(it ->> 'account' AS BIGINT) FROM given)"
);

const ISSUE: &str = given!(
    "INSERT INTO invitation (token_hash, account_id, purpose, created_at, expires_at)
     SELECT it ->> 'digest', CAST(it ->> 'account' AS BIGINT), it ->> 'purpose', CAST(it ->> 'at' AS BIGINT),
            CAST(it ->> 'until' AS BIGINT)
     FROM given"
);

const ACCOUNT: &str = "
    SELECT i.account_id FROM invitation i JOIN account a ON a.id = i.account_id
    WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND a.disabled_at IS NULL";

const USE: &str = "
    UPDATE invitation SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[VOID, ISSUE, ACCOUNT, USE];

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The first password.
    Invite,
    /// A new one for one forgotten.
    Reset,
}

impl Purpose {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reset => "reset",
        }
    }
}

/// A link to be issued.
pub(crate) struct NewLink {
    pub account: AccountId,
    pub digest: String,
    pub purpose: Purpose,
}

/// Issues links; older ones of the same accounts are void.
pub(crate) async fn issue(
    tx: &mut Tx,
    links: &[NewLink],
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<()> {
    let (at, until) = (at.timestamp_micros().to_string(), until.timestamp_micros().to_string());
    let row = |link: &NewLink| {
        json!({ "account": link.account.to_string(), "digest": link.digest, "purpose": link.purpose.key(),
                "at": at, "until": until })
    };
    let (json, count) = given::rows(&links.iter().map(row).collect::<Vec<_>>());
    if count > 0 {
        on!(tx, query(VOID).bind(&json).bind(count) => execute)?;
        on!(tx, query(ISSUE).bind(&json).bind(count) => execute)?;
    }
    Ok(())
}

/// Whose link it is, while it can be used.
pub(crate) async fn account(
    conn: &mut Conn,
    digest: &str,
    now: DateTime<Utc>,
) -> Result<Option<AccountId>> {
    let account: Option<i64> = on!(conn, query_scalar(ACCOUNT).bind(digest).bind(now.timestamp_micros()) => fetch_optional)?;
    Ok(account.map(AccountId::new))
}

/// Uses a link up; `false` where it cannot be used any more.
pub(crate) async fn use_up(tx: &mut Tx, digest: &str, now: DateTime<Utc>) -> Result<bool> {
    Ok(on!(tx, query(USE).bind(digest).bind(now.timestamp_micros()) => execute)? == 1)
}
