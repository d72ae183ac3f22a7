//! Jobs: work that is due at a time. One file per job; [`runner`] has each done by one process at a time.
//!
//! A job may run late, and again after a process was killed in the middle of it: each is idempotent.

mod open_due_years;
mod runner;
mod sweep_files;

pub use runner::{Jobs, Round};

use crate::Backend;
use chrono::{DateTime, Utc};

/// A kind of job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Opens each fiscal year when it begins.
    OpenDueYears,
    /// Removes files that nothing refers to, each night.
    SweepFiles,
}

/// A time at which a recurring job is due.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Occurrence {
    /// Names it among those of its kind.
    key: String,
    at: DateTime<Utc>,
}

impl Job {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::OpenDueYears, Self::SweepFiles];

    /// The key in the database; never changes.
    pub fn kind(self) -> &'static str {
        match self {
            Self::OpenDueYears => "open_due_years",
            Self::SweepFiles => "sweep_files",
        }
    }

    /// The kind with this key; `None` for one of another version.
    fn from_kind(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|job| job.kind() == kind)
    }

    /// The newest occurrence that is due at `now`: after downtime it stands for all that were missed.
    fn latest(self, now: DateTime<Utc>) -> Occurrence {
        match self {
            Self::OpenDueYears => open_due_years::latest(now),
            Self::SweepFiles => sweep_files::latest(now),
        }
    }

    /// The first occurrence after `now`.
    fn next(self, now: DateTime<Utc>) -> Occurrence {
        match self {
            Self::OpenDueYears => open_due_years::next(now),
            Self::SweepFiles => sweep_files::next(now),
        }
    }

    /// Does the work.
    async fn run(self, backend: &Backend) -> domain::Result<()> {
        match self {
            Self::OpenDueYears => open_due_years::run(backend).await,
            Self::SweepFiles => sweep_files::run(backend).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_job_is_due_at_once_and_then_at_the_next_time_in_bangkok() {
        let now = "2024-09-30T16:59:59Z".parse().unwrap();
        for (job, latest, next) in [
            (Job::OpenDueYears, ("2567", "2023-09-30T17:00:00Z"), ("2568", "2024-09-30T17:00:00Z")),
            (
                Job::SweepFiles,
                ("2024-09-30", "2024-09-29T20:00:00Z"),
                ("2024-10-01", "2024-09-30T20:00:00Z"),
            ),
        ] {
            let at = |(key, at): (&str, &str)| Occurrence {
                key: key.to_owned(),
                at: at.parse().unwrap(),
            };
            assert_eq!(job.latest(now), at(latest), "{job:?}");
            assert_eq!(job.next(now), at(next), "{job:?}");
            assert_eq!(job.latest(job.next(now).at), job.next(now), "{job:?}");
            assert_eq!(Job::from_kind(job.kind()), Some(job));
        }
        assert_eq!(Job::from_kind("send_digests"), None);
    }
}
