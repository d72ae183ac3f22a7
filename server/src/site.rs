//! Everything that requests share.

use crate::http::map::basemap::Outlines;
use crate::http::open_data::OpenDataCache;
use crate::http::school::dots::SchoolDotsCache;
use crate::live::hub::Hub;
use crate::page::address::PageAddress;
use crate::page::cache::PageCache;
use crate::page::inline_scripts;
use crate::page::render;
use crate::page::render::Personal;
use crate::page::security_headers::SecurityHeaders;
use crate::page::site_files::{OUTPUT_NAME, PKG, SiteFiles};
use crate::request::client_address::TrustedProxies;
use crate::request::visit::Reference;
use app::drawings::Drawings;
use backend::Backend;
use leptos::config::LeptosOptions;
use std::collections::BTreeSet;
use std::sync::Arc;
use words::Lang;

/// What a site is made of.
#[derive(Clone)]
pub struct SiteParts {
    /// The use cases.
    pub backend: Backend,
    /// What tells of what happens.
    pub hub: Hub,
    /// The files for browsers.
    pub files: SiteFiles,
    /// Where the public reaches this server, without a slash at the end.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// The port on which the development tool tells browsers to reload, where it runs.
    pub reload_port: Option<u16>,
}

/// A running site.
pub struct Site {
    parts: SiteParts,
    leptos: LeptosOptions,
    security_headers: SecurityHeaders,
    /// Rendered pages.
    pub pages: PageCache,
    /// Parts of pages that many readers share.
    pub drawings: Drawings,
    /// The open data's two documents.
    pub open_data: OpenDataCache,
    /// Where all schools are.
    pub school_dots: SchoolDotsCache,
    /// The provinces' detailed outlines.
    pub outlines: Outlines,
}

impl Site {
    /// Makes a site, and draws its pages without parameters once to learn their inline scripts,
    /// which are the only ones that its policy will let browsers run.
    pub async fn new(parts: SiteParts, page_paths: &[String]) -> Arc<Self> {
        let mut site = Self {
            leptos: leptos_options(&parts),
            security_headers: SecurityHeaders::new(&[], false, None),
            pages: PageCache::default(),
            drawings: Drawings::default(),
            open_data: OpenDataCache::default(),
            school_dots: SchoolDotsCache::default(),
            outlines: Outlines::default(),
            parts,
        };
        let hashes = site.script_hashes(page_paths).await;
        let socket = site
            .parts
            .reload_port
            .map(|port| format!("ws://localhost:{port} ws://127.0.0.1:{port}"));
        site.security_headers = SecurityHeaders::new(&hashes, site.is_https(), socket.as_deref());
        Arc::new(site)
    }

    async fn script_hashes(&self, page_paths: &[String]) -> Vec<String> {
        let mut hashes = BTreeSet::new();
        for path in page_paths.iter().filter(|path| !path.contains('{')) {
            let address = PageAddress { path: path.clone(), query: Vec::new(), lang: Lang::Th };
            let page = render::page(self, &address, Reference::new(0), Personal::default()).await;
            hashes.extend(inline_scripts::hashes(&String::from_utf8_lossy(&page.html)));
        }
        hashes.into_iter().collect()
    }

    /// The use cases.
    pub fn backend(&self) -> &Backend {
        &self.parts.backend
    }

    /// What tells of what happens.
    pub fn hub(&self) -> &Hub {
        &self.parts.hub
    }

    /// The files for browsers.
    pub fn files(&self) -> &SiteFiles {
        &self.parts.files
    }

    /// How leptos finds the built files.
    pub fn leptos(&self) -> &LeptosOptions {
        &self.leptos
    }

    /// Where the public reaches this server, without a slash at the end.
    pub fn public_url(&self) -> &str {
        &self.parts.public_url
    }

    /// Whether the public reaches this server by https.
    pub fn is_https(&self) -> bool {
        self.parts.public_url.starts_with("https://")
    }

    /// Proxies whose `X-Forwarded-For` is believed.
    pub fn trusted_proxies(&self) -> &TrustedProxies {
        &self.parts.trusted_proxies
    }

    /// Address of the style sheet.
    pub fn css_href(&self) -> &str {
        &self.parts.files.css_href
    }

    /// The headers of every answer.
    pub fn security_headers(&self) -> &SecurityHeaders {
        &self.security_headers
    }
}

fn leptos_options(parts: &SiteParts) -> LeptosOptions {
    let hash_file = parts.files.hash_file.as_ref().map(|path| path.to_string_lossy().into_owned());
    LeptosOptions::builder()
        .output_name(OUTPUT_NAME)
        .site_root(parts.files.dir.to_string_lossy().into_owned())
        .site_pkg_dir(PKG)
        .hash_files(hash_file.is_some())
        .hash_file(Arc::from(hash_file.unwrap_or_default()))
        .reload_port(parts.reload_port.map_or(0, u32::from))
        .build()
}
