//! Random offices: for any edit over any version, a later read as of any time shows the value of then.

use super::*;
use crate::tests::test_db::OpenBackend as _;
use chrono::{DateTime, Utc};
use domain::profile::versions::{Verdict, Version, judge};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

const TYPED: [&str; 4] = ["", "054-771-001", "054-771-002", "054-771-003"];

/// The expected result of the store, step by step.
fn expected(history: &[Version], over: i64, typed: &str) -> domain::Result<usize> {
    match judge(history, over, Some(typed).filter(|text| !text.is_empty())) {
        Verdict::Same => Ok(0),
        Verdict::Record(_) => Ok(1),
        Verdict::Conflict => Err(Error::Conflict),
    }
}

on_both_engines! {
    async fn any_moment_shows_what_stood_then(db: TestDb) {
        let clock = clock();
        let backend = db.backend(&clock).await;
        let people = [appoint(&backend, Role::Reporter, HERE).await, appoint(&backend, Role::Director, HERE).await];
        for seed in 0..3 {
            let mut random = StdRng::seed_from_u64(seed);
            let mut seen: Vec<(DateTime<Utc>, Option<String>)> = Vec::new();
            let start = read(&backend, &people[0]).await;
            let base = start.version("telephone", None);
            let mut history = vec![Version { no: base, value: None, at: backend.now() }];
            for _ in 0..40 {
                clock.advance(Duration::minutes(random.random_range(1..600)));
                let newest = history.last().map_or(0, |one| one.no);
                let over = if random.random_bool(0.7) { newest } else { (newest - 1).max(base) };
                let typed = TYPED[random.random_range(0..TYPED.len())];
                let wanted = expected(&history, over, typed);
                let actor = &people[random.random_range(0..2)];
                let found = record(&backend, actor, &[("telephone", typed, over)]).await;
                assert_eq!(found, wanted, "seed {seed}: {typed} over {over}");
                if found == Ok(1) {
                    let value = Some(typed.to_owned()).filter(|text| !text.is_empty());
                    history.push(Version { no: newest + 1, value, at: backend.now() });
                }
                seen.push((backend.now(), history.last().and_then(|one| one.value.clone())));
            }
            for (at, value) in seen {
                let then = backend.profiles(&Actor::Public).get(&slug(HERE), Some(at)).await.unwrap();
                assert_eq!(super::value(&then, "telephone"), value.as_deref(), "seed {seed} at {at}");
            }
            // The next office begins with an emptied field.
            let newest = history.last().map_or(0, |one| one.no);
            record(&backend, &people[0], &[("telephone", "", newest)]).await.unwrap();
        }
    }
}
