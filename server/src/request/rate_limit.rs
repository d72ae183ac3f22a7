//! How often an address may ask for something: a count per network address and hour, in this process's memory.

use chrono::{DateTime, Duration, Utc};
use domain::Error;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Addresses that are counted at once; beyond it nobody new is let in until an hour is over.
const MOST: usize = 10_000;

/// At most `PER_HOUR` in an hour for each address; IPv6 by its network of 64 bits.
#[derive(Debug, Default)]
pub struct RateLimit<const PER_HOUR: u32> {
    counts: Mutex<HashMap<IpAddr, Count>>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    since: DateTime<Utc>,
    count: u32,
}

impl Count {
    fn ends(self) -> DateTime<Utc> {
        self.since + Duration::hours(1)
    }
}

impl<const PER_HOUR: u32> RateLimit<PER_HOUR> {
    /// Counts a request; `Throttled` with the seconds to wait where it is one too many. Requests without an
    /// address, which come over no network, are not limited.
    pub fn take(&self, client: Option<IpAddr>, now: DateTime<Utc>) -> domain::Result<()> {
        let Some(client) = client.map(network) else { return Ok(()) };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST {
            counts.retain(|_, count| count.ends() > now);
        }
        if counts.len() >= MOST && !counts.contains_key(&client) {
            return Err(Error::Throttled(3600));
        }
        let count = counts.entry(client).or_insert(Count { since: now, count: 0 });
        if count.ends() <= now {
            *count = Count { since: now, count: 0 };
        }
        if count.count >= PER_HOUR {
            let seconds = (count.ends() - now).num_seconds().max(1);
            return Err(Error::Throttled(u32::try_from(seconds).unwrap_or(3600)));
        }
        count.count += 1;
        Ok(())
    }
}

impl<const PER_HOUR: u32> RateLimit<PER_HOUR> {
    /// Takes the last request of an address back: nothing came of it.
    pub fn give_back(&self, client: Option<IpAddr>) {
        let Some(client) = client.map(network) else { return };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&client) {
            count.count = count.count.saturating_sub(1);
        }
    }
}

fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn an_address_has_so_many_in_an_hour_and_others_have_theirs() {
        let limit = RateLimit::<2>::default();
        let take = |ip: &str, seconds| limit.take(Some(ip.parse().unwrap()), at(seconds));
        assert!(take("192.0.2.1", 0).is_ok() && take("192.0.2.1", 10).is_ok());
        assert_eq!(take("192.0.2.1", 20), Err(Error::Throttled(3580)));
        assert!(take("192.0.2.2", 20).is_ok());
        assert!(take("192.0.2.1", 3600).is_ok());
    }

    #[test]
    fn what_was_given_back_does_not_count() {
        let limit = RateLimit::<1>::default();
        let client = Some("192.0.2.1".parse().unwrap());
        limit.give_back(client);
        for _ in 0..5 {
            assert!(limit.take(client, at(0)).is_ok());
            limit.give_back(client);
        }
        assert!(limit.take(client, at(0)).is_ok() && limit.take(client, at(0)).is_err());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let limit = RateLimit::<1>::default();
        let take = |ip: &str| limit.take(Some(ip.parse().unwrap()), at(0));
        assert!(take("2001:db8::1").is_ok() && take("2001:db8::2").is_err());
        assert!(take("2001:db8:0:1::1").is_ok());
        assert!(take("::ffff:192.0.2.1").is_ok() && take("192.0.2.1").is_err());
    }

    #[test]
    fn memory_is_bounded_and_given_back() {
        let limit = RateLimit::<1>::default();
        for n in 0..u32::try_from(MOST).unwrap() {
            assert!(limit.take(Some(IpAddr::from(n.to_be_bytes())), at(0)).is_ok());
        }
        let stranger = Some("203.0.113.9".parse().unwrap());
        assert_eq!(limit.take(stranger, at(1)), Err(Error::Throttled(3600)));
        assert!(limit.take(stranger, at(3600)).is_ok());
        assert_eq!(limit.counts.lock().unwrap().len(), 1);
    }
}
