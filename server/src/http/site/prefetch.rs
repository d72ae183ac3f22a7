//! Which pages a browser may fetch when somebody points at a link, so that following it takes no time.

use axum::http::header;
use axum::response::IntoResponse;

/// Where the rules are, as the header `Speculation-Rules` of each page names them.
pub const ADDRESS: &str = "/prefetch-rules.json";
/// The header's value: the address, as a string of structured fields.
pub const HEADER: &str = "\"/prefetch-rules.json\"";

/// Pages that somebody goes on to. The map is not among them: pointing along its list asks for nothing.
/// An address that chooses a language would do so by being fetched, so it is not either.
const RULES: &str = r#"{"prefetch":[{"eagerness":"moderate","where":{"and":[
{"href_matches":["/districts/*","/schools/*","/items/*","/clusters/*","/overview","/overview/*"]},
{"not":{"href_matches":"/*\\?*lang=*"}}]}}]}"#;

/// `prefetch-rules.json`
pub async fn rules() -> impl IntoResponse {
    let kind = (header::CONTENT_TYPE, "application/speculationrules+json");
    ([kind, (header::CACHE_CONTROL, "public, max-age=3600")], RULES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::PAGES;

    #[test]
    fn each_rule_is_about_pages_that_exist() {
        let rules: serde_json::Value = serde_json::from_str(RULES).unwrap();
        let patterns = &rules["prefetch"][0]["where"]["and"][0]["href_matches"];
        for pattern in patterns.as_array().unwrap() {
            let begin = pattern.as_str().unwrap().trim_end_matches('*');
            assert!(PAGES.iter().any(|page| page.path.starts_with(begin)), "{begin}");
        }
        assert_eq!(HEADER, format!("\"{ADDRESS}\""));
    }
}
