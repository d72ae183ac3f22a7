//! Removes the files that nothing refers to, and reports missing ones, at three in the morning in Bangkok.

use super::Occurrence;
use crate::Backend;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::kernel::bangkok;

/// After midnight, when few people work.
const AT: Duration = Duration::hours(3);

pub(super) fn latest(now: DateTime<Utc>) -> Occurrence {
    night(bangkok::date(now - AT))
}

pub(super) fn next(now: DateTime<Utc>) -> Occurrence {
    night(bangkok::date(now - AT) + Duration::days(1))
}

fn night(day: NaiveDate) -> Occurrence {
    Occurrence { key: day.to_string(), at: bangkok::midnight(day) + AT }
}

/// Sweeps the folder. What is missing stands in the log; `pakmud check` says so too.
pub(super) async fn run(backend: &Backend) -> domain::Result<()> {
    let swept = backend.uploads().sweep().await?;
    if swept.removed > 0 {
        tracing::info!(files = swept.removed, "files that nothing refers to were removed");
    }
    for digest in swept.missing {
        tracing::error!(%digest, "a file is missing in the folder of files; restore it from a backup");
    }
    Ok(())
}
