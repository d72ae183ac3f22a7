//! The overview over five years of reports.

use super::client::{Connection, get_signed_in, post_signed_in};
use super::load::CONNECTIONS;
use super::program::Program;
use super::signed_in::{at, sign_in};
use super::{Result, row};
use chrono::Duration as Days;
use std::path::Path;
use std::time::Instant;
use tokio::task::JoinSet;

/// How many days nobody has asked for before.
const DAYS: i64 = 60;
/// How often the page is opened that is there.
const VISITS: usize = 200;
/// How many open it at once, in how long.
const RUSH: usize = 5_000;

/// Starts the program on reports of five years and prints the rows.
pub async fn measure(program: &Path) -> Result<()> {
    let server = Program::start_long(program).await?;
    let session = sign_in(server.addr, "ex-demo").await?;
    let mut connection = Connection::open(server.addr).await?;
    let label = |what: &str| format!("`/overview`, 102,900 reports: {what}");
    let began = Instant::now();
    connection.ask(&get_signed_in(server.addr, "/overview", &session)).await?.expect_ok()?;
    row(&label("the first after the start"), &format!("{} ms", began.elapsed().as_millis()), "");
    let today = backend::Clock::system().now().date_naive();
    let mut times = Vec::new();
    for back in 1..=DAYS {
        let address = format!("/overview?on={}", today - Days::days(back));
        let began = Instant::now();
        connection.ask(&get_signed_in(server.addr, &address, &session)).await?.expect_ok()?;
        times.push(began.elapsed());
    }
    let uncached = at(&mut times, 95);
    row(&label("another day"), &format!("p95 {uncached:.1} ms"), "≤ 100 ms");
    let request = get_signed_in(server.addr, "/overview", &session);
    let mut times = Vec::new();
    for _ in 0..VISITS {
        let began = Instant::now();
        connection.ask(&request).await?.expect_ok()?;
        times.push(began.elapsed());
    }
    row(&label("already counted"), &format!("p95 {:.1} ms", at(&mut times, 95)), "≤ 5 ms");
    rush(&server, &request, &label).await?;
    let form = post_signed_in(server.addr, "/do/export_overview", "format=xlsx&view=", &session);
    let began = Instant::now();
    connection.ask(&form).await?.expect_ok()?;
    row(&label("XLSX of 245 × 21"), &format!("{} ms", began.elapsed().as_millis()), "≤ 1 s");
    row(&label("resident memory"), &format!("{:.0} MiB", server.resident_mib()?), "");
    server.stop().await
}

/// Thousands open it at once.
async fn rush(server: &Program, request: &[u8], label: &impl Fn(&str) -> String) -> Result<()> {
    let began = Instant::now();
    let mut all = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (addr, request) = (server.addr, request.to_vec());
        all.spawn(async move {
            let mut connection = Connection::open(addr).await?;
            for _ in 0..RUSH / CONNECTIONS {
                connection.ask(&request).await?.expect_ok()?;
            }
            Result::Ok(())
        });
    }
    while let Some(one) = all.join_next().await {
        one??;
    }
    let took = format!("{:.1} s", began.elapsed().as_secs_f64());
    row(&label("5,000 opens at once, none refused"), &took, "≤ 10 s");
    Ok(())
}
