//! Databases for trying things out, marked so that nobody takes one for a real one.

use crate::store::address::Address;
use crate::store::{Db, demo_mark, migrations};
use crate::{Backend, Clock, Error, Migrated, Result, migrate};

/// Creates a demo database at `url`, or brings one up to date. Refuses a database that has been
/// created without the mark.
pub async fn demo(url: &str, clock: &Clock) -> Result<Migrated> {
    let address = Address::parse(url)?;
    demand_mark(&address).await.map_err(|e| address.explain(e))?;
    let migrated = migrate(url, clock).await?;
    let marked = async {
        let db = Db::open(&address).await?;
        let marked = db.write(async |tx| demo_mark::mark(tx).await).await;
        db.close().await;
        marked
    };
    marked.await.map_err(|e| address.explain(e))?;
    Ok(migrated)
}

/// Refuses a database that is neither marked nor empty.
async fn demand_mark(address: &Address) -> Result<()> {
    match address.look() {
        Err(Error::NoDatabase(_)) => return Ok(()),
        other => other?,
    }
    if migrations::none_applied(address).await? {
        return Ok(());
    }
    let db = Db::open(address).await?;
    let marked = db.read(demo_mark::is_marked).await;
    db.close().await;
    if marked? { Ok(()) } else { Err(Error::NotADemo(address.shown())) }
}

impl Backend {
    /// Whether the database is one for trying things out.
    pub async fn is_demo(&self) -> domain::Result<bool> {
        self.read(demo_mark::is_marked).await
    }
}
