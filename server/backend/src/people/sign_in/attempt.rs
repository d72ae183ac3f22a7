//! One try at a password: whether it is looked at, and how it counts.
//!
//! Two counts hold guesses back. Per name, by `domain`'s rule: at most 29 tries an hour are looked at,
//! from all addresses together. An address from which the account has signed in lately has a count of
//! its own, so that a stranger's guesses elsewhere never keep its owner out there. Per address: many
//! people of an office share one, so 300 wrong passwords an hour.
//! A try counts as a failure before its password is looked at, or tries at the same moment all pass.

use crate::Result;
use crate::digest::sha256;
use crate::people::Sessions;
use crate::store::people::account::Account;
use crate::store::people::sign_in_failure::{Count, Key};
use crate::store::people::{account, sign_in_failure};
use crate::store::{Conn, Tx};
use chrono::{DateTime, Duration, Utc};
use domain::Error;
use domain::kernel::id::AccountId;
use domain::kernel::thai;
use domain::people::account::{AccountName, throttle};
use std::net::{IpAddr, Ipv6Addr};

/// Wrong passwords that are looked at from one address.
const PER_ADDRESS: u32 = 300;
/// In so long.
const WINDOW: Duration = Duration::hours(1);
/// More bytes than any password that may be set has; not worth hashing.
const LONGEST_BYTES: usize = 4 * domain::people::account::password::LONGEST;

/// Who tries, from where.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    name: String,
    address: String,
}

impl Attempt {
    /// A try at the account of a name as typed; one that no account can have is treated alike.
    pub(crate) fn new(name: &str, address: IpAddr) -> Self {
        let name = AccountName::parse(name).map_or_else(|_| thai::line(name), String::from);
        Self { name, address: counted_as(address) }
    }

    async fn by_name(&self, conn: &mut Conn, now: DateTime<Utc>) -> Result<Key> {
        let is_known = sign_in_failure::knows(conn, &self.name, &self.address, now).await?;
        let address = if is_known { self.address.clone() } else { String::new() };
        Ok(Key { name_hash: sha256(&self.name), address })
    }

    fn by_address(&self) -> Key {
        Key { name_hash: String::new(), address: self.address.clone() }
    }

    /// Refuses a try that is too early. Cheap: nothing is written.
    async fn demand_turn(&self, conn: &mut Conn, now: DateTime<Utc>) -> Result<()> {
        let by_name = self.by_name(conn, now).await?;
        let name = sign_in_failure::count(conn, &by_name).await?;
        let address = sign_in_failure::count(conn, &self.by_address()).await?;
        demand(name.map_or(0, |count| name_wait(&count, now)))?;
        demand(address.map_or(0, |count| address_wait(&count, now)))
    }

    /// Counts the try as failed, and gives the account to compare with. Refuses one that is too early.
    async fn take_turn(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Account>> {
        let (by_name, by_address) = (self.by_name(tx, now).await?, self.by_address());
        let name = sign_in_failure::hold(tx, &by_name, now).await?;
        demand(name_wait(&name, now))?;
        let address = sign_in_failure::hold(tx, &by_address, now).await?;
        demand(address_wait(&address, now))?;
        let remembered = throttle::remembered(name.failures, name.last, now);
        let failures = remembered.saturating_add(1);
        sign_in_failure::set(tx, &by_name, &Count { failures, since: name.since, last: now })
            .await?;
        let fresh = now - address.since >= WINDOW;
        let (failures, since) =
            if fresh { (1, now) } else { (address.failures.saturating_add(1), address.since) };
        sign_in_failure::set(tx, &by_address, &Count { failures, since, last: now }).await?;
        account::by_name(tx, &self.name).await
    }

    /// Takes the failure back, and remembers the address.
    pub(crate) async fn succeeded(
        &self,
        tx: &mut Tx,
        account: AccountId,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let by_name = self.by_name(tx, now).await?;
        if by_name.address.is_empty() {
            // The count of strangers goes on: its owner's success gives them no free tries.
            sign_in_failure::take_back(tx, &by_name).await?;
        } else {
            sign_in_failure::forget(tx, &by_name).await?;
        }
        sign_in_failure::take_back(tx, &self.by_address()).await?;
        sign_in_failure::know(tx, account, &self.address, now).await
    }
}

impl Sessions<'_> {
    /// The account, where it is open and the password is its own. `Throttled` where it is too early.
    pub(crate) async fn evaluate(
        self,
        attempt: &Attempt,
        password: &str,
    ) -> domain::Result<Option<Account>> {
        let hasher = self.backend.hasher();
        let door = hasher.door().await.map_err(crate::Error::publish)?;
        self.backend.read(async |conn| attempt.demand_turn(conn, self.backend.now()).await).await?;
        drop(door);
        let turn = hasher.turn().await.map_err(crate::Error::publish)?;
        let (counted, now) = (attempt.clone(), self.backend.now());
        let account = self.backend.write(async move |tx| counted.take_turn(tx, now).await).await?;
        let hash = account.as_ref().and_then(Account::open_hash).map(str::to_owned);
        let password = if password.len() > LONGEST_BYTES { "" } else { password };
        let is_right = hasher.verify(turn, hash, password).await.map_err(crate::Error::publish)?;
        Ok(account.filter(|_| is_right))
    }
}

fn demand(seconds: u32) -> Result<()> {
    if seconds == 0 { Ok(()) } else { Err(Error::Throttled(seconds).into()) }
}

fn name_wait(count: &Count, now: DateTime<Utc>) -> u32 {
    if count.failures == 0 { 0 } else { throttle::wait_seconds(count.failures, count.last, now) }
}

fn address_wait(count: &Count, now: DateTime<Utc>) -> u32 {
    let left = count.since + WINDOW - now;
    if count.failures < PER_ADDRESS || left <= Duration::zero() {
        return 0;
    }
    u32::try_from(left.num_seconds() + 1).unwrap_or(u32::MAX)
}

/// An address as it is counted: of IPv6 the network, since one household has all addresses of it.
fn counted_as(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_with_ipv6_counts_as_one_address() {
        let counted = |text: &str| counted_as(text.parse().unwrap());
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), counted("2001:db8:1:2::1"));
        assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
        assert_eq!(counted("::ffff:192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn a_shared_address_waits_for_the_end_of_its_hour() {
        let now: DateTime<Utc> = "2024-03-01T00:30:00Z".parse().unwrap();
        let count = |failures| Count { failures, since: now - Duration::minutes(30), last: now };
        assert_eq!(address_wait(&count(PER_ADDRESS - 1), now), 0);
        assert_eq!(address_wait(&count(PER_ADDRESS), now), 30 * 60 + 1);
        assert_eq!(address_wait(&count(PER_ADDRESS), now + Duration::minutes(30)), 0);
    }
}
