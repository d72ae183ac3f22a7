//! Runs due jobs, each in one process at a time: a row is taken with a lease, and done, put off, or left to expire.

use super::{Job, Occurrence};
use crate::error::reference;
use crate::store::job::due_job;
use crate::store::job::due_job::{TakenJob, WaitingJob};
use crate::store::{Conn, Tx};
use crate::{Backend, Result};
use chrono::{DateTime, Duration, Utc};
use domain::Error;
use futures_util::FutureExt as _;
use std::panic::AssertUnwindSafe;

/// How long a process may take for a job before another one takes over.
const LEASE: Duration = Duration::minutes(15);
/// How long a job waits after its first failure; twice as long after each further one.
const FIRST_PAUSE: Duration = Duration::minutes(1);
/// The longest it waits.
const LONGEST_PAUSE: Duration = Duration::hours(1);

/// The jobs of a backend, for the process that runs them.
pub struct Jobs {
    backend: Backend,
}

/// What running the due jobs did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Jobs that this process has done, with their keys.
    pub done: Vec<(Job, String)>,
    /// When a job can be taken next.
    pub next: DateTime<Utc>,
}

impl Backend {
    /// The jobs, for the process that runs them.
    pub fn jobs(&self) -> Jobs {
        Jobs { backend: self.clone() }
    }
}

impl Jobs {
    /// Runs each job that is due and that no other process holds. A job that fails is logged under a reference,
    /// tried again later, and does not stop the others.
    pub async fn run_due(&self) -> domain::Result<Round> {
        let now = self.backend.now();
        self.schedule(now).await?;
        let waiting = self.backend.read(due_job::waiting).await?;
        let mut done = Vec::new();
        for due in waiting.into_iter().filter(|job| job.from <= now) {
            // A newer version's job is left to a process that knows it.
            let Some(job) = Job::from_kind(&due.kind) else { continue };
            if let Some(taken) = self.take(&due).await?
                && self.carry_out(job, &due.key, taken).await?
            {
                done.push((job, due.key));
            }
        }
        Ok(Round { done, next: self.next(now).await? })
    }

    /// Schedules each job that has no row waiting: the newest occurrence, which is due at once.
    async fn schedule(&self, now: DateTime<Utc>) -> domain::Result<()> {
        let waiting = self.backend.read(due_job::waiting).await?;
        let has_row = |job: &Job| waiting.iter().any(|row| row.kind == job.kind());
        let missing: Vec<Job> = Job::ALL.into_iter().filter(|job| !has_row(job)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let put_all = async move |tx: &mut Tx| {
            for job in &missing {
                put(tx, *job, &job.latest(now)).await?;
            }
            Ok(())
        };
        self.backend.write(put_all).await
    }

    async fn take(&self, due: &WaitingJob) -> domain::Result<Option<TakenJob>> {
        let (id, now) = (due.id, self.backend.now());
        let take = async move |tx: &mut Tx| due_job::take(tx, id, now, now + LEASE).await;
        self.backend.write(take).await
    }

    /// Does a job that was taken, and notes how it ended; gives whether it is done.
    async fn carry_out(&self, job: Job, key: &str, taken: TakenJob) -> domain::Result<bool> {
        let outcome = guarded(job.run(&self.backend)).await;
        let now = self.backend.now();
        match outcome {
            Ok(()) => {
                let next = job.next(now);
                let note = async move |tx: &mut Tx| {
                    let is_ours = due_job::done(tx, taken, now).await?;
                    if is_ours {
                        put(tx, job, &next).await?;
                    }
                    Ok(is_ours)
                };
                self.backend.write(note).await
            }
            Err(error) => {
                let until = now + pause(taken.attempt);
                log_failure(job, key, taken, until, error);
                let note = async move |tx: &mut Tx| due_job::put_off(tx, taken, until).await;
                self.backend.write(note).await?;
                Ok(false)
            }
        }
    }

    /// When a job of a known kind can be taken, or recurs.
    async fn next(&self, now: DateTime<Utc>) -> domain::Result<DateTime<Utc>> {
        let waiting =
            self.backend.read(async |conn: &mut Conn| due_job::waiting(conn).await).await?;
        let known = waiting.into_iter().filter(|row| Job::from_kind(&row.kind).is_some());
        let recurring = Job::ALL.into_iter().map(|job| job.next(now).at);
        Ok(known.map(|row| row.from).chain(recurring).min().unwrap_or(now + LONGEST_PAUSE))
    }
}

async fn put(tx: &mut Tx, job: Job, occurrence: &Occurrence) -> Result<()> {
    due_job::put(tx, job.kind(), &occurrence.key, occurrence.at).await
}

/// What `work` gives; a panic in it ends this job alone.
async fn guarded(work: impl Future<Output = domain::Result<()>>) -> domain::Result<()> {
    let caught = AssertUnwindSafe(work).catch_unwind().await;
    caught.unwrap_or_else(|_| Err(Error::Internal(reference())))
}

/// How long a job waits after its attempt number `attempt` has failed.
fn pause(attempt: i64) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or_default().min(10);
    (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE)
}

fn log_failure(job: Job, key: &str, taken: TakenJob, until: DateTime<Utc>, error: Error) {
    let (job, attempt) = (job.kind(), taken.attempt);
    // The cause of an internal error is in the log already, under its reference.
    let reference = match &error {
        Error::Internal(reference) => reference.clone(),
        _ => reference(),
    };
    tracing::error!(%reference, job, key, attempt, %until, ?error, "a job failed and will be tried again");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_job_waits_twice_as_long_each_time_up_to_an_hour() {
        let minutes: Vec<i64> = [1, 2, 3, 6, 7, 1000].map(|n| pause(n).num_minutes()).into();
        assert_eq!(minutes, [1, 2, 4, 32, 60, 60]);
    }

    #[tokio::test]
    async fn a_panic_ends_one_job_with_a_reference() {
        let ended = guarded(async { panic!("a fault in a job") }).await;
        assert!(matches!(ended, Err(Error::Internal(reference)) if reference.len() == 8));
        assert_eq!(guarded(async { Ok(()) }).await, Ok(()));
    }
}
