//! A process killed in the middle of a burst, repeatedly; the next one repeats the posts in doubt.
//!
//! This tests the death of the process, not a power cut; for that there is
//! `synchronous=FULL`. `PAKMUD_TEST_KILLS=50 cargo test -p backend killed -- --nocapture` takes longer
//! and covers more.

use super::ledger::{Ledger, form_of, reporter};
use super::own_process::{of_the_test, told};
use super::*;
use crate::Backend;
use crate::tests::test_db::OpenBackend as _;
use domain::kernel::id::AccountId;
use domain::people::access::Actor;
use domain::people::role::Role;
use std::io::{BufRead as _, BufReader, Write as _};
use std::time::{Duration, Instant};
use testing::on_both_engines;

/// Number of concurrent posters.
const POSTERS: usize = 64;

/// Default number of kills.
const KILLS: usize = 4;

/// Time that a process may post before it is killed.
const LIFE: Duration = Duration::from_millis(500);

/// The least number of answers by then, if more kills were requested.
const ANSWERS: usize = 250;

/// Posts the keys of the round that are in doubt or were answered, then new ones without end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is the process that the test below kills"]
async fn the_one_that_is_killed() {
    let lines = told();
    let [url, round, account, again @ ..] = lines.as_slice() else { return };
    let backend = Backend::open(url, clock()).await.unwrap();
    let actor = reporter(account.parse().unwrap());
    let round: u32 = round.parse().unwrap();
    let posters: Vec<_> = (0..POSTERS)
        .map(|poster| {
            let old: Vec<_> = again.iter().skip(poster).step_by(POSTERS).cloned().collect();
            let new = (0_u64..).map(move |number| format!("{round:08x}{poster:08x}{number:016x}"));
            let (backend, actor) = (backend.clone(), actor.clone());
            tokio::spawn(async move {
                for key in old.into_iter().chain(new) {
                    println!("sent {key}");
                    let id = post_in_the_end(&backend, &actor, &key).await;
                    println!("answered {key} {id}");
                }
            })
        })
        .collect();
    for poster in posters {
        poster.await.unwrap();
    }
}

/// Posts, and retries as long as the store permits it.
async fn post_in_the_end(backend: &Backend, actor: &Actor, key: &str) -> i64 {
    loop {
        match backend.reports(actor).post(&slug(HERE), &form_of(key)).await {
            Ok(id) => return id,
            Err(domain::Error::Unavailable(_)) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// Lets a process post for a while and kills it; returns the recovery time, from its start to
/// its first answer.
fn kill_one(
    url: &str,
    round: usize,
    account: AccountId,
    least: usize,
    ledger: &mut Ledger,
) -> Duration {
    let begun = Instant::now();
    let mut child =
        of_the_test("database::faults::killed::the_one_that_is_killed").spawn().unwrap();
    let again = [ledger.in_doubt(), ledger.some_answered(50)].concat().join("\n");
    write!(child.stdin.take().unwrap(), "{url}\n{round}\n{account}\n{again}\n").unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let (mut first, mut answers) = (None, 0);
    for line in lines {
        // The test's own name may precede the first.
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [.., "sent", key] => ledger.sent(key),
            [.., "answered", key, id] => {
                ledger.answered(key, id.parse().unwrap());
                first.get_or_insert_with(|| begun.elapsed());
                answers += 1;
            }
            _ => {}
        }
        if answers >= least && first.is_some_and(|first| begun.elapsed() > first + LIFE) {
            // Output from before the kill is still read.
            _ = child.kill();
        }
    }
    child.wait().unwrap();
    first.expect("it was killed before it was answered anything")
}

/// The requested number of kills, and the least number of answers before each.
fn asked() -> (usize, usize) {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no configuration but the environment"
    )]
    let kills = std::env::var("PAKMUD_TEST_KILLS").ok();
    let many = |kills: String| (kills.parse().expect("PAKMUD_TEST_KILLS is a number"), ANSWERS);
    kills.map_or((KILLS, 1), many)
}

on_both_engines! {
    async fn a_killed_process_loses_and_doubles_nothing(db: TestDb) {
        let backend = db.backend(&clock()).await;
        let actor = appoint(&backend, Role::Reporter, HERE).await;
        let account = actor.account().unwrap().id();
        backend.close().await;
        let url = db.url().to_owned();
        let (ledger, mut back) = tokio::task::spawn_blocking(move || {
            let (mut ledger, (kills, least)) = (Ledger::default(), asked());
            let back: Vec<_> =
                (1..=kills).map(|round| kill_one(&url, round, account, least, &mut ledger)).collect();
            (ledger, back)
        }).await.unwrap();
        let sums = ledger.settle(db.url()).await;
        back.sort_unstable();
        let engine = db.url().split(':').next().unwrap();
        println!("{engine}: {} kills: {sums}; back after {:?}, at most {:?}", back.len(), back[back.len() / 2], back.last().unwrap());
        sums.demand_kept();
    }
}
