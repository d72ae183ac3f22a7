//! Measures the real program against a bare handler that answers with the same bytes, in one run,
//! and prints the figures as a Markdown table. `make bench` puts them into `docs/benchmarks.md`.
//!
//! Usage: `bench PROGRAM`, where PROGRAM is the built `pakmud`; `bench signed-in PROGRAM`,
//! `bench listeners PROGRAM`, `bench overview PROGRAM` and `bench schools PROGRAM` measure one part of it;
//! `bench writer` measures the store alone.

mod bare;
mod client;
mod listeners;
mod load;
mod overview;
mod program;
mod schools;
mod signed_in;
mod writer;

use client::{Connection, get, get_coded};
use load::{Figures, load};
use program::Program;
use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

/// What goes wrong ends the run.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The first lines of a table.
const HEADING: &str = "| what | measured | goal |\n|---|---|---|";
/// Rounds per address; real and bare take turns, so that a slow minute hits both.
const ROUNDS: usize = 5;
/// How long one round lasts.
const ROUND: Duration = Duration::from_secs(2);
/// How many pages nobody has asked for before.
const UNCACHED: usize = 200;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["bare", addr, model, path] => bare::serve(addr.parse()?, model.parse()?, path).await,
        ["writer"] => {
            println!("{HEADING}");
            writer::measure().await
        }
        ["signed-in", program] => signed_in::measure(Path::new(program)).await,
        ["listeners", program] => listeners::measure(Path::new(program)).await,
        ["overview", program] => overview::measure(Path::new(program)).await,
        ["schools", program] => schools::measure(Path::new(program)).await,
        [program] => measure(Path::new(program)).await,
        _ => {
            Err("usage: bench [signed-in | listeners | overview | schools] PROGRAM | bench writer"
                .into())
        }
    }
}

async fn measure(program: &Path) -> Result<()> {
    println!("{HEADING}");
    starts(program).await?;
    let server = Program::start(program).await?;
    row(
        "resident memory, idle after the first page",
        &format!("{:.1} MiB", idle_memory(&server).await?),
        "≤ 40 MiB",
    );
    for path in ["/", "/api/v1/districts"] {
        against_bare(&server, path).await?;
    }
    uncached(&server).await?;
    server.stop().await?;
    signed_in::measure(program).await?;
    overview::measure(program).await?;
    schools::measure(program).await?;
    listeners::measure(program).await
}

fn row(what: &str, measured: &str, goal: &str) {
    println!("| {what} | {measured} | {goal} |");
}

async fn starts(program: &Path) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let server = Program::start(program).await?;
        times.push(server.first_answer_after);
        server.stop().await?;
    }
    times.sort_unstable();
    let median = times[times.len() / 2];
    row(
        "start to first answer (`/`, database there)",
        &format!("{} ms", median.as_millis()),
        "≤ 300 ms",
    );
    Ok(())
}

/// MiB, three seconds after the last request.
async fn idle_memory(server: &Program) -> Result<f64> {
    tokio::time::sleep(Duration::from_secs(3)).await;
    server.resident_mib()
}

/// The real answer and a bare one with the same bytes, in turn.
async fn against_bare(server: &Program, path: &str) -> Result<()> {
    let bare = bare::Process::start(server.addr, path).await?;
    let (mut real_rounds, mut bare_rounds) = (Vec::new(), Vec::new());
    for addr in [server.addr, bare.addr] {
        load(addr, path, Duration::from_millis(500)).await?;
    }
    for _ in 0..ROUNDS {
        real_rounds.push(load(server.addr, path, ROUND).await?);
        bare_rounds.push(load(bare.addr, path, ROUND).await?);
    }
    let (real, bare) = (median(real_rounds), median(bare_rounds));
    let ratio = real.per_second / bare.per_second;
    row(&format!("`{path}`, anonymous, against a bare handler"), &format!("{ratio:.2}"), "≥ 0.70");
    for (whose, figures) in [("", real), (", bare handler", bare)] {
        let measured = format!(
            "{:.0}/s, p50 {} µs, p99 {} µs",
            figures.per_second,
            figures.p50.as_micros(),
            figures.p99.as_micros()
        );
        row(&format!("`{path}`{whose}, {} connections", load::CONNECTIONS), &measured, "");
    }
    Ok(())
}

/// The round in the middle, by throughput.
fn median(mut rounds: Vec<Figures>) -> Figures {
    rounds.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
    rounds.swap_remove(rounds.len() / 2)
}

/// Pages drawn for the first time, one after another: the server's own time, and when the client has it all.
async fn uncached(server: &Program) -> Result<()> {
    for (codings, what, goal) in [
        ("identity", "page not kept: drawn, the server's own time", "p50 ≤ 5 ms"),
        ("br", "page not kept: drawn and compressed", ""),
    ] {
        let mut connection = Connection::open(server.addr).await?;
        let mut times = Vec::with_capacity(UNCACHED);
        for number in 0..UNCACHED {
            // Each coding looks at latitudes of its own.
            let address = format!("/?at=1{}.{number:04},100.5,2", codings.len());
            let request = get_coded(server.addr, &address, codings);
            let began = Instant::now();
            connection.ask(&request).await?.expect_ok()?;
            times.push(began.elapsed());
        }
        let (seen, mut own) = (signed_in::at(&mut times, 50), own_times(server)?);
        let (p50, p95) = (signed_in::at(&mut own, 50), signed_in::at(&mut own, 95));
        row(what, &format!("p50 {p50:.1} ms, p95 {p95:.1} ms; seen after {seen:.1} ms"), goal);
    }
    Ok(())
}

/// How long the server itself took for the last pages, as it logs them.
fn own_times(server: &Program) -> Result<Vec<Duration>> {
    let logged = server.logged("duration_us=")?;
    let last = logged.iter().rev().take(UNCACHED).filter_map(|line| {
        let (_, rest) = line.split_once("duration_us=")?;
        rest.split_whitespace().next()?.parse().ok().map(Duration::from_micros)
    });
    Ok(last.collect())
}

/// Waits until something answers at `addr`, at most ten seconds; when it did.
async fn first_answer(addr: SocketAddr, path: &str) -> Result<Instant> {
    let request = get(addr, path);
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let answer = async { Connection::open(addr).await?.ask(&request).await?.expect_ok() };
        match answer.await {
            Ok(()) => return Ok(Instant::now()),
            Err(error) if Instant::now() > deadline => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
        }
    }
}
