//! A connection that dies at the commit: its result is unknown. Repeating the same key settles it.

use super::ledger::{Ledger, keys};
use super::*;
use crate::Backend;
use crate::tests::test_db::OpenBackend as _;
use domain::people::role::Role;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use testing::TestDb;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy};
use tokio::net::{UnixListener, UnixStream};

const SOCKET: &str = ".s.PGSQL.5432";

/// A proxy between the program and PostgreSQL that cuts one connection at its commit.
struct Between {
    folder: TempDir,
    cut: Arc<Mutex<Option<Cut>>>,
}

/// The connection to cut: the one that carries this key.
struct Cut {
    key: String,
    /// Whether the server still receives the commit.
    is_heard: bool,
}

impl Between {
    fn start(server: PathBuf) -> Self {
        let folder = TempDir::new().unwrap();
        let listener = UnixListener::bind(folder.path().join(SOCKET)).unwrap();
        let cut = Arc::new(Mutex::new(None));
        let shared = Arc::clone(&cut);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = UnixStream::connect(&server).await.unwrap();
                tokio::spawn(relay(client, server, Arc::clone(&shared)));
            }
        });
        Self { folder, cut }
    }
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

async fn relay(client: UnixStream, server: UnixStream, cut: Arc<Mutex<Option<Cut>>>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let answers = tokio::spawn(async move { copy(&mut from_server, &mut to_client).await });
    let (mut bytes, mut is_the_one) = (vec![0; 1 << 16], false);
    while let Ok(length @ 1..) = from_client.read(&mut bytes).await {
        let chunk = &bytes[..length];
        let cut_here = {
            let mut cut = cut.lock().unwrap();
            is_the_one |= cut.as_ref().is_some_and(|cut| has(chunk, cut.key.as_bytes()));
            if is_the_one && has(chunk, b"COMMIT\0") { cut.take() } else { None }
        };
        if let Some(cut) = cut_here {
            answers.abort();
            if cut.is_heard {
                to_server.write_all(chunk).await.unwrap();
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            return;
        }
        if to_server.write_all(chunk).await.is_err() {
            return;
        }
    }
    answers.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_settled_by_repeating_it_with_the_same_key() {
    let Some(db) = TestDb::postgres().await else { return };
    let direct = db.backend(&clock()).await;
    let actor = appoint(&direct, Role::Reporter, HERE).await;
    direct.close().await;
    let (address, folder) = db.url().split_once("?host=").unwrap();
    let between = Between::start(PathBuf::from(folder).join(SOCKET));
    let url = format!("{address}?host={}", between.folder.path().display());
    let backend = Backend::open(&url, clock()).await.unwrap();
    for is_heard in [true, false] {
        let (mut ledger, key) = (Ledger::default(), keys(1));
        *between.cut.lock().unwrap() = Some(Cut { key: key[0].clone(), is_heard });
        let refused = ledger.post(&backend, &actor, &key).await;
        assert!(matches!(refused[..], [domain::Error::Unavailable(_)]), "{refused:?}");
        let sums = ledger.settle(db.url()).await;
        assert_eq!((sums.in_doubt, sums.stored_in_doubt), (1, usize::from(is_heard)));
        assert_eq!(ledger.post(&backend, &actor, &key).await, []);
        let sums = ledger.settle(db.url()).await;
        assert_eq!((sums.acknowledged, sums.lost, sums.doubled), (1, 0, 0));
    }
}
