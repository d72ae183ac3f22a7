//! Keeps the folder of files and their rows together: what nothing refers to is taken away.

use backend::Backend;
use std::time::Duration;

/// How long a file that nobody needs lies there at the most, once it is old enough.
const EVERY: Duration = Duration::from_hours(24);

/// Sweeps now and every day, until it is dropped. What is missing stands in the log; `pakmud check` says so too.
pub async fn sweep_every_day(backend: Backend) {
    let mut days = tokio::time::interval(EVERY);
    loop {
        days.tick().await;
        match backend.uploads().sweep().await {
            Ok(swept) => {
                if swept.removed > 0 {
                    tracing::info!(
                        files = swept.removed,
                        "files that nothing refers to were taken away"
                    );
                }
                for digest in swept.missing {
                    tracing::error!(%digest, "a file is missing in the folder of files; restore it from a backup");
                }
            }
            Err(error) => tracing::warn!(?error, "the folder of files could not be swept"),
        }
    }
}
