//! Opens each fiscal year when it begins, for a server that runs past the thirtieth of September.

use backend::Backend;
use std::time::Duration;

/// How long after its beginning a year may still be waiting to be opened.
const EVERY: Duration = Duration::from_hours(1);

/// Opens what is due, now and every hour, until it is dropped. A failure is tried again.
pub async fn open_every_hour(backend: Backend) {
    let mut hours = tokio::time::interval(EVERY);
    loop {
        hours.tick().await;
        match backend.years().open_due().await {
            Ok(years) => {
                for year in years {
                    tracing::info!(%year, "fiscal year opened with the catalogue of the year before");
                }
            }
            Err(error) => tracing::warn!(?error, "fiscal years that are due could not be opened"),
        }
    }
}
