//! Pages of who is signed in, on a database as full as a year gets, and what a rush of sign-ins costs others.

use super::client::{Connection, get_coded, get_signed_in, post};
use super::load::ask_until;
use super::program::Program;
use super::{Result, row};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How often each page is asked for.
const VISITS: usize = 200;
/// How many sign in at once.
const RUSH: usize = 100;
/// How many others are at work meanwhile, and for how long they are watched without a rush.
const AT_WORK: usize = 4;
const CALM: Duration = Duration::from_secs(3);
/// How often a rush is measured. One p99 is the sixth slowest of six hundred: chance has a say.
const ROUNDS: usize = 5;

/// Who looks at what.
const PAGES: [(&str, &str, &str); 4] = [
    ("dr-p-bangkok", "/", "p50 ≤ 5 ms"),
    ("dr-p-bangkok", "/districts/p-bangkok", "p50 ≤ 5 ms"),
    ("me-demo", "/districts/p-chiang-mai-1", "p50 ≤ 5 ms"),
    ("me-demo", "/waiting", ""),
];

/// Starts the program on a full database and prints the rows.
pub async fn measure(program: &Path) -> Result<()> {
    let server = Program::start_full(program).await?;
    for (name, path, goal) in PAGES {
        let session = sign_in(server.addr, name).await?;
        let request = get_signed_in(server.addr, path, &session);
        let mut connection = Connection::open(server.addr).await?;
        let mut times = Vec::with_capacity(VISITS);
        for _ in 0..VISITS {
            let began = Instant::now();
            connection.ask(&request).await?.expect_ok()?;
            times.push(began.elapsed());
        }
        let what = format!("`{path}` signed in as {name}, 20,580 reports");
        row(
            &what,
            &format!("p50 {:.1} ms, p99 {:.1} ms", at(&mut times, 50), at(&mut times, 99)),
            goal,
        );
    }
    rush(server.addr).await?;
    server.stop().await
}

/// The session's secret.
pub async fn sign_in(addr: SocketAddr, name: &str) -> Result<String> {
    let form = format!("name={name}&password={}", backend::DEMO_PASSWORD);
    let answer = Connection::open(addr).await?.ask(&post(addr, "/do/sign_in", &form)).await?;
    let (_, rest) = answer.head.split_once("session=").ok_or("nobody was signed in")?;
    Ok(rest.split(';').next().unwrap_or_default().to_owned())
}

/// What others wait while a hundred sign in at once, against what they wait else: the round in the middle.
async fn rush(addr: SocketAddr) -> Result<()> {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(one_rush(addr).await?);
    }
    rounds.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
    let (busy, calm, took) = rounds.swap_remove(ROUNDS / 2);
    row(
        "100 sign-ins at once: p99 of others against before",
        &format!(
            "{:.1} × ({busy:.1} ms against {calm:.1} ms); all signed in after {took:.1} s",
            busy / calm
        ),
        "≤ 3 ×",
    );
    Ok(())
}

/// The p99 of others meanwhile and before, in milliseconds, and after how many seconds all were signed in.
async fn one_rush(addr: SocketAddr) -> Result<(f64, f64, f64)> {
    let session = sign_in(addr, "dr-p-bangkok").await?;
    let districts = slugs(addr).await?;
    let mut calm = others(addr, &session, Instant::now() + CALM).await?;
    let began = Instant::now();
    let mut arriving = JoinSet::new();
    for slug in districts.into_iter().take(RUSH) {
        arriving.spawn(async move { sign_in(addr, &format!("dr-{slug}")).await.map(|_| ()) });
    }
    let watch = tokio::spawn({
        let session = session.clone();
        async move { others(addr, &session, began + CALM).await }
    });
    while let Some(arrived) = arriving.join_next().await {
        arrived??;
    }
    let took = began.elapsed().as_secs_f64();
    let mut busy = watch.await??;
    Ok((at(&mut busy, 99), at(&mut calm, 99), took))
}

/// The districts' names in addresses, from the open data.
async fn slugs(addr: SocketAddr) -> Result<Vec<String>> {
    let request = get_coded(addr, "/api/v1/districts", "identity");
    let list = Connection::open(addr).await?.ask(&request).await?;
    let list: Vec<serde_json::Value> = serde_json::from_slice(&list.body)?;
    Ok(list.iter().filter_map(|one| one["slug"].as_str().map(str::to_owned)).collect())
}

/// How long a few people at work wait for the district's page, until `end`.
async fn others(addr: SocketAddr, session: &str, end: Instant) -> Result<Vec<Duration>> {
    let mut at_work = JoinSet::new();
    for _ in 0..AT_WORK {
        let request = get_signed_in(addr, "/districts/p-bangkok", session);
        at_work.spawn(ask_until(addr, request, end));
    }
    let mut times = Vec::new();
    while let Some(one) = at_work.join_next().await {
        times.extend(one??);
    }
    Ok(times)
}

/// So many of a hundred were quicker, in milliseconds.
pub fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times.get(percent * times.len() / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0
}
