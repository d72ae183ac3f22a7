//! What one commit for many posts is worth: the real use case, from many tasks at once, with groups
//! and with a commit for each, in turn; and what readers notice of it. On SQLite, in this process.

use super::{Result, row};
use backend::{Backend, Clock};
use domain::people::access::{AccountActor, Actor};
use domain::people::account::AccountName;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use domain::progress::waiting::WaitingFilter;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::EnvFilter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// How many post at once.
const WRITERS: usize = 64;
/// Rounds of each kind, in turn; the middle one counts.
const ROUNDS: usize = 5;
/// How long one round lasts.
const ROUND: Duration = Duration::from_secs(1);

/// How often the writer has committed.
static COMMITS: AtomicUsize = AtomicUsize::new(0);

/// Hears the writer say that it has committed: one fsync each.
struct CountCommits;

impl<S: Subscriber> Layer<S> for CountCommits {
    fn on_event(&self, _: &Event<'_>, _: Context<'_, S>) {
        COMMITS.fetch_add(1, Ordering::Relaxed);
    }
}

/// A demo's database, opened, with the reporter of its first district and the officer who acknowledges.
#[derive(Clone)]
struct Office {
    backend: Backend,
    reporter: Actor,
    officer: Actor,
    _dir: Arc<TempDir>,
}

/// What a round of posting gave.
struct Burst {
    per_second: f64,
    per_commit: f64,
    p50: Duration,
    p99: Duration,
}

/// Prints the rows of the table.
pub async fn measure() -> Result<()> {
    let only_commits = EnvFilter::new("off,backend::store::writer=debug");
    tracing_subscriber::registry().with(only_commits).with(CountCommits).init();
    let (grouping, singly) = (Office::open(true).await?, Office::open(false).await?);
    let alone = alone(&singly).await?;
    let (mut grouped, mut single) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        grouped.push(burst(&grouping).await?);
        single.push(burst(&singly).await?);
    }
    let (grouped, single) = (middle(grouped), middle(single));
    let millis = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
    row("one post alone, with its commit", &format!("p50 {}", millis(alone)), "");
    for (how, burst) in [("in groups", &grouped), ("a commit each", &single)] {
        let measured = format!(
            "{:.0}/s, p50 {}, p99 {}",
            burst.per_second,
            millis(burst.p50),
            millis(burst.p99)
        );
        row(&format!("posts from {WRITERS} tasks, {how}"), &measured, "");
    }
    let ratio = grouped.per_second / single.per_second;
    row(
        "posts, groups against a commit each",
        &format!("{ratio:.1} ×"),
        "≥ 5 × where one commit takes ≥ 1 ms",
    );
    row("acknowledgements per commit in the burst", &format!("{:.0}", grouped.per_commit), "≥ 10");
    readers(&grouping).await
}

impl Office {
    async fn open(is_grouping: bool) -> Result<Self> {
        let dir = tempfile::tempdir()?;
        let url = format!("sqlite:{}", dir.path().join("bench.sqlite").display());
        backend::demo(&url, &Clock::system(), backend::DEMO_SEED, None).await?;
        let backend = if is_grouping {
            Backend::open(&url, Clock::system()).await?
        } else {
            Backend::open_committing_singly(&url, Clock::system()).await?
        };
        let reporter = actor(&backend, "dr-p-bangkok").await?;
        let officer = actor(&backend, "me-demo").await?;
        Ok(Self { backend, reporter, officer, _dir: Arc::new(dir) })
    }

    /// Posts a report with a key of its own.
    async fn post(&self) -> Result<Duration> {
        let slug = Slug::parse("p-bangkok").ok_or("a slug")?;
        let form = ReportForm {
            item: "2567/p1".to_owned(),
            kind: "on_plan".to_owned(),
            text: "On plan in all schools. ".repeat(10),
            key: backend::new_client_key().to_string(),
            ..ReportForm::default()
        };
        let began = Instant::now();
        self.backend.reports(&self.reporter).post(&slug, &form).await.map_err(said)?;
        Ok(began.elapsed())
    }
}

fn said(error: domain::Error) -> String {
    format!("{error:?}")
}

async fn actor(backend: &Backend, name: &str) -> Result<Actor> {
    let name = AccountName::parse(name).map_err(|reason| format!("{reason:?}"))?;
    let account = backend.accounts_of_operator().find(&name).await.map_err(said)?;
    Ok(AccountActor::new(account.id, account.appointments, backend.now()).into())
}

/// The middle time of a post that meets no other.
async fn alone(office: &Office) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..200 {
        times.push(office.post().await?);
    }
    times.sort_unstable();
    Ok(at(&times, 50))
}

/// Posts from all tasks for a round.
async fn burst(office: &Office) -> Result<Burst> {
    let (began, commits) = (Instant::now(), COMMITS.load(Ordering::Relaxed));
    let end = began + ROUND;
    let mut times = Vec::new();
    for posting in all_posting(office, end) {
        times.extend(posting.await??);
    }
    let took = began.elapsed().as_secs_f64();
    let commits = COMMITS.load(Ordering::Relaxed) - commits;
    times.sort_unstable();
    let count = times.len() as f64;
    Ok(Burst {
        per_second: count / took,
        per_commit: count / commits.max(1) as f64,
        p50: at(&times, 50),
        p99: at(&times, 99),
    })
}

/// All tasks, posting until `end`.
fn all_posting(office: &Office, end: Instant) -> Vec<JoinHandle<Result<Vec<Duration>>>> {
    (0..WRITERS).map(|_| tokio::spawn(post_until(office.clone(), end))).collect()
}

async fn post_until(office: Office, end: Instant) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while Instant::now() < end {
        times.push(office.post().await?);
    }
    Ok(times)
}

/// The officer's list of what waits, 100 reports with their texts, while nobody posts and while all do.
async fn readers(office: &Office) -> Result<()> {
    let (mut quiet, mut busy) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        quiet.push(read_until(office, Instant::now() + ROUND).await?);
        let end = Instant::now() + ROUND;
        let posting = all_posting(office, end);
        busy.push(read_until(office, end).await?);
        for posting in posting {
            posting.await??;
        }
    }
    let p99 = |mut rounds: Vec<Vec<Duration>>| {
        rounds.sort_by_key(|times| at(times, 99));
        at(&rounds[rounds.len() / 2], 99)
    };
    let (quiet, busy) = (p99(quiet), p99(busy));
    let ratio = busy.as_secs_f64() / quiet.as_secs_f64();
    let measured = format!(
        "{ratio:.1} × ({:.1} ms against {:.1} ms)",
        busy.as_secs_f64() * 1000.0,
        quiet.as_secs_f64() * 1000.0
    );
    row(&format!("a reader's p99, {WRITERS} tasks posting against none"), &measured, "≤ 2 ×");
    Ok(())
}

/// How long each read took, in order of time.
async fn read_until(office: &Office, end: Instant) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while Instant::now() < end {
        let began = Instant::now();
        office
            .backend
            .reports(&office.officer)
            .waiting(&WaitingFilter::default(), &[])
            .await
            .map_err(said)?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

/// The round in the middle, by throughput.
fn middle(mut rounds: Vec<Burst>) -> Burst {
    rounds.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
    rounds.swap_remove(rounds.len() / 2)
}

/// So many of a hundred took no longer; `times` are sorted.
fn at(times: &[Duration], percent: usize) -> Duration {
    times.get(percent * times.len() / 100).copied().unwrap_or_default()
}
