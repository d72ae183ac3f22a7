//! Opens each fiscal year when it begins, at midnight of 1 October in Bangkok.

use super::Occurrence;
use crate::Backend;
use chrono::{DateTime, Duration, Utc};
use domain::kernel::bangkok;
use domain::year::fiscal_year::FiscalYear;

pub(super) fn latest(now: DateTime<Utc>) -> Occurrence {
    beginning(FiscalYear::of(now))
}

pub(super) fn next(now: DateTime<Utc>) -> Occurrence {
    beginning(FiscalYear::on(FiscalYear::of(now).ends() + Duration::days(1)))
}

fn beginning(year: FiscalYear) -> Occurrence {
    Occurrence { key: year.to_string(), at: bangkok::midnight(year.starts()) }
}

/// Opens every year that has begun; nothing where all are open.
pub(super) async fn run(backend: &Backend) -> domain::Result<()> {
    for year in backend.years().open_due().await? {
        tracing::info!(%year, "fiscal year opened with the catalogue of the year before");
    }
    Ok(())
}
