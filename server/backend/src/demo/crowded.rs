//! A demo with many times the expected number of reports, for measurements.

use crate::store::demo::measuring;
use crate::store::engine::address::Address;
use crate::store::year::fiscal_year;
use crate::store::{Db, Terms, Tx};
use crate::{Clock, Result, full_demo};
use std::time::Duration;

/// Number of districts per transaction.
const CHUNK: usize = 500;
/// Time limit of a transaction.
const LIMIT: Duration = Duration::from_mins(2);

/// Creates a demo at `url` with `copies` of each district, and `times` reports of each district on each
/// item of each open year; returns the number of reports.
pub async fn crowded_demo(url: &str, clock: &Clock, copies: i64, times: i64) -> Result<u64> {
    full_demo(url, clock, 0).await?;
    copy_districts(url, copies).await?;
    let (db, now) = (Db::open(&Address::parse(url)?).await?, clock.now());
    let (first, last) = db.read(measuring::ids).await?;
    let (mut reports, chunk) = (0, i64::try_from(CHUNK).unwrap_or(i64::MAX));
    for year in db.read(fiscal_year::all).await? {
        for from in (first..=last).step_by(CHUNK) {
            let districts = from..=(from + chunk - 1).min(last);
            let put =
                async move |tx: &mut Tx| measuring::report(tx, districts, year, times, now).await;
            reports += db.write_on(Terms::within(LIMIT), put).await?;
        }
    }
    db.close().await;
    Ok(reports)
}

/// Adds this many copies of each district to the database at `url`.
pub async fn copy_districts(url: &str, copies: i64) -> Result<()> {
    let db = Db::open(&Address::parse(url)?).await?;
    db.write_on(Terms::within(LIMIT), async move |tx: &mut Tx| {
        measuring::copy_districts(tx, copies).await
    })
    .await?;
    db.close().await;
    Ok(())
}
