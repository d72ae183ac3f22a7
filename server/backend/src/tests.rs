//! Tests over the whole backend; those of both engines run on both.

pub(crate) mod database;
pub(crate) mod event;
mod file;
mod job;
pub(crate) mod map;
pub(crate) mod people;
pub(crate) mod place;
mod school;
pub(crate) mod test_db;
pub(crate) mod year;

mod demo;
mod overview;
mod profile;
pub(crate) mod progress;

use crate::Clock;
use crate::store::engine::address::Address;
use crate::store::{Db, Tx, on};
use sqlx::query;
use testing::TestDb;

/// A clock within fiscal year 2567.
pub(crate) fn clock() -> Clock {
    Clock::fixed("2024-03-01T00:00:00Z".parse().expect("an instant"))
}

/// Opens the store itself.
async fn open(db: &TestDb) -> Db {
    open_url(db.url()).await
}

async fn open_url(url: &str) -> Db {
    Db::open(&Address::parse(url).expect("an address")).await.expect("a migrated database")
}

/// Changes rows with raw SQL, bypassing the program.
async fn run(db: &TestDb, sql: &'static str) {
    let db = open(db).await;
    let change = async move |tx: &mut Tx| {
        on!(tx, query(sql) => execute)?;
        Ok(())
    };
    db.write(change).await.expect("the change is made");
    db.close().await;
}
