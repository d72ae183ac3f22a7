//! Two thousand listeners of the event stream, while somebody reports.

use super::client::{Connection, get, get_coded};
use super::program::Program;
use super::{Result, row};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

/// How many listen.
const LISTENERS: usize = 2000;
/// How many reports are posted.
const POSTS: usize = 20;
/// Longer than the pause between two frames, so that each report comes by itself.
const BETWEEN: Duration = Duration::from_millis(600);
/// How long nothing happens while processor time is counted.
const IDLE: Duration = Duration::from_secs(10);
/// Who reports in a demo, and for whom.
const REPORTER: (&str, &str) = ("dr-p-bangkok", "p-bangkok");

/// Memory per listener, processor time while nothing happens, and how soon a report is heard.
pub async fn measure(program: &Path) -> Result<()> {
    // Each of them is an open file, here and there.
    _ = rlimit::increase_nofile_limit(u64::MAX);
    let server = Program::start_demo(program).await?;
    listen_and_post(&server).await?;
    server.stop().await
}

async fn listen_and_post(server: &Program) -> Result<()> {
    let before = server.resident_mib()?;
    let (heard, mut arrivals) = mpsc::unbounded_channel();
    for _ in 0..LISTENERS {
        let stream = connect(server.addr).await?;
        tokio::spawn(listen(stream, heard.clone()));
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let each = (server.resident_mib()? - before) * 1024.0 / LISTENERS as f64;
    row(
        &format!("memory per listener, {LISTENERS} of them"),
        &format!("{each:.1} KiB"),
        "≤ 16 KiB",
    );
    let (busy, begun) = (server.busy_seconds()?, Instant::now());
    tokio::time::sleep(IDLE).await;
    let share = 100.0 * (server.busy_seconds()? - busy) / begun.elapsed().as_secs_f64();
    row("processor while nothing happens", &format!("{share:.1} %"), "< 1 %");
    let (cookie, year) = (sign_in(server.addr).await?, year(server.addr).await?);
    let mut times = Vec::with_capacity(POSTS * LISTENERS);
    for number in 0..POSTS {
        let begun = Instant::now();
        post(server.addr, &cookie, &format!("{year}%2Fp{}", number % 10 + 1), number).await?;
        for _ in 0..LISTENERS {
            let waited = tokio::time::timeout(Duration::from_secs(20), arrivals.recv()).await;
            let arrived = waited.map_err(|_| "a listener missed a report")?;
            times.push(arrived.ok_or("nobody listens")? - begun);
        }
        tokio::time::sleep(BETWEEN).await;
    }
    times.sort_unstable();
    let at = |percent: usize| times[percent * times.len() / 100].as_millis();
    let measured = format!("p50 {} ms, p99 {} ms, none missed", at(50), at(99));
    row("report posted to heard, by all of them", &measured, "p99 ≤ 500 ms");
    Ok(())
}

async fn connect(addr: SocketAddr) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(&get(addr, "/events")).await?;
    Ok(stream)
}

/// Tells when each frame with a report has come.
async fn listen(mut stream: TcpStream, heard: mpsc::UnboundedSender<Instant>) {
    let mut part = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut part).await {
        let news = part[..length].windows(12).any(|text| text == b"event: news\n");
        if news && heard.send(Instant::now()).is_err() {
            return;
        }
    }
}

/// Posts so many reports, one after another, spread over a time.
pub async fn post_each(addr: SocketAddr, posts: usize, time: Duration) -> Result<()> {
    let (cookie, year) = (sign_in(addr).await?, year(addr).await?);
    for number in 0..posts {
        post(addr, &cookie, &format!("{year}%2Fp{}", number % 10 + 1), number).await?;
        tokio::time::sleep(time / u32::try_from(posts)?).await;
    }
    Ok(())
}

/// The session's cookie.
async fn sign_in(addr: SocketAddr) -> Result<String> {
    let fields = format!("name={}&password={}", REPORTER.0, backend::DEMO_PASSWORD);
    let answer = send(addr, "/do/sign_in", "", &fields).await?;
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: session="));
    let cookie = cookie.and_then(|rest| rest.split(';').next());
    Ok(cookie.ok_or("nobody could sign in")?.to_owned())
}

/// The fiscal year whose items the map offers.
async fn year(addr: SocketAddr) -> Result<String> {
    let page = Connection::open(addr).await?.ask(&get_coded(addr, "/", "identity")).await?;
    let page = String::from_utf8(page.body)?;
    let (before, _) = page.split_once("/p1\"").ok_or("the map offers no items")?;
    Ok(before.chars().skip(before.chars().count() - 4).collect())
}

async fn post(addr: SocketAddr, cookie: &str, item: &str, number: usize) -> Result<()> {
    let key = format!("{number:032x}");
    let fields = format!("district={}&key={key}&item={}&kind=on_plan&text=bench", REPORTER.1, item);
    let answer = send(addr, "/do/post_progress", cookie, &fields).await?;
    if answer.starts_with("HTTP/1.1 303") {
        Ok(())
    } else {
        Err(format!("a report was refused: {answer}").into())
    }
}

/// Sends a form; the answer's head.
async fn send(addr: SocketAddr, path: &str, cookie: &str, fields: &str) -> Result<String> {
    let length = fields.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {addr}\r\nSec-Fetch-Site: same-origin\r\nCookie: session={cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{fields}"
    );
    Ok(Connection::open(addr).await?.ask(request.as_bytes()).await?.head)
}
