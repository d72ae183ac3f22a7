//! A demo with many times more reports than there will ever be, to measure with.

use crate::store::demo::measuring;
use crate::store::engine::address::Address;
use crate::store::year::fiscal_year;
use crate::store::{Db, Terms, Tx};
use crate::{Clock, Result, full_demo};
use std::time::Duration;

/// So many districts at once: each time is a transaction.
const CHUNK: usize = 500;
/// How long one may take.
const LIMIT: Duration = Duration::from_mins(2);

/// Makes a demo at `url` with so many `copies` of each district beside it, and so many reports of each on each
/// item of each open year; gives how many reports.
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

/// Adds so many copies of each district to the database at `url`.
pub async fn copy_districts(url: &str, copies: i64) -> Result<()> {
    let db = Db::open(&Address::parse(url)?).await?;
    db.write_on(Terms::within(LIMIT), async move |tx: &mut Tx| {
        measuring::copy_districts(tx, copies).await
    })
    .await?;
    db.close().await;
    Ok(())
}
