//! Accounts: who may sign in.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use domain::people::account::{AccountName, DisplayName};
use serde_json::json;
use sqlx::{FromRow, query, query_as};

const BY_NAME: &str = "
    SELECT id, name, display_name, password_hash, disabled_at, version FROM account WHERE name = $1";

const BY_ID: &str = "
    SELECT id, name, display_name, password_hash, disabled_at, version FROM account WHERE id = $1";

const ALL: &str = "
    SELECT id, name, display_name, password_hash, disabled_at, version FROM account ORDER BY name";

const ADD: &str = given!(
    "INSERT INTO account (name, display_name, created_at)
     SELECT it ->> 'name', it ->> 'display_name', CAST(it ->> 'at' AS BIGINT) FROM given WHERE true ORDER BY i
     ON CONFLICT (name) DO NOTHING RETURNING id, name"
);

const SET_PASSWORD: &str = "UPDATE account SET password_hash = $2, version = version + 1 WHERE id = $1 AND disabled_at IS NULL";

const SET_DISABLED: &str =
    "UPDATE account SET disabled_at = $3, version = version + 1 WHERE id = $1 AND version = $2";

const TOUCH: &str = "UPDATE account SET version = version + 1 WHERE id = $1 AND version = $2";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[BY_NAME, BY_ID, ALL, ADD, SET_PASSWORD, SET_DISABLED, TOUCH];

#[derive(FromRow)]
struct Row {
    id: i64,
    name: String,
    display_name: String,
    password_hash: Option<String>,
    disabled_at: Option<i64>,
    version: i64,
}

/// An account as stored.
#[derive(Clone)]
pub(crate) struct Account {
    pub id: AccountId,
    pub name: AccountName,
    pub display_name: DisplayName,
    pub password_hash: Option<String>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub version: i64,
}

impl Account {
    /// The hash that a password may be compared with: none where nobody may sign in.
    pub(crate) fn open_hash(&self) -> Option<&str> {
        self.password_hash.as_deref().filter(|_| self.disabled_at.is_none())
    }
}

impl TryFrom<Row> for Account {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("account {}", row.id), column, value)
        };
        Ok(Self {
            id: AccountId::new(row.id),
            name: AccountName::parse(&row.name).map_err(|_| bad("name", &row.name))?,
            display_name: DisplayName::parse(&row.display_name)
                .map_err(|_| bad("display_name", &row.display_name))?,
            password_hash: row.password_hash,
            disabled_at: row
                .disabled_at
                .map(|at| {
                    DateTime::from_timestamp_micros(at).ok_or_else(|| bad("disabled_at", &at))
                })
                .transpose()?,
            version: row.version,
        })
    }
}

/// The account with this name.
pub(crate) async fn by_name(conn: &mut Conn, name: &str) -> Result<Option<Account>> {
    let row = on!(conn, query_as::<_, Row>(BY_NAME).bind(name) => fetch_optional)?;
    Ok(row.map(Account::try_from).transpose()?)
}

/// The account with this id.
pub(crate) async fn by_id(conn: &mut Conn, id: AccountId) -> Result<Option<Account>> {
    let row = on!(conn, query_as::<_, Row>(BY_ID).bind(id.get()) => fetch_optional)?;
    Ok(row.map(Account::try_from).transpose()?)
}

/// Every account, by name.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Account>> {
    let rows = on!(conn, query_as::<_, Row>(ALL) => fetch_all)?;
    Ok(rows.into_iter().map(Account::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Adds accounts without a password; gives id and name of those whose name was free.
pub(crate) async fn add(
    tx: &mut Tx,
    accounts: &[(AccountName, DisplayName)],
    at: DateTime<Utc>,
) -> Result<Vec<(AccountId, String)>> {
    let row = |(name, display_name): &(AccountName, DisplayName)| {
        let at = at.timestamp_micros().to_string();
        json!({ "name": name.as_str(), "display_name": display_name.as_str(), "at": at })
    };
    let (json, count) = given::rows(&accounts.iter().map(row).collect::<Vec<_>>());
    if count == 0 {
        return Ok(Vec::new());
    }
    let added: Vec<(i64, String)> = on!(tx, query_as(ADD).bind(&json).bind(count) => fetch_all)?;
    Ok(added.into_iter().map(|(id, name)| (AccountId::new(id), name)).collect())
}

/// Sets the password's hash; `false` where the account is disabled or gone.
pub(crate) async fn set_password(tx: &mut Tx, id: AccountId, hash: &str) -> Result<bool> {
    Ok(on!(tx, query(SET_PASSWORD).bind(id.get()).bind(hash) => execute)? == 1)
}

/// Disables or enables; `false` where the account has changed since `version`.
pub(crate) async fn set_disabled(
    tx: &mut Tx,
    id: AccountId,
    version: i64,
    at: Option<DateTime<Utc>>,
) -> Result<bool> {
    let at = at.map(|at| at.timestamp_micros());
    Ok(on!(tx, query(SET_DISABLED).bind(id.get()).bind(version).bind(at) => execute)? == 1)
}

/// Counts a change of what belongs to the account; `false` where it has changed since `version`.
pub(crate) async fn touch(tx: &mut Tx, id: AccountId, version: i64) -> Result<bool> {
    Ok(on!(tx, query(TOUCH).bind(id.get()).bind(version) => execute)? == 1)
}
