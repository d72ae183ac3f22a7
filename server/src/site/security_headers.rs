//! The headers that keep a page from doing what it was not built to do. On every answer.

use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};

/// What a page may load and do; `{scripts}` and `{live}` are filled in at the start.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'{live}; manifest-src 'self'; worker-src 'self'; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Abilities of browsers that no page here uses, except to find the nearest office on the map.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(self), \
     gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Two years. Subdomains are not ours to speak for.
const HSTS: &str = "max-age=63072000";

/// The headers of this server, made once at its start.
#[derive(Debug, Clone)]
pub struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

impl SecurityHeaders {
    /// For pages whose inline scripts have these hashes, in a site reached by https or not.
    ///
    /// `live_reload` is the address of the development tool's socket, where it runs.
    pub fn new(script_hashes: &[String], https: bool, live_reload: Option<&str>) -> Self {
        let scripts =
            script_hashes.iter().fold(String::new(), |all, hash| format!("{all} '{hash}'"));
        let live = live_reload.map(|socket| format!(" {socket}")).unwrap_or_default();
        let policy = POLICY.replace("{scripts}", &scripts).replace("{live}", &live);
        // Hashes and addresses are plain ASCII; were one not, nothing at all may run.
        let policy = HeaderValue::from_str(&policy)
            .unwrap_or(HeaderValue::from_static("default-src 'none'"));
        let mut headers = vec![(header::CONTENT_SECURITY_POLICY, policy)];
        let constant = [
            (header::REFERRER_POLICY, "same-origin"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
            (header::STRICT_TRANSPORT_SECURITY, HSTS),
        ];
        let wanted = constant
            .into_iter()
            .filter(|(name, _)| https || *name != header::STRICT_TRANSPORT_SECURITY);
        headers.extend(wanted.map(|(name, value)| (name, HeaderValue::from_static(value))));
        Self(headers)
    }

    /// Sets them. What a handler has set itself stays, such as open data's wider resource policy.
    pub fn set(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// Lets other sites' pages read an answer: for open data only.
pub fn open_to_other_sites(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_asks_browsers_to_stay_with_https() {
        let names = |https| {
            let mut headers = HeaderMap::new();
            SecurityHeaders::new(&[], https, None).set(&mut headers);
            headers.contains_key(header::STRICT_TRANSPORT_SECURITY)
        };
        assert!(names(true) && !names(false));
    }

    #[test]
    fn the_policy_names_the_scripts_by_hash_and_nothing_inline() {
        let mut headers = HeaderMap::new();
        SecurityHeaders::new(&["sha256-abc=".into()], false, None).set(&mut headers);
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=';"), "{policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("nonce") && !policy.contains('{')
        );
    }
}
