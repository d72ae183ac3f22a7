//! The least HTTP client that measures anything: one connection, one request at a time.

use super::Result;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A connection that is kept open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer's head, and how long its body was.
pub struct Answer {
    /// Status line and header lines.
    pub head: String,
    /// The body, as sent.
    pub body: Vec<u8>,
}

/// A browser's question, in bytes.
pub fn get(addr: SocketAddr, path: &str) -> Vec<u8> {
    get_coded(addr, path, "gzip, deflate, br")
}

/// The same, with the content codings that are welcome.
pub fn get_coded(addr: SocketAddr, path: &str, codings: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html,*/*\r\nAccept-Encoding: {codings}\r\n\r\n").into_bytes()
}

/// The same from somebody who is signed in.
pub fn get_signed_in(addr: SocketAddr, path: &str, session: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nCookie: session={session}\r\n\r\n").into_bytes()
}

/// A form of our own pages, in bytes.
pub fn post(addr: SocketAddr, path: &str, form: &str) -> Vec<u8> {
    post_signed_in(addr, path, form, "")
}

/// The same from somebody who is signed in.
pub fn post_signed_in(addr: SocketAddr, path: &str, form: &str, session: &str) -> Vec<u8> {
    let cookie =
        if session.is_empty() { String::new() } else { format!("Cookie: session={session}\r\n") };
    format!(
        "POST {path} HTTP/1.1\r\nHost: {addr}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n{cookie}\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

impl Connection {
    /// Connects.
    pub async fn open(addr: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 << 10) })
    }

    /// Sends a request and reads the whole answer, which must say its length.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_end = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection was closed".into());
            }
        };
        let head = std::str::from_utf8(&self.buffer[..head_end])?.to_owned();
        let length: usize =
            header(&head, "content-length").ok_or("an answer without length")?.parse()?;
        while self.buffer.len() < head_end + length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection was closed".into());
            }
        }
        Ok(Answer { head, body: self.buffer[head_end..].to_vec() })
    }
}

impl Answer {
    /// An error unless the status is 200.
    pub fn expect_ok(&self) -> Result<()> {
        let status = self.head.lines().next().unwrap_or_default();
        if status.contains(" 200 ") { Ok(()) } else { Err(format!("answered `{status}`").into()) }
    }

    /// Names and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head.lines().skip(1).filter_map(|line| line.split_once(": "))
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}
