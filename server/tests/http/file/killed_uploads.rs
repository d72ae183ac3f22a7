//! The server is killed in the middle of uploads, started again, and again: what it has acknowledged is
//! there as it was sent, and once the folder is swept nothing is left half, alone or over.
//!
//! This shows what the death of the process does, not what a power cut does. `PAKMUD_TEST_KILLS=50
//! cargo test -p server killed_uploads -- --nocapture` takes longer and says more.

mod batch;
mod ledger;

use crate::progress::reporting::HERE;
use crate::site::process::Running;
use crate::site::stopping::session;
use backend::{Backend, Clock, Token, migrate};
use batch::Batch;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use domain::year::fiscal_year::FiscalYear;
use ledger::Ledger;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;
use testing::on_both_engines;

/// How many send at once.
const SENDERS: usize = 4;
/// How often the server is killed where nobody says otherwise.
const KILLS: usize = 12;
/// More batches than are sent in one life.
const BATCHES: usize = 30;
/// So many times a point is passed before the kill at the most.
const PASSED: usize = 5;
/// The kill follows after so many milliseconds at the most.
const THEN: u64 = 150;
/// So many bytes are sent at a time.
const PIECE: usize = 4 * 1024;
/// The time between two pieces, so that a kill meets files that are on their way.
const PAUSE: Duration = Duration::from_millis(1);

/// How far a batch has come. Each kill follows one of these, so that none is left out by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    Begun,
    HalfSent,
    Sent,
    Answered,
}

impl Point {
    const ALL: [Self; 4] = [Self::Begun, Self::HalfSent, Self::Sent, Self::Answered];
}

fn kills() -> usize {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests have no configuration but the environment"
    )]
    let kills = std::env::var("PAKMUD_TEST_KILLS").ok();
    kills.map_or(KILLS, |kills| kills.parse().expect("PAKMUD_TEST_KILLS is a number"))
}

/// So many batches, each for a report of its own.
async fn batches(backend: &Backend, session: &Token, count: usize) -> Vec<Batch> {
    let actor = backend.sessions().find(session).await.unwrap().unwrap().actor;
    let mut batches = Vec::new();
    for number in 0..count {
        let form = ReportForm {
            item: format!("{}/p1", FiscalYear::of(backend.now())),
            kind: "on_plan".to_owned(),
            text: format!("ดำเนินการแล้ว {number}"),
            key: format!("{number:032x}"),
            ..ReportForm::default()
        };
        let report = backend.reports(&actor).post(&Slug::parse(HERE).unwrap(), &form).await;
        batches.push(Batch { number, report: report.unwrap() });
    }
    batches
}

/// Sends a batch, piece by piece; gives what came back, nothing where the server was gone before.
fn send(addr: &str, session: &str, batch: &Batch, passed: &Sender<Point>) -> Vec<u8> {
    let (body, mut answer) = (batch.body(), Vec::new());
    let half = body.len() / PIECE / 2;
    let send = |answer: &mut Vec<u8>| {
        let mut stream = TcpStream::connect(addr)?;
        write!(
            stream,
            "POST /do/attach_evidence HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: session={session}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=XX\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        )?;
        _ = passed.send(Point::Begun);
        for (number, piece) in body.chunks(PIECE).enumerate() {
            stream.write_all(piece)?;
            thread::sleep(PAUSE);
            if number == half {
                _ = passed.send(Point::HalfSent);
            }
        }
        _ = passed.send(Point::Sent);
        stream.read_to_end(answer)
    };
    // What has come before the end counts.
    _ = send(&mut answer);
    answer
}

/// Sends one batch after the other until the server is gone.
fn send_until_gone(addr: &str, session: &str, ledger: &Mutex<Ledger>, passed: &Sender<Point>) {
    loop {
        let Some(batch) = ledger.lock().unwrap().next() else { return };
        let answer = send(addr, session, &batch, passed);
        let text = String::from_utf8_lossy(&answer);
        let mut ledger = ledger.lock().unwrap();
        if text.is_empty() {
            return ledger.in_doubt(batch);
        }
        assert!(text.starts_with("HTTP/1.1 303 "), "batch {}: {text}", batch.number);
        ledger.acknowledged(batch);
        _ = passed.send(Point::Answered);
    }
}

/// One life of the server, which ends a moment after somebody has passed `point`.
fn live_and_die(dir: &Path, url: &str, session: &str, point: Point, ledger: Ledger) -> Ledger {
    let server = Running::start_on(dir, url);
    let (addr, ledger) = (server.addr.clone(), Mutex::new(ledger));
    thread::scope(|scope| {
        let (sender, passed) = mpsc::channel();
        for _ in 0..SENDERS {
            let (sender, addr, ledger) = (sender.clone(), &addr, &ledger);
            scope.spawn(move || send_until_gone(addr, session, ledger, &sender));
        }
        drop(sender);
        passed.iter().filter(|one| *one == point).nth(rand::random_range(0..PASSED));
        thread::sleep(Duration::from_millis(rand::random_range(0..THEN)));
        server.kill();
    });
    ledger.into_inner().unwrap()
}

on_both_engines! {
    async fn a_server_killed_in_the_middle_of_uploads_loses_none_and_leaves_nothing_half(db: TestDb) {
        migrate(db.url(), &Clock::system()).await.unwrap();
        let (session, kills) = (session(db.url()).await, kills());
        let backend = Backend::open(db.url(), Clock::system()).await.unwrap();
        let mut ledger = Ledger::of(batches(&backend, &session, kills * BATCHES).await);
        backend.close().await;
        let (files, token) = (db.dir().join("files"), session.reveal().to_owned());
        for point in Point::ALL.into_iter().cycle().take(kills) {
            let (dir, url, token) = (db.dir().to_owned(), db.url().to_owned(), token.clone());
            let life = move || live_and_die(&dir, &url, &token, point, ledger);
            ledger = tokio::task::spawn_blocking(life).await.unwrap();
            ledger.settle(db.url(), &files, &session).await;
        }
        let sums = ledger.end(db.url(), &files, &session).await;
        println!("{}: {kills} kills: {sums:?}", db.url().split(':').next().unwrap());
        let met = [sums.acknowledged, sums.broken_off, sums.swept];
        assert!(met.iter().all(|count| *count > 0), "the kills met nothing: {sums:?}");
    }
}
