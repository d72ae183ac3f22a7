//! Which address a request really comes from, behind proxies that are trusted to say so.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::IpAddr;

/// Proxies whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// From addresses and networks (`10.0.0.5`, `10.0.0.0/8`) separated by commas; the one that is
    /// neither, where there is one.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts
            .map(|part| network(part).ok_or_else(|| part.to_owned()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The client of a request that arrived from `peer`: the nearest address in
    /// `X-Forwarded-For` that is not itself a trusted proxy.
    ///
    /// What an untrusted peer claims is not read at all, and nothing left of an unreadable entry.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines = headers.get_all("x-forwarded-for").into_iter();
        let mut hops: Vec<&str> =
            lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).collect();
        while self.trusts(client) {
            match hops.pop().and_then(|hop| hop.trim().parse::<IpAddr>().ok()) {
                Some(hop) => client = hop.to_canonical(),
                None => break,
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        TrustedProxies::parse(trusted).unwrap().client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_who_it_is() {
        assert_eq!(client("", "203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(client("10.0.0.0/8", "203.0.113.9", "198.51.100.1"), "203.0.113.9");
    }

    #[test]
    fn the_nearest_hop_that_is_not_ours_is_the_client() {
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", "192.0.2.66, 198.51.100.1, 10.9.9.9"),
            "198.51.100.1"
        );
        assert_eq!(client("10.0.0.0/8, ::1", "::ffff:10.0.0.1", "2001:db8::7"), "2001:db8::7");
    }

    #[test]
    fn an_unreadable_entry_ends_the_chain() {
        assert_eq!(client("10.0.0.0/8", "10.0.0.1", "198.51.100.1, unknown"), "10.0.0.1");
    }

    #[test]
    fn what_is_no_address_is_named() {
        assert_eq!(TrustedProxies::parse("10.0.0.1,proxy.local"), Err("proxy.local".into()));
    }
}
