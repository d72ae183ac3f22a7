//! What was sent, kept outside of the server: acknowledged, or in doubt.

use super::batch::{Batch, FILES};
use backend::{Backend, Clock, Token};
use domain::access::Actor;
use domain::evidence::{Format, ShownFile};
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
    broken_off: usize,
}

/// What the ledger and the folder say together, where no promise was broken.
#[derive(Debug)]
#[expect(dead_code, reason = "they are printed")]
pub struct Sums {
    pub acknowledged: usize,
    /// How often a batch was sent to a server that died of it.
    pub broken_off: usize,
    /// How many batches nobody answered in the end, and how many of those are there, as a whole.
    pub in_doubt: (usize, usize),
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
        self.broken_off += 1;
    }

    /// The server has answered that it is done.
    pub fn acknowledged(&mut self, batch: Batch) {
        self.acknowledged.push(batch);
    }

    /// Sweeps once nothing can be on its way any more, and compares: every batch is there as a whole or not
    /// at all, the acknowledged ones are, and nothing else lies in the folder.
    pub async fn settle(&self, url: &str, dir: &Path, session: &Token) -> Sums {
        let clock = Clock::fixed(Clock::system().now());
        let backend = Backend::open(url, clock.clone()).await.unwrap();
        let backend = backend.with_files(dir.to_owned(), backend::DEFAULT_QUOTA);
        let actor = backend.signed_in(session).await.unwrap().unwrap().actor;
        clock.advance(chrono::Duration::hours(2));
        let swept = backend.sweep_files().await.unwrap();
        assert_eq!(swept.missing, [] as [String; 0], "a row without its file");
        let (mut known, mut there) = (BTreeSet::new(), 0);
        for batch in &self.acknowledged {
            let files = files_of(&backend, &actor, batch).await;
            assert_eq!(files.len(), FILES, "batch {} was acknowledged and is lost", batch.number);
            known.extend(batch.is_whole(&backend, &actor, &files).await);
        }
        for batch in &self.in_doubt {
            let files = files_of(&backend, &actor, batch).await;
            if !files.is_empty() {
                assert_eq!(files.len(), FILES, "batch {} is half there", batch.number);
                known.extend(batch.is_whole(&backend, &actor, &files).await);
                there += 1;
            }
        }
        assert_eq!(lying(dir), known, "a file that belongs to no row");
        for batch in self.acknowledged.iter().chain(&self.in_doubt) {
            batch.is_there_once_if_sent_again(&backend, &actor).await;
        }
        backend.close().await;
        assert_eq!(backend::check(url).await.unwrap(), []);
        assert_eq!(backend::check_files(url, dir).await.unwrap(), []);
        Sums {
            acknowledged: self.acknowledged.len(),
            broken_off: self.broken_off,
            in_doubt: (self.in_doubt.len(), there),
            swept: swept.removed,
        }
    }
}

impl Batch {
    /// Demands that the bytes on the disk are those of the rows, and of documents those that were sent; gives
    /// where they lie.
    async fn is_whole(
        &self,
        backend: &Backend,
        actor: &Actor,
        files: &[ShownFile],
    ) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for (file, (_, sent)) in files.iter().zip(self.files()) {
            assert_eq!(file.alt, self.alt());
            let found = backend.file(actor, file.id, false).await.unwrap();
            assert_eq!(found.tag, sha256(&fs::read(&found.path).unwrap()), "batch {}", self.number);
            paths.push(found.path);
            if file.format == Format::Pdf {
                assert_eq!(found.tag, sha256(&sent), "batch {}", self.number);
            } else {
                let small = backend.file(actor, file.id, true).await.unwrap().path;
                let jpeg = fs::read(&small).unwrap();
                assert!(jpeg.starts_with(b"\xff\xd8") && jpeg.ends_with(b"\xff\xd9"), "{small:?}");
                paths.push(small);
            }
        }
        paths
    }

    /// Demands that sending it again finds each file there already, or attaches all of them. Of pictures, which
    /// are written anew, this says that it is the one that was sent.
    async fn is_there_once_if_sent_again(&self, backend: &Backend, actor: &Actor) {
        let before = files_of(backend, actor, self).await;
        let mut uploads = Vec::new();
        for (name, bytes) in self.files() {
            let mut upload = backend.begin_upload(name).await.unwrap();
            upload.write(&bytes).await.unwrap();
            uploads.push(upload);
        }
        let ids =
            backend.attach_to_report(actor, self.report, &self.form(), uploads).await.unwrap();
        let before: Vec<i64> = before.iter().map(|file| file.id).collect();
        assert!(before.is_empty() || before == ids, "batch {}: {before:?}, {ids:?}", self.number);
        assert_eq!(files_of(backend, actor, self).await.len(), FILES);
    }
}

async fn files_of(backend: &Backend, actor: &Actor, batch: &Batch) -> Vec<ShownFile> {
    backend.evidence_desk(actor, batch.report).await.unwrap().report.content.unwrap().files
}

/// All files in the folder, those too that were arriving.
fn lying(dir: &Path) -> BTreeSet<PathBuf> {
    let files = |path: PathBuf| fs::read_dir(path).unwrap().map(|file| file.unwrap().path());
    files(dir.to_owned()).flat_map(files).collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
