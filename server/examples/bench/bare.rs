//! What the program is measured against: axum, one handler, bytes and headers ready, the same log line.

use super::client::{Connection, get};
use super::{Result, first_answer, program};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use axum::serve::ListenerExt as _;
use bytes::Bytes;
use server::request::endpoint::Endpoint;
use server::request::language::Choice;
use server::request::request_log;
use server::request::request_log::LogFormat;
use server::request::visit::{Reference, Visit};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::Instant;
use tokio::net::TcpListener;

struct Copied {
    headers: HeaderMap,
    body: Bytes,
}

/// The bare handler in a process of its own.
pub struct Process {
    /// Where it listens.
    pub addr: SocketAddr,
    child: Child,
}

impl Process {
    /// Starts one that answers as `model` does for `path`.
    pub async fn start(model: SocketAddr, path: &str) -> Result<Self> {
        let addr = program::free_addr()?;
        let child = Command::new(std::env::current_exe()?)
            .args(["bare", &addr.to_string(), &model.to_string(), path])
            .stderr(program::log_file()?)
            .spawn()?;
        let process = Self { addr, child };
        first_answer(addr, path).await?;
        Ok(process)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Copies the model's answer and serves it at `addr` until killed.
pub async fn serve(addr: SocketAddr, model: SocketAddr, path: &str) -> Result<()> {
    request_log::start("info", LogFormat::Text);
    let answer = Connection::open(model).await?.ask(&get(model, path)).await?;
    // hyper writes these itself, and each answer has a reference of its own.
    let own = ["date", "content-length", "connection", "x-request-id"];
    let headers = answer
        .headers()
        .filter(|(name, _)| !own.contains(name))
        .map(|(name, value)| Ok((name.parse::<HeaderName>()?, value.parse::<HeaderValue>()?)))
        .collect::<Result<HeaderMap>>()?;
    let copied = Arc::new(Copied { headers, body: answer.body.into() });
    let listener = TcpListener::bind(addr).await?.tap_io(|stream| _ = stream.set_nodelay(true));
    let routes = Router::new().fallback(respond).with_state(copied);
    Ok(axum::serve(listener, routes).await?)
}

async fn respond(State(copied): State<Arc<Copied>>, request: Request) -> Response {
    let visit = Visit {
        reference: Reference::new(rand::random()),
        arrived: Instant::now(),
        method: request.method().clone(),
        uri: request.uri().clone(),
        client: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        language: Choice::of(None, request.headers()),
        endpoint: Endpoint::FALLBACK,
    };
    let mut response = Response::new(Body::from(copied.body.clone()));
    *response.headers_mut() = copied.headers.clone();
    if let Ok(reference) = HeaderValue::from_str(visit.reference.as_str()) {
        response.headers_mut().insert("x-request-id", reference);
    }
    request_log::line(&visit, &response);
    response
}
