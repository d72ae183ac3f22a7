//! The loop that runs due jobs while the server runs.

use backend::Backend;
use chrono::{DateTime, Utc};
use std::time::Duration;

/// After this time it looks again in any case: the machine's clock may have been set.
const LONGEST: Duration = Duration::from_hours(1);
/// The shortest time between two looks.
const SHORTEST: Duration = Duration::from_secs(1);
/// How long it waits while the database does not answer.
const AFTER_A_FAILURE: Duration = Duration::from_mins(1);

/// Runs what is due now and from then on, until it is dropped.
pub async fn run_jobs(backend: Backend) {
    loop {
        let pause = match backend.jobs().run_due().await {
            Ok(round) => pause(round.next, backend.now()),
            Err(error) => {
                tracing::warn!(?error, "due jobs could not be run");
                AFTER_A_FAILURE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// How long until `next`.
fn pause(next: DateTime<Utc>, now: DateTime<Utc>) -> Duration {
    (next - now).to_std().unwrap_or_default().clamp(SHORTEST, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_wakes_at_the_next_due_time_but_at_least_every_hour() {
        let at = |text: &str| text.parse().unwrap();
        let now = at("2024-09-30T16:59:00Z");
        for (next, seconds) in [
            ("2024-09-30T17:00:00Z", 60),
            ("2024-09-30T16:00:00Z", 1),
            ("2024-09-30T16:59:00Z", 1),
            ("2024-10-30T17:00:00Z", 3600),
        ] {
            assert_eq!(pause(at(next), now).as_secs(), seconds, "{next}");
        }
    }
}
