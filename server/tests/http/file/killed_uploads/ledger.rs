//! What was sent, kept outside of the server: acknowledged, or in doubt.

use super::batch::{Batch, FILES};
use backend::{Backend, Clock, Token};
use domain::file::{Format, ShownFile};
use domain::people::access::Actor;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

/// Each batch is in one of the lists, or on its way.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Never sent.
    new: VecDeque<Batch>,
    /// Sent, and the server was gone before it answered.
    in_doubt: Vec<Batch>,
    acknowledged: Vec<Batch>,
    /// How many of those have been looked at, and where their files lie.
    looked_at: usize,
    known: BTreeSet<PathBuf>,
    sums: Sums,
}

/// What all the kills came to.
#[derive(Debug, Default, Clone, Copy)]
pub struct Sums {
    /// Batches that the server has said are there.
    pub acknowledged: usize,
    /// How often a batch was sent to a server that died of it.
    pub broken_off: usize,
    /// How many of those were there all the same, as a whole.
    pub there: usize,
    /// How many files the kills had left over.
    pub swept: usize,
}

impl Ledger {
    /// Nothing was sent yet.
    pub fn of(new: Vec<Batch>) -> Self {
        Self { new: new.into(), ..Self::default() }
    }

    /// What to send next: what is in doubt first.
    pub fn next(&mut self) -> Option<Batch> {
        self.in_doubt.pop().or_else(|| self.new.pop_front())
    }

    /// The server was gone before it answered.
    pub fn in_doubt(&mut self, batch: Batch) {
        self.in_doubt.push(batch);
        self.sums.broken_off += 1;
    }

    /// The server has answered that it is done.
    pub fn acknowledged(&mut self, batch: Batch) {
        self.acknowledged.push(batch);
    }

    /// Sweeps as if two hours were over, and compares: every batch is there as a whole or not at all, the
    /// acknowledged ones are, and nothing else lies in the folder.
    pub async fn settle(&mut self, url: &str, dir: &Path, session: &Token) {
        let clock = Clock::fixed(Clock::system().now());
        let (backend, actor) = opened(url, dir, session, &clock).await;
        clock.advance(chrono::Duration::hours(2));
        let swept = backend.uploads().sweep().await.unwrap();
        assert_eq!(swept.missing, [] as [String; 0], "a row without its file");
        self.sums.swept += swept.removed;
        for batch in &self.acknowledged[self.looked_at..] {
            let files = files_of(&backend, &actor, batch).await;
            assert!(!files.is_empty(), "batch {} was acknowledged and is lost", batch.number);
            self.known.extend(batch.is_there(&backend, &actor, &files).await);
        }
        self.looked_at = self.acknowledged.len();
        let mut known = self.known.clone();
        for batch in &self.in_doubt {
            let files = files_of(&backend, &actor, batch).await;
            if !files.is_empty() {
                known.extend(batch.is_there(&backend, &actor, &files).await);
                self.sums.there += 1;
            }
        }
        let lying = lying(dir);
        let strange: Vec<_> = lying.difference(&known).collect();
        assert_eq!(strange, [] as [&PathBuf; 0], "files that belong to no row");
        let half: Vec<_> = lying.iter().filter(|path| !is_whole(path)).collect();
        assert_eq!(half, [] as [&PathBuf; 0], "files that are not whole");
        backend.close().await;
    }

    /// Sends all of them again, and looks at everything.
    pub async fn end(&self, url: &str, dir: &Path, session: &Token) -> Sums {
        let (backend, actor) = opened(url, dir, session, &Clock::system()).await;
        for batch in self.acknowledged.iter().chain(&self.in_doubt) {
            batch.is_there_once_if_sent_again(&backend, &actor).await;
        }
        backend.close().await;
        assert_eq!(backend::check(url).await.unwrap(), []);
        assert_eq!(backend::check_files(url, dir).await.unwrap(), []);
        Sums { acknowledged: self.acknowledged.len(), ..self.sums }
    }
}

impl Batch {
    /// Demands that all of it is there, documents as they were sent; gives where the files lie.
    async fn is_there(
        &self,
        backend: &Backend,
        actor: &Actor,
        files: &[ShownFile],
    ) -> Vec<PathBuf> {
        assert_eq!(files.len(), FILES, "batch {} is half there", self.number);
        let mut paths = Vec::new();
        for (name, sent) in self.files() {
            let file = files.iter().find(|file| file.file_name() == name).unwrap();
            assert_eq!(file.alt, self.alt());
            let found = backend.files(actor).get(file.id, false).await.unwrap();
            if file.format == Format::Pdf {
                assert_eq!(found.tag, sha256(&sent), "batch {}", self.number);
            } else {
                paths.push(backend.files(actor).get(file.id, true).await.unwrap().path);
            }
            paths.push(found.path);
        }
        paths
    }

    /// Demands that sending it again finds each file there already, or attaches all of them. Of pictures, which
    /// are written anew, this says that it is the one that was sent.
    async fn is_there_once_if_sent_again(&self, backend: &Backend, actor: &Actor) {
        let before = files_of(backend, actor, self).await;
        let mut uploads = Vec::new();
        for (name, bytes) in self.files() {
            let mut upload = backend.uploads().begin(name).await.unwrap();
            upload.write(&bytes).await.unwrap();
            uploads.push(upload);
        }
        let ids = backend.files(actor).attach(self.report, &self.form(), uploads).await.unwrap();
        let is_old = |id: &i64| before.iter().any(|file| file.id == *id);
        assert!(before.is_empty() || ids.iter().all(is_old), "batch {}: {ids:?}", self.number);
        assert_eq!(files_of(backend, actor, self).await.len(), FILES);
    }
}

/// The store without the server, and who has sent everything.
async fn opened(url: &str, dir: &Path, session: &Token, clock: &Clock) -> (Backend, Actor) {
    let backend = Backend::open(url, clock.clone()).await.unwrap();
    let backend = backend.with_files(dir.to_owned(), backend::DEFAULT_QUOTA);
    let actor = backend.sessions().find(session).await.unwrap().unwrap().actor;
    (backend, actor)
}

async fn files_of(backend: &Backend, actor: &Actor, batch: &Batch) -> Vec<ShownFile> {
    backend.files(actor).desk(batch.report).await.unwrap().report.content.unwrap().files
}

/// All files in the folder, those too that were arriving.
fn lying(dir: &Path) -> BTreeSet<PathBuf> {
    let entries = |path: PathBuf| fs::read_dir(path).into_iter().flatten();
    let folders = entries(dir.to_owned()).map(|folder| folder.unwrap().path());
    folders.flat_map(entries).map(|file| file.unwrap().path()).collect()
}

/// Whether a file has the digest under which it lies; a small picture, which has none, its first and last bytes.
fn is_whole(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "small") {
        return bytes.starts_with(b"\xff\xd8") && bytes.ends_with(b"\xff\xd9");
    }
    path.to_str().unwrap().replace('/', "").ends_with(&sha256(&bytes))
}

fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
