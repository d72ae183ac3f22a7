//! Demo databases, marked so that they are not mistaken for real ones.

pub(crate) mod crowded;
mod dice;
mod profiles;
mod schools;
mod season;
mod texts;
mod write;

use crate::people::password::Hasher;
use crate::store::demo::demo_mark;
use crate::store::engine::address::Address;
use crate::store::engine::migrations;
use crate::store::place::district;
use crate::store::progress::report;
use crate::store::year::{fiscal_year, policy_item};
use crate::store::{Db, Terms, Tx};
use crate::{Clock, Error, HashCost, Migrated, Result, migrate};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use dice::Dice;
use domain::kernel::bangkok;
use domain::people::role::Role;
use domain::year::fiscal_year::FiscalYear;
use season::Season;
use std::collections::BTreeMap;
use texts::Texts;

/// The password of every account of a demo. Not secret: a demo holds only invented data.
pub const DEMO_PASSWORD: &str = "pakmud-demo-2567";

/// The sign-in names of a demo by role.
pub const DEMO_SIGN_INS: [(Role, &str); 8] = [
    (Role::Reporter, "dr-p-bangkok"),
    (Role::Director, "dd-p-bangkok"),
    (Role::Reviewer, "rv-demo"),
    (Role::BureauOfficer, "bo-demo"),
    (Role::MonitoringOfficer, "me-demo"),
    (Role::MonitoringLead, "ml-demo"),
    (Role::Executive, "ex-demo"),
    (Role::Administrator, "ad-demo"),
];

/// The default seed, for reproducible demos.
pub const DEMO_SEED: u64 = 2567;

/// The earliest date of a demo: enough of fiscal year 2567 has passed for silent districts to show.
pub const DEMO_FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");

/// Time limit for writing a demo.
const LIMIT: std::time::Duration = std::time::Duration::from_mins(2);

/// The result of creating a demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// The result of the migration.
    pub migrated: Migrated,
    /// Number of invented reports; `None` if there were reports already, which are kept.
    pub reports: Option<usize>,
}

/// Creates a demo database at `url` with invented accounts and reports, or updates one.
/// Equal seeds and dates give equal reports. They end on the afternoon of `as_of` or, without it, now; a date
/// before [`DEMO_FIRST_DAY`] is replaced by it. Refuses a database that was
/// created without the mark.
pub async fn demo(url: &str, clock: &Clock, seed: u64, as_of: Option<NaiveDate>) -> Result<Demo> {
    let afternoon =
        |day: NaiveDate| bangkok::midnight(day.max(DEMO_FIRST_DAY)) + Duration::hours(16);
    make(url, as_of.map_or(clock.now(), afternoon), seed, Extent::Season).await
}

/// Creates a demo with `times` reports of each district on each item of the year, for measurements.
pub async fn full_demo(url: &str, clock: &Clock, times: usize) -> Result<Demo> {
    make(url, clock.now(), DEMO_SEED, Extent::Full(times)).await
}

/// The extent of the invented data.
#[derive(Debug, Clone, Copy)]
enum Extent {
    /// A realistic season of reports.
    Season,
    /// This many reports on every item.
    Full(usize),
}

async fn make(url: &str, as_of: DateTime<Utc>, seed: u64, extent: Extent) -> Result<Demo> {
    let address = Address::parse(url)?;
    demand_mark(&address).await.map_err(|e| address.explain(e))?;
    let migrated = migrate(url, &Clock::fixed(as_of)).await?;
    let hash = Hasher::new(HashCost::STRONG).hash(DEMO_PASSWORD).await?;
    let filled = async {
        let db = Db::open(&address).await?;
        let filled = db.write_on(Terms::within(LIMIT), async move |tx| {
            demo_mark::mark(tx).await?;
            fill(tx, &hash, (seed, extent), as_of).await
        });
        let filled = filled.await;
        db.close().await;
        filled
    };
    let reports = filled.await.map_err(|e| address.explain(e))?;
    Ok(Demo { migrated, reports })
}

/// Invents accounts and reports if there are none.
async fn fill(
    tx: &mut Tx,
    hash: &str,
    (seed, extent): (u64, Extent),
    as_of: DateTime<Utc>,
) -> Result<Option<usize>> {
    if report::any(tx).await? {
        return Ok(None);
    }
    let (mut items, mut ids) = (BTreeMap::new(), BTreeMap::new());
    for year in fiscal_year::all(tx).await? {
        let named = policy_item::of_year(tx, year).await?.into_iter();
        let named: Vec<_> = named.filter_map(|item| Some((item.name()?, item.id))).collect();
        items.insert(year, named.iter().map(|(name, _)| *name).collect());
        ids.extend(named);
    }
    let districts = district::active(tx, FiscalYear::of(as_of).number()).await?;
    schools::write(tx, &Texts::embedded(), &districts, as_of).await?;
    let kinds: Vec<_> = districts.iter().map(|one| (one.pin.slug.clone(), one.pin.kind)).collect();
    let districts: Vec<_> =
        districts.into_iter().map(|one| (one.pin.slug, one.pin.cluster)).collect();
    let texts = Texts::embedded();
    let season = Season { districts: &districts, items: &items, texts: &texts, as_of };
    let mut dice = Dice::new(seed);
    let people = write::people(tx, &season, hash, as_of - Duration::days(400)).await?;
    let invented = match extent {
        Extent::Season => season.invent(&mut dice),
        Extent::Full(times) => season.invent_full(times, &mut dice),
    };
    let reports = write::reports(tx, &season, &people, &ids, invented, &mut dice).await?;
    profiles::write(tx, &texts, &kinds, &people, as_of, &mut dice).await?;
    Ok(Some(reports))
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
