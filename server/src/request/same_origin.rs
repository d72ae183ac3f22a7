//! Whether a request that may change something comes from our own pages.
//!
//! Browsers send a session's cookie along whoever asks for it, so the cookie alone proves nothing.

use axum::http::{HeaderMap, Method, header};

/// Whether the request may go on: it only reads, or our own pages made it.
///
/// Every browser of the last years sends `Sec-Fetch-Site`, which no page can forge; where it is
/// missing, `Origin` must be `public_url`.
pub fn may_go_on(method: &Method, headers: &HeaderMap, public_url: &str) -> bool {
    if method.is_safe() {
        return true;
    }
    let all = |name: &str| headers.get_all(name).into_iter().collect::<Vec<_>>();
    match all("sec-fetch-site").as_slice() {
        [] => matches!(all(header::ORIGIN.as_str()).as_slice(), [origin] if *origin == public_url),
        [site] => *site == "same-origin",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://map.example.org";

    fn posts(lines: &[(&'static str, &str)]) -> bool {
        let headers =
            lines.iter().map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap()));
        let mut map = HeaderMap::new();
        headers.for_each(|(name, value): (header::HeaderName, _)| _ = map.append(name, value));
        may_go_on(&Method::POST, &map, OURS)
    }

    #[test]
    fn what_the_browser_says_of_the_site_goes_before_the_origin() {
        let (site, origin) = ("sec-fetch-site", "origin");
        assert!(posts(&[(site, "same-origin")]));
        assert!(posts(&[(site, "same-origin"), (origin, "null")]));
        assert!(posts(&[(origin, OURS)]));
        for refused in [
            &[][..],
            &[(site, "same-site")],
            &[(site, "cross-site"), (origin, OURS)],
            &[(site, "none"), (origin, OURS)],
            &[(site, ""), (origin, OURS)],
            &[(site, "same-origin"), (site, "cross-site")],
            &[(origin, "null")],
            &[(origin, "http://map.example.org")],
            &[(origin, "https://map.example.org.evil.example")],
            &[(origin, "https://map.example.org:8443")],
            &[(origin, OURS), (origin, "https://evil.example")],
        ] {
            assert!(!posts(refused), "{refused:?}");
        }
    }

    #[test]
    fn reading_is_free() {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            assert!(may_go_on(&method, &HeaderMap::new(), OURS));
        }
        assert!(!may_go_on(&Method::from_bytes(b"PURGE").unwrap(), &HeaderMap::new(), OURS));
    }
}
