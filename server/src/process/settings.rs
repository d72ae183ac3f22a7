//! Settings: defaults, then the file, then the environment; each checked before anything starts.

mod reading;

use crate::request::request_log::LogFormat;
use crate::site::client_address::TrustedProxies;
use axum::http::Uri;
use domain::file::MIB;
use reading::Reading;
pub use reading::SettingError;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// The file that is read where none is named.
pub const FILE: &str = "pakmud.toml";

/// The settings, as in the file; in the environment in capitals after `PAKMUD_`.
pub const KEYS: [&str; 10] = [
    "addr",
    "public_url",
    "database_url",
    "data_dir",
    "files_dir",
    "district_quota",
    "site_dir",
    "trusted_proxies",
    "log",
    "log_format",
];

/// How the server is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where it listens. Default `127.0.0.1:3000`.
    pub addr: SocketAddr,
    /// Where the public reaches it, without a slash at the end. Default `http://` and `addr`.
    pub public_url: String,
    /// `sqlite:` and a file, or `postgres://` and so on. Default `pakmud.sqlite` in `data_dir`.
    pub database_url: String,
    /// Where the files lie that people attach. Default `files` in `data_dir`.
    pub files_dir: PathBuf,
    /// What the files of one district may take together, in bytes; set in MiB. Default 500 MiB.
    pub district_quota: u64,
    /// The files for browsers. Default `site` beside the program if it is there, else `./site`.
    pub site_dir: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed. Default none.
    pub trusted_proxies: TrustedProxies,
    /// What is logged, as a filter of the `tracing` crates. Default `info`.
    pub log: String,
    /// How a line of the log looks. Default text.
    pub log_format: LogFormat,
}

impl Settings {
    /// From the named file (or [`FILE`] in the working folder, if it is there) and the environment.
    ///
    /// `program` is the path of the running program, beside which the site may lie.
    pub fn read(file: Option<&Path>, program: &Path) -> Result<Self, SettingError> {
        Self::check(&Reading::new(file)?, program)
    }

    fn check(given: &Reading, program: &Path) -> Result<Self, SettingError> {
        let addr = given.take("addr", "an address and a port, such as 127.0.0.1:3000", parse)?;
        let addr = addr.unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000));
        let public_url = given.take(
            "public_url",
            "http:// or https:// and a host, such as https://map.example.org",
            origin,
        )?;
        let data_dir = given.take("data_dir", "a folder", folder)?.unwrap_or_else(|| "data".into());
        let database_url = given.take_secret(
            "database_url",
            "sqlite: and a file, or postgres:// and a server",
            database,
        )?;
        let files_dir = given.take("files_dir", "a folder", folder)?;
        let mib = "how many MiB the files of one district may take, such as 500";
        let district_quota = given.take("district_quota", mib, mebibytes)?;
        let site_dir = given.take("site_dir", "a folder", folder)?;
        let proxies = "addresses or networks separated by commas, such as 127.0.0.1, 10.0.0.0/8";
        let proxies =
            given.take("trusted_proxies", proxies, |text| TrustedProxies::parse(text).ok())?;
        let filter = "a filter, such as `info` or `warn,request=info`";
        let log = given.take("log", filter, |text| {
            EnvFilter::try_new(text).is_ok().then(|| text.to_owned())
        })?;
        let log_format = given.take("log_format", "`text` or `json`", log_format)?;
        Ok(Self {
            addr,
            public_url: public_url.unwrap_or_else(|| format!("http://{addr}")),
            database_url: database_url
                .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("pakmud.sqlite").display())),
            files_dir: files_dir.unwrap_or_else(|| data_dir.join("files")),
            district_quota: district_quota.unwrap_or(backend::DEFAULT_QUOTA),
            site_dir: site_dir.unwrap_or_else(|| default_site(program)),
            trusted_proxies: proxies.unwrap_or_default(),
            log: log.unwrap_or_else(|| "info".into()),
            log_format: log_format.unwrap_or(LogFormat::Text),
        })
    }
}

/// The port on which `cargo leptos watch` tells browsers to reload; that tool sets both variables.
#[expect(clippy::disallowed_methods, reason = "a tool's own variables, read once, at start")]
pub fn reload_port() -> Option<u16> {
    std::env::var_os("LEPTOS_WATCH")?;
    std::env::var("LEPTOS_RELOAD_PORT").ok()?.parse().ok()
}

fn log_format(key: &str) -> Option<LogFormat> {
    match key {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn parse<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn folder(text: &str) -> Option<PathBuf> {
    (!text.contains('\0')).then(|| text.into())
}

/// A whole number of MiB, in bytes.
fn mebibytes(text: &str) -> Option<u64> {
    text.parse::<u64>().ok()?.checked_mul(MIB)
}

/// A scheme and an authority, without path; a slash at the end is forgiven.
fn origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let uri: Uri = text.parse().ok()?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let is_bare = uri.path() == "/"
        && uri.query().is_none()
        && !text.ends_with('/')
        && !text.contains(['@', '#']);
    (is_web && is_bare && uri.host().is_some_and(|host| !host.is_empty())).then(|| text.to_owned())
}

fn database(text: &str) -> Option<String> {
    let known = ["sqlite:", "postgres:", "postgresql:"];
    known
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
        .then(|| text.to_owned())
}

fn default_site(program: &Path) -> PathBuf {
    let beside = program.with_file_name("site");
    if beside.is_dir() { beside } else { "site".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Settings, String> {
        let given = Reading::from_toml(toml).map_err(|e| e.to_string())?;
        Settings::check(&given, Path::new("/nowhere/pakmud")).map_err(|e| e.to_string())
    }

    #[test]
    fn without_any_setting_it_listens_to_this_machine_alone_on_a_file() {
        let settings = read("").unwrap();
        assert_eq!(settings.addr.to_string(), "127.0.0.1:3000");
        assert_eq!(settings.public_url, "http://127.0.0.1:3000");
        assert_eq!(settings.database_url, "sqlite:data/pakmud.sqlite");
        assert_eq!(settings.site_dir, Path::new("site"));
        assert_eq!(settings.files_dir, Path::new("data/files"));
        assert_eq!(settings.district_quota, 500 * MIB);
    }

    #[test]
    fn a_bad_value_names_the_setting_what_it_got_and_what_it_takes() {
        for (toml, parts) in [
            ("addr = 3000", ["PAKMUD_ADDR", "`3000`", "127.0.0.1:3000"]),
            ("addr = 'localhost'", ["PAKMUD_ADDR", "`localhost`", "an address and a port"]),
            (
                "public_url = 'map.example.org'",
                ["PAKMUD_PUBLIC_URL", "`map.example.org`", "https://"],
            ),
            (
                "public_url = 'https://map.example.org/pins'",
                ["PAKMUD_PUBLIC_URL", "/pins`", "host"],
            ),
            (
                "trusted_proxies = ['10.0.0.1', 'proxy']",
                ["PAKMUD_TRUSTED_PROXIES", "proxy", "networks"],
            ),
            ("log = 'info,=='", ["PAKMUD_LOG", "`info,==`", "filter"]),
            ("district_quota = 'much'", ["PAKMUD_DISTRICT_QUOTA", "`much`", "MiB"]),
            ("log_format = 'xml'", ["PAKMUD_LOG_FORMAT", "`xml`", "json"]),
        ] {
            let sentence = read(toml).unwrap_err();
            assert!(parts.iter().all(|part| sentence.contains(part)), "{sentence}");
        }
    }

    #[test]
    fn a_password_in_a_database_address_is_not_repeated() {
        let sentence = read("database_url = 'mysql://root:hunter2@db/x'").unwrap_err();
        assert!(sentence.contains("`mysql:…`") && !sentence.contains("hunter2"), "{sentence}");
    }

    #[test]
    fn an_unknown_setting_in_the_file_is_reported() {
        let sentence = read("adr = '127.0.0.1:1'").unwrap_err();
        assert!(sentence.contains("`adr`") && sentence.contains("database_url"), "{sentence}");
    }

    #[test]
    fn a_list_may_be_written_as_one() {
        assert_eq!(
            read("trusted_proxies = ['::1', '10.0.0.0/8']").unwrap().trusted_proxies,
            TrustedProxies::parse("::1,10.0.0.0/8").unwrap()
        );
    }
}
