//! The address of a page, reduced to what the page may depend on.
//!
//! A page is drawn from this and nothing else of the request, so that two requests with equal
//! `PageAddress` may share one answer.

use crate::request::endpoint::Endpoint;
use crate::request::return_to;
use axum::extract::Query;
use axum::http::Uri;
use domain::map::view;
use domain::overview;
use std::collections::BTreeMap;
use words::Lang;

/// Values other than a search are shorter than this (bytes); what is longer cannot be one of ours.
const MAX_VALUE: usize = 80;
/// So long is the list of what is compared at most: slugs of 60 bytes with commas.
const MAX_COMPARED: usize = 61 * overview::MOST_COMPARED;

/// Path, query parameters that the page reads, language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageAddress {
    /// As sent, percent-encoded.
    pub path: String,
    /// Decoded, sorted by name, none empty.
    pub query: Vec<(String, String)>,
    /// The language to answer in.
    pub lang: Lang,
}

impl PageAddress {
    /// The page that an address asks for, with the parameters that its row names.
    pub fn of(uri: &Uri, lang: Lang, endpoint: &Endpoint) -> Self {
        let query = query(uri, |name| endpoint.reads(name));
        Self { path: uri.path().to_owned(), query, lang }
    }

    /// Whether the page is for who asks alone, so that nobody else may be answered with it.
    pub fn is_personal(&self, endpoint: &Endpoint) -> bool {
        self.query.iter().any(|(name, _)| endpoint.is_personal(name))
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same as an address, percent-encoded, without the language.
    pub fn to_uri(&self) -> Uri {
        let pairs = self.query.iter().map(|(name, value)| (name, value));
        view::with_query(&self.path, pairs).parse().unwrap_or_default()
    }
}

/// The parameters of an address that are read, decoded and sorted by name, none empty.
pub fn query(uri: &Uri, is_read: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let pairs =
        Query::<Vec<(String, String)>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default();
    let read = pairs.into_iter().filter(|(name, _)| is_read(name)).filter_map(fitting);
    read.collect::<BTreeMap<_, _>>().into_iter().collect()
}

/// The pair, cut to what a page may be given; none where the value cannot be one.
fn fitting((name, value): (String, String)) -> Option<(String, String)> {
    let value = match name.as_str() {
        "q" => value.chars().take(view::MAX_SEARCH).collect(),
        // However a day is written, it is one page; what is no day is none.
        "on" => overview::Standpoint::day(&value)?.to_string(),
        _ => value,
    };
    let longest = match name.as_str() {
        "q" => usize::MAX,
        "return_to" => return_to::MAX_BYTES,
        "compare" => MAX_COMPARED,
        _ => MAX_VALUE,
    };
    (!value.is_empty() && value.len() <= longest).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::endpoint::{Access, Kind};

    const MAP: Endpoint = Endpoint {
        reads: &[view::NAMES, &["on"]],
        personal: &["token"],
        ..Endpoint::new("/", Kind::Page, Access::Everybody)
    };

    fn address(text: &str) -> PageAddress {
        PageAddress::of(&text.parse().unwrap(), Lang::Th, &MAP)
    }

    #[test]
    fn a_parameter_of_another_page_makes_no_other_page() {
        assert_eq!(address("/?kind=primary&return_to=%2F&weeks=4"), address("/?kind=primary"));
        assert_eq!(address("/?lang=en&weeks=4").query, []);
    }

    #[test]
    fn a_form_and_the_personal_parameters_of_the_row_are_for_the_reader_alone() {
        let is_personal = |text| address(text).is_personal(&MAP);
        assert!(is_personal("/?form=7") && is_personal("/?q=x&token=y"));
        assert!(!is_personal("/?q=x&posted=7") && !is_personal("/"));
    }

    #[test]
    fn order_repetition_and_strangers_make_no_other_page() {
        let wanted = address("/?kind=primary&q=%E0%B8%95%E0%B8%B2%E0%B8%81");
        assert_eq!(wanted.query, [("kind".into(), "primary".into()), ("q".into(), "ตาก".into())]);
        let same = "/?utm_source=x&q=%E0%B8%95%E0%B8%B2%E0%B8%81&kind=secondary&kind=primary&cluster=&lang=en";
        assert_eq!(address(same), wanted);
        assert_eq!(address(&wanted.to_uri().to_string()), wanted);
    }

    #[test]
    fn a_long_search_is_cut_and_a_long_filter_is_none() {
        let long = "a".repeat(5000);
        assert_eq!(address(&format!("/?q={long}")).query[0].1.len(), view::MAX_SEARCH);
        assert_eq!(address(&format!("/?kind={long}")).query, []);
    }

    #[test]
    fn a_day_is_one_page_however_it_is_written_and_what_is_no_day_is_none() {
        let wanted = address("/districts/x?on=2024-05-31");
        assert_eq!(wanted.query, [("on".into(), "2024-05-31".into())]);
        for same in ["2567-05-31", "2024-5-31", "2567-5-31"] {
            assert_eq!(address(&format!("/districts/x?on={same}")), wanted, "{same}");
        }
        for none in ["soon", "2024-02-30", "20240531", "1717113600", "2024-05-31T00:00"] {
            assert_eq!(address(&format!("/districts/x?on={none}")).query, [], "{none}");
        }
    }

    #[test]
    fn broken_percent_signs_are_read_as_far_as_they_go() {
        assert_eq!(address("/?q=%E0%B8&kind=%zz").query.len(), 2);
    }
}
