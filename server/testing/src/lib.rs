//! A fresh database for each test on both engines, and helpers shared by the tests of several crates.
//!
//! Depends on no crate of the product: each opens the database in its own tests.

mod postgres;

pub use postgres::Cluster;
use tempfile::TempDir;

/// A database of its own for one test; gone when dropped (SQLite) or at the end of the run (PostgreSQL).
#[derive(Debug)]
pub struct TestDb {
    url: String,
    dir: TempDir,
}

/// Path of the real list of schools, if the environment gives one.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration but the environment")]
pub fn schools() -> Option<std::ffi::OsString> {
    std::env::var_os("PAKMUD_TEST_SCHOOLS")
}

impl TestDb {
    /// A path for a SQLite file that does not exist yet.
    ///
    /// # Panics
    /// If no temporary directory can be created.
    pub fn sqlite() -> Self {
        let dir = TempDir::new().expect("a temporary directory");
        let url = format!("sqlite:{}", dir.path().join("pakmud.sqlite").display());
        Self { url, dir }
    }

    /// An empty PostgreSQL database. `None` only if `PAKMUD_TEST_SQLITE_ONLY` is set.
    ///
    /// # Panics
    /// If there is no PostgreSQL: a test that did not run has not passed.
    pub async fn postgres() -> Option<Self> {
        let url = postgres::fresh_database().await?;
        Some(Self { url, dir: TempDir::new().expect("a temporary directory") })
    }

    /// An empty PostgreSQL database on its own cluster, which can be stopped and started.
    ///
    /// # Panics
    /// If there is no PostgreSQL.
    pub async fn postgres_of_its_own() -> Option<(Self, Cluster)> {
        let (url, cluster) = postgres::database_on_its_own().await?;
        Some((Self { url, dir: TempDir::new().expect("a temporary directory") }, cluster))
    }

    /// The address, as `Backend::open` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A directory of the test's own.
    pub fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// Replaces this database with a copy of the PostgreSQL database at `url`, which must have no connections.
    ///
    /// # Panics
    /// If it cannot be copied.
    pub fn copy_postgres(&self, url: &str) {
        postgres::copy(url, &self.url);
    }
}

/// Runs a test on both engines, as `name::sqlite` and `name::postgres`.
///
/// ```text
/// on_both_engines! {
///     async fn a_year_opens_once(db: TestDb) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($(async fn $name:ident($db:ident: TestDb) $body:block)+) => { $(
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a body need not use what stands around it")]
            use super::*;

            async fn body($db: $crate::TestDb) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                body($crate::TestDb::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = $crate::TestDb::postgres().await {
                    body(db).await;
                }
            }
        }
    )+ };
}

/// A chunk of a PNG, with its checksum.
///
/// # Panics
/// If the content is longer than a PNG allows.
pub fn png_chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(content);
    let length = u32::try_from(content.len()).expect("it fits").to_be_bytes();
    [&length[..], kind, content, &crc.sum().to_be_bytes()].concat()
}
