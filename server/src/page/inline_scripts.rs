//! The inline scripts of rendered pages, and their hashes for the content security policy.

use crate::page::address::PageAddress;
use crate::page::render;
use crate::page::render::Personal;
use crate::request::visit::Reference;
use crate::site::Site;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use words::Lang;

/// Script types that the browser reads as data and never runs.
const DATA: [&str; 2] = ["application/json", "application/ld+json"];

/// The hashes of all inline scripts: each page without parameters is drawn once to learn them.
pub async fn of_pages(site: &Site, page_paths: &[String]) -> Vec<String> {
    let mut all = BTreeSet::new();
    for path in page_paths.iter().filter(|path| !path.contains('{')) {
        let address = PageAddress { path: path.clone(), query: Vec::new(), lang: Lang::Th };
        let page = render::page(site, &address, Reference::new(0), Personal::default()).await;
        all.extend(hashes(&String::from_utf8_lossy(&page.html)));
    }
    all.into_iter().collect()
}

/// The hash of each inline script of a page that a browser would run, as the policy names it:
/// `sha256-…`, in the order of the page.
pub fn hashes(html: &str) -> Vec<String> {
    texts(html)
        .iter()
        .map(|text| format!("sha256-{}", STANDARD.encode(Sha256::digest(text))))
        .collect()
}

/// The texts of the inline scripts of a page that a browser would run.
fn texts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in html.split("<script").skip(1) {
        let Some((tag, rest)) = part.split_once('>') else { continue };
        let is_data = DATA.iter().any(|kind| tag.contains(&format!("type=\"{kind}\"")));
        if tag.contains(" src=") || is_data {
            continue;
        }
        found.push(rest.split_once("</script").map_or(rest, |(text, _)| text));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_browser_runs_is_hashed() {
        let html = r#"<script src="/a.js"></script><script type="module">go()</script>
            <script type="application/json">{"a":1}</script><script></script>"#;
        assert_eq!(texts(html), ["go()", ""]);
    }

    #[test]
    fn a_hash_is_the_one_that_browsers_compute() {
        // The example of MDN's page on `script-src`.
        let html = "<script>var inline = 1;</script>";
        assert_eq!(hashes(html), ["sha256-B2yPHKaXnvFWtRChIbabYmUBFZdVfKKXHbWtWidDVF8="]);
    }
}
