//! A closed loop of a few connections, each asking again as soon as it is answered.

use super::Result;
use super::client::{Connection, get};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How many ask at once.
pub const CONNECTIONS: usize = 16;

/// What a round gave.
pub struct Figures {
    /// Answers per second, all connections together.
    pub per_second: f64,
    /// Half of the answers came within this.
    pub p50: Duration,
    /// 99 of 100 answers came within this.
    pub p99: Duration,
}

/// Asks for `path` for so long.
pub async fn load(addr: SocketAddr, path: &str, how_long: Duration) -> Result<Figures> {
    let began = Instant::now();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| tokio::spawn(ask_until(addr, get(addr, path), began + how_long)))
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let took = began.elapsed();
    times.sort_unstable();
    let at = |percent: usize| times.get(percent * times.len() / 100).copied().unwrap_or_default();
    Ok(Figures { per_second: times.len() as f64 / took.as_secs_f64(), p50: at(50), p99: at(99) })
}

/// Asks the same again and again until `end`; how long each answer took.
pub async fn ask_until(addr: SocketAddr, request: Vec<u8>, end: Instant) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(addr).await?;
    let mut times = Vec::new();
    while Instant::now() < end {
        let began = Instant::now();
        connection.ask(&request).await?.expect_ok()?;
        times.push(began.elapsed());
    }
    Ok(times)
}
