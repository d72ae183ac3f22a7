//! Everything that requests share.

pub mod client_address;
pub mod files;
pub mod registry;
pub mod security_headers;

use crate::live::hub::Hub;
use app::drawings::Drawings;
use backend::Backend;
use client_address::TrustedProxies;
use files::{OUTPUT_NAME, PKG, SiteFiles};
use leptos::config::LeptosOptions;
use registry::Registry;
use security_headers::SecurityHeaders;
use std::any::Any;
use std::sync::Arc;

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
    /// Parts of pages that many readers share.
    pub drawings: Drawings,
    caches: Registry,
}

impl Site {
    /// A site whose policy lets browsers run no inline scripts yet.
    pub fn new(parts: SiteParts) -> Self {
        let site = Self {
            leptos: leptos_options(&parts),
            security_headers: SecurityHeaders::new(&[], false, None),
            drawings: Drawings::default(),
            caches: Registry::default(),
            parts,
        };
        site.with_scripts(&[])
    }

    /// The same with a policy that lets browsers run the inline scripts with these hashes.
    #[must_use]
    pub fn with_scripts(self, hashes: &[String]) -> Self {
        let socket = self
            .parts
            .reload_port
            .map(|port| format!("ws://localhost:{port} ws://127.0.0.1:{port}"));
        let security_headers = SecurityHeaders::new(hashes, self.is_https(), socket.as_deref());
        Self { security_headers, ..self }
    }

    /// The cache of this type, which its area owns.
    pub fn cache<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        self.caches.get()
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
