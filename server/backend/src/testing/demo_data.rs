//! Demo data for many tests: made once for each engine, then copied.

use super::{TestDb, postgres};
use crate::{Clock, demo};
use tokio::sync::OnceCell;

/// A SQLite file with them, whole.
static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
/// The address of a PostgreSQL database with them.
static DATABASE: OnceCell<String> = OnceCell::const_new();

impl TestDb {
    /// Fills this database, which is empty, with demo data as of `clock`: the same for all tests of a binary.
    ///
    /// # Panics
    /// Where they cannot be made or copied.
    pub async fn fill_with_demo(&self, clock: &Clock) {
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            let file = FILE.get_or_init(|| file(clock)).await;
            std::fs::write(path, file).expect("there is room for a copy");
        } else {
            let made = DATABASE.get_or_init(|| database(clock)).await;
            postgres::copy(made, &self.url);
        }
    }
}

async fn file(clock: &Clock) -> Vec<u8> {
    let one = TestDb::sqlite();
    make(&one, clock).await;
    let path = one.url.strip_prefix("sqlite:").expect("it is on SQLite");
    std::fs::read(path).expect("the file was closed whole")
}

async fn database(clock: &Clock) -> String {
    let one = TestDb::postgres().await.expect("a test on PostgreSQL has asked");
    make(&one, clock).await;
    one.url
}

async fn make(db: &TestDb, clock: &Clock) {
    demo(&db.url, clock, 7, None).await.expect("demo data are made");
}
