//! A killed process: whoever heard Ok has a row, and the chain holds.
//!
//! This shows what the death of the process does, not what a power cut does; for that there is
//! `synchronous=FULL`.

use super::{clock, open};
use crate::store::{Event, Tx, on};
use crate::{check, migrate, on_both_engines};
use serde_json::json;
use sqlx::{query, query_scalar};
use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

const WRITERS: usize = 16;

/// Writes for ever, and says each key once its write was answered. Runs only as a child of the test below.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it is the process that the test below kills"]
async fn the_one_that_is_killed() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let Some((url, round)) = line.trim_end().split_once(' ') else { return };
    let db = super::open_url(url).await;
    let writers = (0..WRITERS).map(|writer| {
        let (db, round) = (db.clone(), round.to_owned());
        tokio::spawn(async move {
            for number in 0.. {
                let key = format!("k{round}-{writer}-{number}");
                let own = key.clone();
                let write = async move |tx: &mut Tx| {
                    let insert = "INSERT INTO meta (key, value) VALUES ($1, '')";
                    on!(tx, query(insert).bind(&own) => execute)?;
                    tx.emit(Event::by_system(clock().now(), "meta", &own, "put", json!({})));
                    Ok(())
                };
                db.write(write).await.unwrap();
                println!("answered {key}");
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
}

/// Runs the child until it has been answered for a while, kills it, and gives the keys it heard Ok for.
fn kill_one(url: &str, round: usize) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "tests::crash::the_one_that_is_killed", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{url} {round}").unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let heard = std::thread::spawn(move || {
        let lines = stdout.lines().map_while(Result::ok);
        lines.filter_map(|line| Some(line.split_once("answered ")?.1.to_owned())).collect()
    });
    std::thread::sleep(Duration::from_millis(1500));
    child.kill().unwrap();
    child.wait().unwrap();
    heard.join().unwrap()
}

on_both_engines! {
    async fn a_killed_process_loses_nothing_that_was_answered(db: TestDb) {
        migrate(db.url(), &clock()).await.unwrap();
        let mut answered = Vec::new();
        for round in 0..3 {
            let url = db.url().to_owned();
            answered.extend(tokio::task::spawn_blocking(move || kill_one(&url, round)).await.unwrap());
        }
        assert!(!answered.is_empty(), "the child was killed before it wrote anything");
        let store = open(&db).await;
        // On PostgreSQL whoever comes next places what the dead one left.
        store.close().await;
        let store = open(&db).await;
        let (rows, events) = store.read(async |conn| {
            let rows: Vec<String> = on!(conn, query_scalar("SELECT key FROM meta WHERE key LIKE 'k%'") => fetch_all)?;
            let events = "SELECT e.entity_id FROM event e JOIN event_place p ON p.event_id = e.id WHERE e.entity = 'meta'";
            let events: Vec<String> = on!(conn, query_scalar(events) => fetch_all)?;
            Ok((rows, events))
        }).await.unwrap();
        let stored: HashSet<&String> = rows.iter().collect();
        let lost: Vec<&String> = answered.iter().filter(|key| !stored.contains(key)).collect();
        assert_eq!(lost, Vec::<&String>::new());
        assert_eq!(events.len(), rows.len(), "each row has exactly one event at a place");
        assert_eq!(events.iter().collect::<HashSet<_>>(), stored);
        assert_eq!(check(db.url()).await.unwrap(), []);
    }
}
