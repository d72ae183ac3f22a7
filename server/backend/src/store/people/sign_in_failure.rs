//! Counts of passwords that were wrong, by name and address; and the addresses that an account knows.

use crate::Result;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Duration, Utc};
use domain::kernel::id::AccountId;
use sqlx::{FromRow, query, query_as, query_scalar};

const COUNT: &str = "
    SELECT failures, since_at, last_at FROM sign_in_failure WHERE name_hash = $1 AND address = $2";

/// Makes the row where there is none, and holds it until the end of the transaction: attempts at the
/// same moment are counted one after another.
const HOLD: &str = "
    INSERT INTO sign_in_failure (name_hash, address, failures, since_at, last_at) VALUES ($1, $2, 0, $3, $3)
    ON CONFLICT (name_hash, address) DO UPDATE SET failures = sign_in_failure.failures
    RETURNING failures, since_at, last_at";

const SET: &str = "
    UPDATE sign_in_failure SET failures = $3, since_at = $4, last_at = $5 WHERE name_hash = $1 AND address = $2";

const TAKE_BACK: &str = "
    UPDATE sign_in_failure SET failures = failures - 1 WHERE name_hash = $1 AND address = $2 AND failures > 0";

const FORGET: &str = "DELETE FROM sign_in_failure WHERE name_hash = $1 AND address = $2";

const SWEEP: &str = "DELETE FROM sign_in_failure WHERE last_at < $1";

const KNOWS: &str = "
    SELECT COUNT(*) FROM known_address k JOIN account a ON a.id = k.account_id
    WHERE a.name = $1 AND k.address = $2 AND k.last_at > $3";

const KNOW: &str = "
    INSERT INTO known_address (account_id, address, last_at) VALUES ($1, $2, $3)
    ON CONFLICT (account_id, address) DO UPDATE SET last_at = excluded.last_at";

const SWEEP_KNOWN: &str = "DELETE FROM known_address WHERE last_at < $1";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[COUNT, HOLD, SET, TAKE_BACK, FORGET, SWEEP, KNOWS, KNOW, SWEEP_KNOWN];

/// An account remembers an address for so long after it last signed in from there.
const KNOWN_FOR: Duration = Duration::days(90);

#[derive(FromRow)]
struct Row {
    failures: i64,
    since_at: i64,
    last_at: i64,
}

/// Failures of a name from an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    pub failures: u32,
    /// The first of them.
    pub since: DateTime<Utc>,
    /// The newest.
    pub last: DateTime<Utc>,
}

impl TryFrom<Row> for Count {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: i64| Inconsistent::new("sign_in_failure", column, value);
        let at = |column, micros| {
            DateTime::from_timestamp_micros(micros).ok_or_else(|| bad(column, micros))
        };
        Ok(Self {
            failures: u32::try_from(row.failures).map_err(|_| bad("failures", row.failures))?,
            since: at("since_at", row.since_at)?,
            last: at("last_at", row.last_at)?,
        })
    }
}

/// What is counted together: a name's digest and an address, one of them empty where it does not matter.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub name_hash: String,
    pub address: String,
}

/// The count as it stands.
pub(crate) async fn count(conn: &mut Conn, key: &Key) -> Result<Option<Count>> {
    let row = on!(conn, query_as::<_, Row>(COUNT).bind(&key.name_hash).bind(&key.address) => fetch_optional)?;
    Ok(row.map(Count::try_from).transpose()?)
}

/// The count, which nobody else changes until the end of this transaction.
pub(crate) async fn hold(tx: &mut Tx, key: &Key, now: DateTime<Utc>) -> Result<Count> {
    let now = now.timestamp_micros();
    let row = on!(tx, query_as::<_, Row>(HOLD).bind(&key.name_hash).bind(&key.address).bind(now) => fetch_one)?;
    Ok(row.try_into()?)
}

/// Sets a count that is held.
pub(crate) async fn set(tx: &mut Tx, key: &Key, count: &Count) -> Result<()> {
    let (since, last) = (count.since.timestamp_micros(), count.last.timestamp_micros());
    let failures = i64::from(count.failures);
    on!(tx, query(SET).bind(&key.name_hash).bind(&key.address).bind(failures).bind(since).bind(last) => execute)?;
    Ok(())
}

/// Takes one failure back that was none.
pub(crate) async fn take_back(tx: &mut Tx, key: &Key) -> Result<()> {
    on!(tx, query(TAKE_BACK).bind(&key.name_hash).bind(&key.address) => execute)?;
    Ok(())
}

/// Begins to count anew.
pub(crate) async fn forget(tx: &mut Tx, key: &Key) -> Result<()> {
    on!(tx, query(FORGET).bind(&key.name_hash).bind(&key.address) => execute)?;
    Ok(())
}

/// Forgets counts, and addresses, that matter no more.
pub(crate) async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    let (counts, addresses) = (now - Duration::hours(24), now - KNOWN_FOR);
    on!(tx, query(SWEEP).bind(counts.timestamp_micros()) => execute)?;
    on!(tx, query(SWEEP_KNOWN).bind(addresses.timestamp_micros()) => execute)?;
    Ok(())
}

/// Whether the account of this name, if there is one, has signed in from `address` lately.
pub(crate) async fn knows(
    conn: &mut Conn,
    name: &str,
    address: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let after = (now - KNOWN_FOR).timestamp_micros();
    let known: i64 =
        on!(conn, query_scalar(KNOWS).bind(name).bind(address).bind(after) => fetch_one)?;
    Ok(known > 0)
}

/// Remembers an address.
pub(crate) async fn know(
    tx: &mut Tx,
    account: AccountId,
    address: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    on!(tx, query(KNOW).bind(account.get()).bind(address).bind(now.timestamp_micros()) => execute)?;
    Ok(())
}
