//! The running process: it says where it listens, answers over the network, and ends cleanly.

use crate::site::command_line::{build_site, pakmud};
use crate::support::app::{migrated_dir, sqlite};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Running {
    child: Child,
    pub addr: String,
}

impl Running {
    pub fn start(dir: &Path) -> Self {
        Self::start_on(dir, &sqlite(dir))
    }

    /// On the database at `url`.
    pub fn start_on(dir: &Path, url: &str) -> Self {
        build_site(dir);
        let mut command = pakmud(dir);
        command.args(["serve"]).env("PAKMUD_SITE_DIR", "site").env("PAKMUD_LOG_FORMAT", "json");
        command.env("PAKMUD_DATABASE_URL", url);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let addr = line.split("http://").nth(1).unwrap_or_else(|| panic!("{line}"));
        Self { addr: addr.split_whitespace().next().unwrap().to_owned(), child }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.addr).unwrap()
    }

    fn get(&self, address: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn post(&self, address: &str, body: &str) -> String {
        let mut stream = self.connect();
        let length = body.len();
        write!(
            stream,
            "POST {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Ends it in the middle of whatever it does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop; gives how long that took and what it logged.
    pub fn terminate(mut self) -> (Duration, String) {
        let begun = Instant::now();
        assert!(Command::new("kill").arg(self.child.id().to_string()).status().unwrap().success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{log}");
        (begun.elapsed(), log)
    }
}

#[tokio::test]
async fn it_serves_over_the_network_and_sigterm_ends_it_cleanly() {
    let dir = migrated_dir().await;
    let server = Running::start(dir.path());
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(server.get("/about").contains("</html>"));
    let idle = server.connect();
    let (took, log) = server.terminate();
    drop(idle);
    assert!(took < Duration::from_secs(10), "{took:?}");
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let request = lines.iter().find(|line| line["path"] == "/about").unwrap();
    assert_eq!(
        (&request["method"], &request["status"], &request["cache"]),
        (&"GET".into(), &200.into(), &"miss".into())
    );
    assert_eq!(request["reference"].as_str().unwrap().len(), 10);
    assert_eq!(request["client"], "127.0.0.1");
}

#[tokio::test]
async fn a_stream_that_goes_on_does_not_keep_it_from_ending() {
    let dir = migrated_dir().await;
    let server = Running::start(dir.path());
    let mut stream = server.connect();
    write!(stream, "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut begun = String::new();
    let mut lines = BufReader::new(&mut stream);
    while !begun.contains("retry: ") {
        lines.read_line(&mut begun).unwrap();
    }
    assert!(begun.starts_with("HTTP/1.1 200 OK\r\n"), "{begun}");
    let (took, log) = server.terminate();
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert!(log.contains("/events") && !log.contains("cut off"), "{log}");
}

#[tokio::test]
async fn a_request_that_makes_no_sense_ends_its_connection_alone() {
    let dir = migrated_dir().await;
    let server = Running::start(dir.path());
    for nonsense in ["\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\0\u{1}\u{2}"] {
        let mut stream = server.connect();
        stream.write_all(nonsense.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        _ = stream.read_to_end(&mut Vec::new());
    }
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    server.terminate();
}

#[tokio::test]
async fn an_address_in_use_is_said_in_a_sentence() {
    let dir = migrated_dir().await;
    build_site(dir.path());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let mut command = pakmud(dir.path());
    let output = command
        .arg("serve")
        .env("PAKMUD_SITE_DIR", "site")
        .env("PAKMUD_ADDR", &addr)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&addr) && said.contains("PAKMUD_ADDR"), "{said}");
}

#[tokio::test]
async fn what_somebody_types_to_sign_in_is_not_logged() {
    let dir = migrated_dir().await;
    let server = Running::start(dir.path());
    let refused = server.post("/do/sign_in", "name=zebra.name&password=zebra-password");
    assert!(refused.starts_with("HTTP/1.1 303 "), "{refused}");
    let token = "z".repeat(43);
    server.post("/do/accept_invitation", &format!("token={token}&new_password=zebra-password"));
    server.get(&format!("/invitation?token={token}"));
    let (_, log) = server.terminate();
    assert!(
        log.contains("/do/sign_in") && !log.contains("zebra") && !log.contains(&token),
        "{log}"
    );
}
