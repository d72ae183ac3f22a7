//! SIGTERM in the middle of a burst: whoever was told that it is posted finds it, and no answer is cut.

use crate::progress::reporting::HERE;
use crate::site::process::Running;
use crate::support::app::{migrated_dir, sqlite};
use crate::support::browser::form;
use crate::support::people::PASSWORD;
use backend::{Backend, Clock, HashCost, NewAccount, Token, TypedAppointment};
use domain::place::district::Slug;
use domain::year::fiscal_year::FiscalYear;
use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

const POSTERS: usize = 8;
/// How long they post before the server is told to stop.
const BURST: Duration = Duration::from_millis(700);

/// A session of a new reporter of [`HERE`], in the database at `url`.
pub async fn session(url: &str) -> Token {
    let backend = Backend::open(url, Clock::system()).await.unwrap();
    backend.years().open_due().await.unwrap();
    let backend = backend.with_hash_cost(HashCost::WEAK);
    let appointment = TypedAppointment {
        role: "DR".into(),
        district: HERE.into(),
        ..TypedAppointment::default()
    };
    let new = NewAccount {
        name: "somchai".into(),
        display_name: "somchai".into(),
        appointments: vec![appointment],
    };
    let link = backend.accounts_of_operator().create(new).await.unwrap();
    let session =
        backend.sessions().accept_invitation(&link.token, PASSWORD, "Firefox").await.unwrap();
    backend.close().await;
    session.token
}

/// What came back, empty where the server did not answer any more.
fn post(addr: &str, session: &str, key: &str) -> std::io::Result<String> {
    // Of the year that the district's page shows now.
    let item = format!("{}/p1", FiscalYear::of(Clock::system().now()));
    let text = format!("ดำเนินการแล้ว {key}");
    let fields =
        [("district", HERE), ("item", &item), ("kind", "on_plan"), ("text", &text), ("key", key)];
    let body = form(&fields);
    let mut stream = TcpStream::connect(addr)?;
    write!(
        stream,
        "POST /do/post_progress HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: session={session}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Posts until the server is gone; gives the keys that were answered, with the id of the report.
fn post_until_gone(addr: &str, session: &str) -> Vec<(String, i64)> {
    let mut answered = Vec::new();
    loop {
        let key = format!("{:032x}", rand::random::<u128>());
        let Ok(answer) = post(addr, session, &key) else { return answered };
        if answer.is_empty() {
            return answered;
        }
        assert!(
            answer.starts_with("HTTP/1.1 303 ") && answer.contains("\r\n\r\n"),
            "cut: {answer}"
        );
        let id = answer.split_once("posted=").unwrap().1.split_once('#').unwrap().0;
        answered.push((key, id.parse().unwrap()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_in_a_burst_loses_nothing_that_was_acknowledged_and_cuts_no_answer() {
    let dir = migrated_dir().await;
    let session = session(&sqlite(dir.path())).await;
    let server = Running::start(dir.path());
    let posters: Vec<_> = (0..POSTERS)
        .map(|_| {
            let (addr, session) = (server.addr.clone(), session.reveal().to_owned());
            std::thread::spawn(move || post_until_gone(&addr, &session))
        })
        .collect();
    tokio::time::sleep(BURST).await;
    let (took, log) = server.terminate();
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(!log.contains("\"ERROR\""), "{log}");
    let answered: Vec<_> = posters.into_iter().flat_map(|poster| poster.join().unwrap()).collect();
    assert!(answered.len() > POSTERS, "hardly anything was posted: {}", answered.len());

    let backend = Backend::open(&sqlite(dir.path()), Clock::system()).await.unwrap();
    let signed_in = backend.sessions().find(&session).await.unwrap().unwrap();
    let lines = backend
        .districts(&signed_in.actor)
        .page(&Slug::parse(HERE).unwrap(), &[])
        .await
        .unwrap()
        .lines;
    let stored: HashMap<i64, String> = lines
        .into_iter()
        .flat_map(|line| line.reports)
        .filter_map(|report| Some((report.id, report.content?.text)))
        .collect();
    for (key, id) in &answered {
        assert!(stored[id].ends_with(key), "{key} was acknowledged and is lost");
    }
    backend.close().await;
    assert_eq!(backend::check(&sqlite(dir.path())).await.unwrap(), []);
}
