//! Accepts connections, with the limits that keep a slow or greedy one from harming the others.

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// A request's head must arrive within this time; also how long an idle connection is kept.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// Bytes of a request's head that are read; our own limits on addresses are far below.
const HEAD_BYTES: usize = 64 * 1024;
/// What is being answered when the server stops may take this long.
const FAREWELL: Duration = Duration::from_secs(10);
/// Pause after the system had no descriptor left for a new connection.
const BREATH: Duration = Duration::from_millis(50);

/// Answers what arrives at `listener` until `stop` comes true, then finishes what is under way.
pub async fn listen(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => answer(stream, peer, router.clone(), &open),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            },
        }
    }
    drop(listener);
    if tokio::time::timeout(FAREWELL, open.shutdown()).await.is_err() {
        tracing::warn!("some answers were not finished within {FAREWELL:?} and are cut off");
    }
}

fn answer(stream: TcpStream, peer: SocketAddr, router: Router, open: &GracefulShutdown) {
    // Without it, an answer in two packets waits for the browser's delayed acknowledgement.
    _ = stream.set_nodelay(true);
    let service = router.map_request(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = open.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, %peer, "a connection broke");
        }
    });
}
