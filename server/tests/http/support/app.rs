//! A whole application on a database of its own, and clients in the roles that exist.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode};
use backend::{Backend, Clock, DEFAULT_QUOTA, HashCost};
use server::http::router;
use server::live::hub::Hub;
use server::site::SiteParts;
use server::site::client_address::TrustedProxies;
use server::site::files::SiteFiles;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use testing::TestDb;
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

/// A day on which nothing changes while a test runs: noon in Bangkok.
pub const NOON: &str = "2026-11-20T05:00:00Z";

/// A migrated database, made once and copied for each test.
static TEMPLATE: OnceCell<TempDir> = OnceCell::const_new();

pub struct TestApp {
    pub router: Router,
    pub backend: Backend,
    pub clock: Clock,
    pub dir: TempDir,
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Client {
    router: Router,
    headers: HeaderMap,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

pub fn sqlite(dir: &Path) -> String {
    format!("sqlite:{}", database_file(dir).display())
}

pub fn database_file(dir: &Path) -> PathBuf {
    dir.join("pakmud.sqlite")
}

/// A folder with a migrated database.
pub async fn migrated_dir() -> TempDir {
    let template = TEMPLATE.get_or_init(|| async {
        let dir = tempfile::tempdir().unwrap();
        backend::migrate(&sqlite(dir.path()), &Clock::fixed(NOON.parse().unwrap())).await.unwrap();
        dir
    });
    let dir = tempfile::tempdir().unwrap();
    std::fs::copy(database_file(template.await.path()), database_file(dir.path())).unwrap();
    dir
}

/// A test's database migrated, with the shipped facts, and opened; passwords are hashed weakly.
async fn backend_of(db: &TestDb, clock: &Clock) -> Backend {
    backend::migrate(db.url(), clock).await.unwrap();
    let backend = Backend::open(db.url(), clock.clone()).await.unwrap();
    backend.with_hash_cost(HashCost::WEAK).with_files(db.dir().join("files"), DEFAULT_QUOTA)
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_at("http://localhost:3000").await
    }

    pub async fn start_at(public_url: &str) -> Self {
        let dir = migrated_dir().await;
        let clock = Clock::fixed(NOON.parse().unwrap());
        let backend = Backend::open(&sqlite(dir.path()), clock.clone()).await.unwrap();
        let backend = backend.with_hash_cost(HashCost::WEAK);
        let router = router(parts(&backend, dir.path(), public_url)).await;
        Self { router, backend, clock, dir }
    }

    /// On a database that is held elsewhere.
    pub async fn on(db: &TestDb) -> Self {
        let clock = Clock::fixed(NOON.parse().unwrap());
        let (backend, dir) = (backend_of(db, &clock).await, tempfile::tempdir().unwrap());
        let router = router(parts(&backend, dir.path(), "http://localhost:3000")).await;
        Self { router, backend, clock, dir }
    }

    /// Changes rows past the program.
    pub async fn run(&self, sql: &'static str) {
        let file = SqliteConnectOptions::new().filename(database_file(self.dir.path()));
        let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Reads rows of one text past the program.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let file = SqliteConnectOptions::new().filename(database_file(self.dir.path()));
        let mut connection = SqliteConnection::connect_with(&file).await.unwrap();
        let texts = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        texts
    }

    pub fn anonymous(&self) -> Client {
        Client { router: self.router.clone(), headers: HeaderMap::new() }
    }

    /// The map as everybody sees it.
    pub async fn board(&self) -> std::sync::Arc<domain::map::board::MapBoard> {
        self.backend.map(&domain::people::access::Actor::Public).board().await.unwrap()
    }

    /// The slugs of all districts.
    pub async fn slugs(&self) -> Vec<String> {
        self.board().await.pins.iter().map(|pin| pin.slug.to_string()).collect()
    }

    /// An address of each kind that shows a page.
    pub async fn page_addresses(&self) -> Vec<String> {
        let slug = &self.slugs().await[0];
        let fixed = [
            "/",
            "/about",
            "/help",
            "/privacy",
            "/open-data",
            "/sign-in",
            "/nowhere",
            "/districts/nobody",
        ];
        let views = [
            "/?q=1&kind=secondary&status=never",
            &format!("/?district={slug}"),
            "/?kind=nothing&cluster=99",
        ];
        let mut all: Vec<String> = fixed.into_iter().chain(views).map(str::to_owned).collect();
        all.push(format!("/districts/{slug}"));
        all
    }
}

pub fn parts(backend: &Backend, dir: &Path, public_url: &str) -> SiteParts {
    SiteParts {
        backend: backend.clone(),
        hub: Hub::start(backend),
        files: SiteFiles::plain(dir.join("site")),
        public_url: public_url.into(),
        trusted_proxies: TrustedProxies::default(),
        reload_port: None,
    }
}

impl Client {
    pub fn of(router: Router) -> Self {
        Self { router, headers: HeaderMap::new() }
    }

    /// The same client, sending one more header.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(HeaderName::from_static(name), value.parse().unwrap());
        self
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address).await
    }

    pub async fn ask(&self, method: Method, address: &str) -> Answer {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = address.parse().unwrap();
        *request.headers_mut() = self.headers.clone();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The text between `<title>` and its end.
    pub fn title(&self) -> &str {
        let (_, rest) = self.text().split_once("<title>").unwrap_or_default();
        rest.split_once("</title>").unwrap_or_default().0
    }
}
