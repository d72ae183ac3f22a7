//! Migrates a database to this version: creates it, applies migrations, loads facts, opens years.

use crate::place::facts::{Loaded, Shipment, load};
use crate::store::engine::address::Address;
use crate::store::engine::migrations;
use crate::store::{Db, Terms, alone};
use crate::year::fiscal_years;
use crate::{Clock, Result};
use domain::year::fiscal_year::FiscalYear;
use std::fs;
use std::os::unix::fs::OpenOptionsExt as _;
use std::time::Duration;

/// Time limit for loading the facts, even on a slow disk.
const LIMIT: Duration = Duration::from_mins(5);

/// The result of a migration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Migrated {
    /// Names of the migrations that were applied.
    pub migrations: Vec<String>,
    /// The result of loading the shipped facts.
    pub facts: Loaded,
    /// Years opened as copies of the previous year.
    pub years_opened: Vec<FiscalYear>,
}

/// Migrates the database at `url` to this version. A second run changes nothing.
pub async fn migrate(url: &str, clock: &Clock) -> Result<Migrated> {
    migrate_with(url, clock, Shipment::embedded()).await
}

/// Migrates with another shipment, for tests of upgrades.
pub(crate) async fn migrate_with(url: &str, clock: &Clock, shipment: Shipment) -> Result<Migrated> {
    let address = Address::parse(url)?;
    run(&address, clock, shipment).await.map_err(|e| address.explain(e))
}

async fn run(address: &Address, clock: &Clock, shipment: Shipment) -> Result<Migrated> {
    create(address)?;
    let migrations = migrations::run(address).await?;
    let db = Db::open(address).await?;
    let now = clock.now();
    let work = db.write_on(Terms::within(LIMIT), async move |tx| {
        alone(tx).await?;
        let facts = load(tx, &shipment, now).await?;
        Ok((facts, fiscal_years::open_until(tx, now).await?))
    });
    let done = work.await;
    db.close().await;
    let (facts, years_opened) = done?;
    Ok(Migrated { migrations, facts, years_opened })
}

/// Creates the file and its directories, if the database is a file.
fn create(address: &Address) -> Result<()> {
    let Address::Sqlite(path) = address else { return Ok(()) };
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    // Not readable by other users of the machine; a backup may belong to the group.
    let open = || fs::OpenOptions::new().create(true).append(true).mode(0o640).open(path);
    made.and_then(|()| open()).map_err(|e| address.explain_io(&e))?;
    address.look()
}
