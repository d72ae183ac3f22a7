//! Where somebody goes on after a form: only to a page of ours.

use domain::kernel::percent::percent_encode;

/// The longest address taken, in bytes; a filtered map's is far shorter.
pub const MAX_BYTES: usize = 2048;

/// An address of ours: begins with one slash, and is nothing that a browser reads as another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// The map, where nothing better is known.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// What waits for an acknowledgement.
    pub fn waiting() -> Self {
        Self("/waiting".to_owned())
    }

    /// The address, if it is one of ours. Browsers read `\` as `/` and drop tabs and line ends, so
    /// these are refused wherever they stand; what is not ASCII must be percent-encoded.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        let is_ours = text.starts_with('/') && !text.starts_with("//");
        let is_form = text.starts_with("/do/");
        (is_plain && is_ours && !is_form && text.len() <= MAX_BYTES).then(|| Self(text.to_owned()))
    }

    /// The same address with one more parameter, if that is still one of ours.
    pub fn with(&self, name: &str, value: &str) -> Option<Self> {
        let (page, place) = self.0.split_once('#').unwrap_or((&self.0, ""));
        let mark = if page.contains('?') { '&' } else { '?' };
        let place = if place.is_empty() { String::new() } else { format!("#{place}") };
        Self::parse(&format!("{page}{mark}{name}={}{place}", percent_encode(value)))
    }

    /// As in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As the value of a parameter.
    pub fn as_parameter(&self) -> String {
        percent_encode(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_goes_before_the_place_on_the_page() {
        let with = |text| ReturnTo::parse(text).unwrap().with("form", "a b").unwrap().0;
        assert_eq!(with("/waiting"), "/waiting?form=a%20b");
        assert_eq!(with("/waiting?cluster=3"), "/waiting?cluster=3&form=a%20b");
        assert_eq!(with("/districts/p-nan-1#report"), "/districts/p-nan-1?form=a%20b#report");
        assert_eq!(
            ReturnTo::parse(&format!("/{}", "a".repeat(2047))).unwrap().with("a", "b"),
            None
        );
    }

    #[test]
    fn only_a_path_of_this_site_is_taken() {
        for ours in
            ["/", "/account", "/?q=%E0%B8%81&kind=primary#list", "/districts/p-nan-1", "/a//b"]
        {
            assert_eq!(ReturnTo::parse(ours).unwrap().as_str(), ours);
        }
        let long = format!("/{}", "a".repeat(MAX_BYTES));
        for other in [
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\u{0}/",
            " /",
            "/ ",
            "https://evil.example",
            "javascript:alert(1)",
            "/ก",
            "/\u{2028}",
            "/\r\nset-cookie: a=b",
            "/do/sign_out",
            &long,
        ] {
            assert_eq!(ReturnTo::parse(other), None, "{other:?}");
        }
    }
}
