//! One report sent many times at once, to two processes.

use super::ledger::{Ledger, form_of, keys};
use super::*;
use crate::Backend;
use crate::tests::test_db::OpenBackend as _;
use domain::people::role::Role;
use testing::on_both_engines;

on_both_engines! {
    async fn one_key_sent_64_times_at_once_to_two_processes_is_one_row(db: TestDb) {
        let here = db.backend(&clock()).await;
        let there = Backend::open(db.url(), clock()).await.unwrap();
        let actor = appoint(&here, Role::Reporter, HERE).await;
        let key = keys(1).remove(0);
        let mut ledger = Ledger::default();
        ledger.sent(&key);
        let posts: Vec<_> = (0..64).map(|caller| {
            let backend = if caller % 2 == 0 { here.clone() } else { there.clone() };
            let (actor, form) = (actor.clone(), form_of(&key));
            tokio::spawn(async move { backend.reports(&actor).post(&slug(HERE), &form).await })
        }).collect();
        for post in posts {
            ledger.answered(&key, post.await.unwrap().unwrap());
        }
        here.close().await;
        there.close().await;
        let sums = ledger.settle(db.url()).await;
        sums.demand_kept();
        assert_eq!(sums.acknowledged, 1);
    }
}
