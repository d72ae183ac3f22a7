//! Which language a request is answered in, and when that is remembered.

use axum::http::{HeaderMap, HeaderValue, header};
use words::Lang;

/// The cookie that remembers the language. Not personal: `th` or `en`.
const COOKIE: &str = "lang";

/// The language of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Answer in this one.
    pub lang: Lang,
    /// Whether the browser shall keep it.
    pub remember: bool,
}

impl Choice {
    /// `?lang=` first, then the cookie, then Thai.
    ///
    /// A choice in the address is remembered when it was made on our own pages, or when nothing is
    /// remembered yet: a link from elsewhere does not change a language once chosen.
    pub fn of(query: Option<&str>, headers: &HeaderMap) -> Self {
        let kept = cookie(headers, COOKIE).and_then(Lang::from_code);
        let Some(lang) = asked(query.unwrap_or_default()) else {
            return Self { lang: kept.unwrap_or_default(), remember: false };
        };
        let ours = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
        Self { lang, remember: kept != Some(lang) && (ours || kept.is_none()) }
    }

    /// The cookie that keeps the language for a year; `secure` where the site is reached by https.
    pub fn cookie(self, secure: bool) -> HeaderValue {
        HeaderValue::from_static(match (self.lang, secure) {
            (Lang::Th, false) => "lang=th; Path=/; Max-Age=31536000; SameSite=Lax",
            (Lang::En, false) => "lang=en; Path=/; Max-Age=31536000; SameSite=Lax",
            (Lang::Th, true) => "lang=th; Path=/; Max-Age=31536000; SameSite=Lax; Secure",
            (Lang::En, true) => "lang=en; Path=/; Max-Age=31536000; SameSite=Lax; Secure",
        })
    }
}

/// The last `lang=` that names a language.
fn asked(query: &str) -> Option<Lang> {
    query.split('&').filter_map(|pair| pair.strip_prefix("lang=")).rev().find_map(Lang::from_code)
}

/// The value of a cookie, as sent.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(query: &str, cookie: &str, site: &str) -> (Lang, bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        headers.insert("sec-fetch-site", site.parse().unwrap());
        let choice = Choice::of(Some(query), &headers);
        (choice.lang, choice.remember)
    }

    #[test]
    fn the_address_goes_before_the_cookie_and_thai_is_the_default() {
        assert_eq!(choice("", "", "none"), (Lang::Th, false));
        assert_eq!(choice("", "a=b; lang=en", "none"), (Lang::En, false));
        assert_eq!(choice("q=x&lang=th", "lang=en", "none"), (Lang::Th, false));
        assert_eq!(choice("lang=fr", "lang=en", "none"), (Lang::En, false));
        assert_eq!(choice("lang=xx&lang=en", "", "none"), (Lang::En, true));
    }

    #[test]
    fn a_link_from_elsewhere_does_not_change_a_language_once_chosen() {
        assert_eq!(choice("lang=en", "lang=th", "cross-site"), (Lang::En, false));
        assert_eq!(choice("lang=en", "lang=th", "same-origin"), (Lang::En, true));
        assert_eq!(choice("lang=en", "", "cross-site"), (Lang::En, true));
    }

    #[test]
    fn what_is_remembered_already_is_not_sent_again() {
        assert_eq!(choice("lang=en", "lang=en", "same-origin"), (Lang::En, false));
    }
}
