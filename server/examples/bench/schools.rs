//! All 29,579 schools: read in while others report, then found, listed and shown.

use super::client::{Connection, get_coded, get_signed_in, post_signed_in};
use super::program::Program;
use super::signed_in::{at, sign_in};
use super::{Result, row};
use backend::{Backend, Clock};
use domain::map::board::MapBoard;
use domain::map::view::with_query;
use domain::people::access::Actor;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// As many as the public list of 2565 has.
const SCHOOLS: usize = 29_579;
/// So many of them, and some more, belong to one district.
const OF_ONE: usize = 300;
/// How often each page is asked for.
const VISITS: usize = 200;
/// Between two reports, as when a few people are at work.
const BETWEEN: Duration = Duration::from_millis(5);
/// How many reports are posted while nothing else happens.
const CALM: usize = 300;
/// Who reports in a demo, and for whom.
const REPORTER: (&str, &str) = ("dr-p-bangkok", "p-bangkok");
/// The district with the many schools. Another one: the reports that the measuring posts are more than a year has.
const CROWDED: &str = "p-chiang-mai-1";

/// Imports, searches and opens pages; prints the rows.
pub async fn measure(program: &Path) -> Result<()> {
    let data = Program::demo_data().await?;
    let backend = Backend::open(&Program::database(&data), Clock::system()).await?;
    let board = backend.map(&Actor::Public).board().await.map_err(|error| format!("{error:?}"))?;
    // The demo's own list would close as many schools as this one opens.
    for list in
        backend.school_imports_of_operator().list().await.map_err(|error| format!("{error:?}"))?
    {
        let undone = backend.school_imports_of_operator().undo(list.id).await;
        undone.map_err(|error| format!("{error:?}"))?;
    }
    backend.close().await;
    let list = data.path().join("schools.csv");
    std::fs::write(&list, synthetic(&board))?;
    let server = Program::start_over(program, data).await?;
    import(&server, program, &list, &board).await?;
    search(&server, &board).await?;
    pages(&server).await?;
    row("resident memory with all schools", &format!("{:.0} MiB", server.resident_mib()?), "");
    server.stop().await
}

/// A list in which two towns of the country name each school.
fn synthetic(board: &MapBoard) -> String {
    let towns = towns(board);
    let mut list = String::from(
        "school_id,name_th,levels,district_code,province_th,amphoe_th,tambon_th,lat,lon,students,teachers\n",
    );
    for no in 0..SCHOOLS {
        let first = board.pins.iter().find(|pin| no < OF_ONE && pin.slug.as_str() == CROWDED);
        let pin = first.unwrap_or(&board.pins[no % board.pins.len()]);
        let province = pin.provinces.first().and_then(|code| board.province(code));
        let province = province.map_or("", |province| &*province.name_th);
        let (one, two) = (towns[no % towns.len()], towns[(no / 7) % towns.len()]);
        let (lat, lon) = (pin.place.lat, pin.place.lon);
        _ = writeln!(
            list,
            "{:010},{one}{two} {},,{},{province},{two},{one},{lat:.4},{lon:.4},{},{}",
            no + 1,
            no % 97,
            pin.code,
            no % 1700,
            no % 90
        );
    }
    list
}

/// The towns in which offices stand.
fn towns(board: &MapBoard) -> Vec<&str> {
    board.pins.iter().filter_map(|pin| pin.seat_th.as_deref()).collect()
}

/// How long the program takes to read the list in, and what who reports meanwhile notices of it.
async fn import(server: &Program, program: &Path, list: &Path, board: &MapBoard) -> Result<()> {
    let session = sign_in(server.addr, REPORTER.0).await?;
    let year = board.year.number();
    let mut reports = Reports { addr: server.addr, session, year, number: 0 };
    reports.post(20).await?;
    let mut calm = reports.post(CALM).await?;
    let is_done = Arc::new(AtomicBool::new(false));
    let posting = tokio::spawn({
        let is_done = is_done.clone();
        async move {
            let mut times = Vec::new();
            while !is_done.load(Ordering::Relaxed) {
                times.extend(reports.post(1).await?);
            }
            Result::Ok(times)
        }
    });
    let began = Instant::now();
    let mut import = Command::new(program);
    import.args(["import", "schools"]).arg(list);
    import.env("PAKMUD_DATABASE_URL", server.database_url()).stdout(Stdio::null());
    let imported = tokio::task::spawn_blocking(move || import.status()).await??;
    let took = began.elapsed();
    is_done.store(true, Ordering::Relaxed);
    let mut busy = posting.await??;
    if !imported.success() {
        return Err("the list was not read in".into());
    }
    row("29,579 schools read in, SQLite", &format!("{:.1} s", took.as_secs_f64()), "≤ 10 s");
    let count = busy.len();
    let (calm, busy) = (at(&mut calm, 99), at(&mut busy, 99));
    row(
        "meanwhile: p99 of posting a report against before",
        &format!("{:.1} × ({busy:.1} ms against {calm:.1} ms, {count} reports)", busy / calm),
        "≤ 2 ×",
    );
    Ok(())
}

/// Somebody who reports again and again.
struct Reports {
    addr: SocketAddr,
    session: String,
    year: i32,
    number: usize,
}

impl Reports {
    /// Posts so many; how long each took.
    async fn post(&mut self, count: usize) -> Result<Vec<Duration>> {
        let mut connection = Connection::open(self.addr).await?;
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            self.number += 1;
            let (key, item) = (format!("{:032x}", self.number), self.number % 10 + 1);
            let form = format!(
                "district={}&key={key}&item={}%2Fp{item}&kind=on_plan&text=bench",
                REPORTER.1, self.year
            );
            let request = post_signed_in(self.addr, "/do/post_progress", &form, &self.session);
            let began = Instant::now();
            let answer = connection.ask(&request).await?;
            times.push(began.elapsed());
            if !answer.head.starts_with("HTTP/1.1 303") {
                return Err(format!("a report was refused: {}", answer.head).into());
            }
            tokio::time::sleep(BETWEEN).await;
        }
        Ok(times)
    }
}

/// What people type: beginnings, whole names, two words, numbers, what is nowhere.
async fn search(server: &Program, board: &MapBoard) -> Result<()> {
    let towns = towns(board);
    let mut connection = Connection::open(server.addr).await?;
    let first = get_coded(server.addr, "/api/v1/schools?per_page=1", "identity");
    let began = Instant::now();
    connection.ask(&first).await?.expect_ok()?;
    let took = format!("{} ms", began.elapsed().as_millis());
    row("the first search after a list: all read anew", &took, "");
    let mut times = Vec::new();
    for no in 0..VISITS {
        let (one, two) = (towns[no * 7 % towns.len()], towns[no * 3 % towns.len()]);
        let words = match no % 5 {
            0 => one.chars().take(2).collect(),
            1 => one.to_owned(),
            2 => format!("{one} {two}"),
            3 => format!("{one}{two} {}", no % 97),
            _ => format!("{one}zz{no}"),
        };
        let pairs = [("q", words.as_str()), ("sort", "match"), ("per_page", "8")];
        let request = get_coded(server.addr, &with_query("/api/v1/schools", pairs), "identity");
        let began = Instant::now();
        connection.ask(&request).await?.expect_ok()?;
        times.push(began.elapsed());
    }
    let measured = format!("p50 {:.1} ms, p95 {:.1} ms", at(&mut times, 50), at(&mut times, 95));
    row("search among 29,579 schools, as the client sees it", &measured, "p95 ≤ 15 ms");
    Ok(())
}

/// The pages of the district with 300 schools, drawn anew each time because somebody is signed in.
async fn pages(server: &Program) -> Result<()> {
    let session = sign_in(server.addr, REPORTER.0).await?;
    let mut connection = Connection::open(server.addr).await?;
    for path in ["", "/schools", "/schools?page=6"] {
        let path = format!("/districts/{CROWDED}{path}");
        let request = get_signed_in(server.addr, &path, &session);
        let mut times = Vec::with_capacity(VISITS);
        for _ in 0..VISITS {
            let began = Instant::now();
            connection.ask(&request).await?.expect_ok()?;
            times.push(began.elapsed());
        }
        let measured =
            format!("p50 {:.1} ms, p95 {:.1} ms", at(&mut times, 50), at(&mut times, 95));
        row(&format!("`{path}`, 300 schools and more"), &measured, "p95 ≤ 50 ms");
    }
    Ok(())
}
