//! Opening a test's database, and filling it with demo data: created once for each engine, then copied.

use crate::{Backend, Clock, DEFAULT_QUOTA, HashCost, demo, migrate};
use testing::TestDb;
use tokio::sync::OnceCell;

/// A complete SQLite file with demo data.
static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
/// The address of a PostgreSQL database with demo data.
static DATABASE: OnceCell<String> = OnceCell::const_new();

/// Opens a backend over a test's database.
pub(crate) trait OpenBackend {
    /// The database migrated, with the shipped facts, and opened; passwords are hashed at a low cost.
    async fn backend(&self, clock: &Clock) -> Backend;

    /// Fills the empty database with demo data as of `clock`: equal for all tests of a binary.
    async fn fill_with_demo(&self, clock: &Clock);
}

impl OpenBackend for TestDb {
    async fn backend(&self, clock: &Clock) -> Backend {
        migrate(self.url(), clock).await.expect("an empty database migrates");
        let backend = Backend::open(self.url(), clock.clone()).await;
        let backend = backend.expect("a migrated database opens").with_hash_cost(HashCost::WEAK);
        backend.with_files(self.dir().join("files"), DEFAULT_QUOTA)
    }

    async fn fill_with_demo(&self, clock: &Clock) {
        if let Some(path) = self.url().strip_prefix("sqlite:") {
            let file = FILE.get_or_init(|| file(clock)).await;
            std::fs::write(path, file).expect("there is room for a copy");
        } else {
            self.copy_postgres(DATABASE.get_or_init(|| database(clock)).await);
        }
    }
}

async fn file(clock: &Clock) -> Vec<u8> {
    let one = TestDb::sqlite();
    make(&one, clock).await;
    let path = one.url().strip_prefix("sqlite:").expect("it is on SQLite");
    std::fs::read(path).expect("the file was closed whole")
}

async fn database(clock: &Clock) -> String {
    let one = TestDb::postgres().await.expect("a test on PostgreSQL has asked");
    make(&one, clock).await;
    one.url().to_owned()
}

async fn make(db: &TestDb, clock: &Clock) {
    demo(db.url(), clock, 7, None).await.expect("demo data are made");
}
