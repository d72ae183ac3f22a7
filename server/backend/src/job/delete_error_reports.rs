//! Deletes error reports a year after they were closed, each night at four in Bangkok.

use super::Occurrence;
use crate::{Backend, error_report};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::kernel::bangkok;

const AT: Duration = Duration::hours(4);

pub(super) fn latest(now: DateTime<Utc>) -> Occurrence {
    night(bangkok::date(now - AT))
}

pub(super) fn next(now: DateTime<Utc>) -> Occurrence {
    night(bangkok::date(now - AT) + Duration::days(1))
}

fn night(day: NaiveDate) -> Occurrence {
    Occurrence { key: day.to_string(), at: bangkok::midnight(day) + AT }
}

/// Deletes what is due.
pub(super) async fn run(backend: &Backend) -> domain::Result<()> {
    let deleted = error_report::delete_closed(backend).await?;
    if deleted > 0 {
        tracing::info!(deleted, "error reports closed a year ago were deleted");
    }
    Ok(())
}
