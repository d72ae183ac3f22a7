//! Jobs: run once across all processes, taken over after a kill, late after downtime, retried after a failure.

use super::clock;
use crate::store::job::due_job;
use crate::store::{Conn, Tx, on};
use crate::tests::test_db::OpenBackend as _;
use crate::{Backend, DEFAULT_QUOTA, Job};
use chrono::Duration;
use domain::year::fiscal_year::FiscalYear;
use sqlx::query_as;
use testing::on_both_engines;

/// From the day of the tests' clock to one in fiscal year 2568.
const PAST_THE_FIRST_OF_OCTOBER: Duration = Duration::days(250);
/// Longer than a process may hold a job.
const PAST_THE_LEASE: Duration = Duration::minutes(16);

/// The kinds of the jobs run by this process.
async fn run(backend: &Backend) -> Vec<Job> {
    let round = backend.jobs().run_due().await.expect("the database answers");
    round.done.into_iter().map(|(job, _)| job).collect()
}

/// Kind, key and number of attempts of each completed job.
async fn done(backend: &Backend) -> Vec<(String, String, i64)> {
    let sql =
        "SELECT kind, key, attempts FROM due_job WHERE done_at IS NOT NULL ORDER BY kind, key";
    let read = async |conn: &mut Conn| Ok(on!(conn, query_as(sql) => fetch_all)?);
    backend.db().read(read).await.expect("the jobs can be read")
}

async fn open_years(backend: &Backend) -> Vec<i32> {
    let read = async |conn: &mut Conn| crate::store::year::fiscal_year::all(conn).await;
    let years = backend.db().read(read).await.expect("the years can be read");
    years.into_iter().map(FiscalYear::number).collect()
}

/// The nightly jobs, in the order of their due times.
const NIGHTLY: [Job; 2] = [Job::SweepFiles, Job::DeleteErrorReports];

on_both_engines! {
    async fn two_processes_do_a_due_job_once(db: TestDb) {
        let now = clock();
        let one = db.backend(&now).await;
        let other = Backend::open(db.url(), now.clone()).await.unwrap();
        now.advance(PAST_THE_FIRST_OF_OCTOBER);
        let (one_did, other_did) = tokio::join!(run(&one), run(&other));
        let mut all = [one_did, other_did].concat();
        all.sort_by_key(|job| job.kind());
        assert_eq!(all, Job::ALL);
        assert_eq!(open_years(&one).await, [2567, 2568]);
        assert!(done(&one).await.iter().all(|(.., attempts)| *attempts == 1));
        assert_eq!((run(&one).await, run(&other).await), (vec![], vec![]), "nothing is due any more");
        now.advance(Duration::days(1));
        assert_eq!((run(&one).await, run(&other).await), (NIGHTLY.to_vec(), vec![]), "the next night");
    }

    async fn what_a_killed_process_held_is_taken_over_when_its_lease_has_expired(db: TestDb) {
        let now = clock();
        let killed = db.backend(&now).await;
        run(&killed).await;
        now.advance(PAST_THE_FIRST_OF_OCTOBER);
        let at = now.now();
        for due in killed.db().read(due_job::waiting).await.unwrap() {
            let until = at + Duration::minutes(15);
            let take = async move |tx: &mut Tx| due_job::take(tx, due.id, at, until).await;
            assert!(killed.db().write(take).await.unwrap().is_some(), "it is due");
        }
        killed.close().await;
        let other = Backend::open(db.url(), now.clone()).await.unwrap();
        let round = other.jobs().run_due().await.unwrap();
        assert_eq!((round.done, round.next), (vec![], at + Duration::minutes(15)));
        now.advance(PAST_THE_LEASE);
        assert_eq!(run(&other).await, [Job::SweepFiles, Job::DeleteErrorReports, Job::OpenDueYears]);
        assert_eq!(open_years(&other).await, [2567, 2568]);
    }

    async fn an_attempt_that_lost_its_lease_cannot_say_that_the_job_is_done(db: TestDb) {
        let now = clock();
        let backend = db.backend(&now).await;
        let at = now.now();
        let put = async move |tx: &mut Tx| due_job::put(tx, "open_due_years", "2567", at).await;
        backend.db().write(put).await.unwrap();
        let id = backend.db().read(due_job::waiting).await.unwrap()[0].id;
        let take = async move |tx: &mut Tx| due_job::take(tx, id, at, at).await;
        let (slow, quick) = (backend.db().write(take).await.unwrap().unwrap(), backend.db().write(take).await.unwrap().unwrap());
        assert!(!backend.db().write(async move |tx: &mut Tx| due_job::done(tx, slow, at).await).await.unwrap());
        assert!(backend.db().write(async move |tx: &mut Tx| due_job::done(tx, quick, at).await).await.unwrap());
        assert_eq!(backend.db().write(take).await.unwrap(), None, "done once and for all");
    }

    async fn a_year_that_began_during_downtime_is_opened_at_the_start(db: TestDb) {
        let now = clock();
        let before = db.backend(&now).await;
        let round = before.jobs().run_due().await.unwrap();
        assert_eq!(round.next, "2024-03-01T20:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        before.close().await;
        now.advance(Duration::days(2 * 365));
        let after = Backend::open(db.url(), now.clone()).await.unwrap();
        assert_eq!(run(&after).await, [Job::SweepFiles, Job::DeleteErrorReports, Job::OpenDueYears], "what was due first is first");
        assert_eq!(open_years(&after).await, [2567, 2568, 2569]);
        assert_eq!(done(&after).await.len(), 6, "each missed night is not made up for");
    }

    async fn a_job_that_fails_is_tried_again_and_stops_no_other(db: TestDb) {
        let now = clock();
        let backend = db.backend(&now).await;
        let no_folder = db.dir().join("a link to itself");
        std::os::unix::fs::symlink(&no_folder, &no_folder).unwrap();
        let failing = backend.clone().with_files(no_folder, DEFAULT_QUOTA);
        let begun = now.now();
        let round = failing.jobs().run_due().await.unwrap();
        assert_eq!(round.done.iter().map(|(job, _)| *job).collect::<Vec<_>>(), [Job::OpenDueYears, Job::DeleteErrorReports]);
        assert_eq!(round.next, begun + Duration::minutes(1));
        now.advance(Duration::minutes(1));
        let round = failing.jobs().run_due().await.unwrap();
        assert_eq!((round.done, round.next), (vec![], now.now() + Duration::minutes(2)));
        now.advance(Duration::minutes(2));
        assert_eq!(run(&backend).await, [Job::SweepFiles]);
        assert!(done(&backend).await.contains(&("sweep_files".to_owned(), "2024-03-01".to_owned(), 3)));
    }

    async fn a_job_of_a_newer_version_is_left_alone(db: TestDb) {
        let now = clock();
        let backend = db.backend(&now).await;
        let at = now.now();
        let put = async move |tx: &mut Tx| due_job::put(tx, "send_digests", "1", at).await;
        backend.db().write(put).await.unwrap();
        let round = backend.jobs().run_due().await.unwrap();
        assert!(round.next > at, "it is not waited for");
        let waiting = backend.db().read(due_job::waiting).await.unwrap();
        assert!(waiting.iter().any(|job| job.kind == "send_digests" && job.from == at));
    }
}
