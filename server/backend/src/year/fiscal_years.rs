//! Opening fiscal years: each begins as a copy of the previous year.

use super::Years;
use crate::place::facts::FIRST_YEAR;
use crate::store::engine::address::Address;
use crate::store::engine::migrations;
use crate::store::place::cluster;
use crate::store::year::{fiscal_year, policy_item};
use crate::store::{Db, Event, EventKind, Tx};
use crate::{Clock, Error, Result};
use chrono::{DateTime, Utc};
use domain::year::fiscal_year::FiscalYear;
use serde_json::json;

/// The result of opening a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// The year was opened now, with this many items copied from the previous year.
    Now(u64),
    /// It was open already; nothing was done.
    Already,
}

/// Opens `year` in the database at `url` with the catalogue and clusters of the previous year.
/// Refuses if the previous year is not open.
pub async fn open_year(url: &str, year: FiscalYear, clock: &Clock) -> Result<Opened> {
    let address = Address::parse(url)?;
    address.look()?;
    migrations::demand_current(&address).await.map_err(|e| address.explain(e))?;
    let db = Db::open(&address).await.map_err(|e| address.explain(e))?;
    let now = clock.now();
    let opened = db.write(async move |tx| open(tx, year, now).await).await;
    db.close().await;
    opened.map_err(|e| address.explain(e))
}

impl Years<'_> {
    /// Opens the years that have begun since; for a server that runs past 30 September.
    /// Cheap if there are none.
    pub async fn open_due(self) -> domain::Result<Vec<FiscalYear>> {
        let now = self.backend.now();
        let open = self.backend.read(fiscal_year::all).await?;
        if open.contains(&FiscalYear::of(now)) {
            return Ok(Vec::new());
        }
        self.backend.write(async move |tx| open_until(tx, now).await).await
    }
}

/// Opens `year` in this transaction.
pub(crate) async fn open(tx: &mut Tx, year: FiscalYear, now: DateTime<Utc>) -> Result<Opened> {
    let years = fiscal_year::all(tx).await?;
    if years.contains(&year) {
        return Ok(Opened::Already);
    }
    if !years.contains(&year.previous()) {
        return Err(Error::YearBeforeNotOpen(year));
    }
    if !fiscal_year::open(tx, year, now).await? {
        return Ok(Opened::Already);
    }
    let (from, to) = (year.previous().number(), year.number());
    cluster::copy(tx, from, to).await?;
    let items = policy_item::copy(tx, from, to).await?;
    let payload = json!({ "from": from, "items": items });
    tx.emit(Event::by_system(now, EventKind::YearOpened, &year, payload));
    Ok(Opened::Now(items))
}

/// Opens every year from the first one of the product to the year of `now`.
pub(crate) async fn open_until(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<FiscalYear>> {
    let mut opened = Vec::new();
    for year in (FIRST_YEAR + 1..=FiscalYear::of(now).number()).filter_map(FiscalYear::new) {
        if open(tx, year, now).await? != Opened::Already {
            opened.push(year);
        }
    }
    Ok(opened)
}
