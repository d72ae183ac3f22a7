//! Files attached to records as evidence: uploaded, validated, stored, served, swept.
//!
//! The bytes are stored in a folder under their digest; rows link them to records. A file is always written
//! before its row, and a row is deleted before its file, so that a power cut leaves at worst an unreferenced
//! file, which the next sweep removes.

mod attach;
mod describe;
mod folder;
mod jpeg;
mod keep;
mod pdf;
mod picture;
mod read;
mod sniff;
mod sweep;
mod upload;

pub use attach::AttachRefused;
pub(crate) use folder::Folder;
pub use folder::Swept;
pub(crate) use keep::Kept;
pub use read::FoundFile;
pub use upload::Upload;

use crate::Backend;
use crate::error::RETRY_SECONDS;
use domain::Error;
use domain::file::{FileRefusal, MIB};
use domain::kernel::error::{FieldError, Reason};
use domain::people::access::Actor;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{RwLock, Semaphore};

/// Files attached to records, as one actor reads and changes them.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

/// The folder of files: taking uploads in, sweeping out unreferenced files.
#[derive(Clone, Copy)]
pub struct Uploads<'a> {
    backend: &'a Backend,
}

impl Backend {
    /// The attached files, for this actor.
    pub fn files<'a>(&'a self, actor: &'a Actor) -> Files<'a> {
        Files { backend: self, actor }
    }

    /// The folder that uploads go to.
    pub fn uploads(&self) -> Uploads<'_> {
        Uploads { backend: self }
    }
}

/// Default quota of the files of one district, in bytes.
pub const DEFAULT_QUOTA: u64 = 500 * MIB;

/// The state of the files shared by all clones of a backend.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub folder: Folder,
    /// Quota of the files of one district, in bytes.
    pub quota: u64,
    /// Semaphore for decoding files.
    turn: Arc<Semaphore>,
    /// Read lock while a row for a file is about to be written, write lock during a sweep.
    at_rest: Arc<RwLock<()>>,
}

impl Evidence {
    pub(crate) fn new(dir: PathBuf, quota: u64) -> Self {
        let (turn, at_rest) = (Arc::new(Semaphore::new(1)), Arc::default());
        Self { folder: Folder::new(dir), quota, turn, at_rest }
    }
}

/// The form error of a refused file.
pub(crate) fn refused(refusal: FileRefusal) -> Error {
    Error::Invalid(vec![FieldError::new("file", Reason::File(refusal))])
}

/// The error for a full disk or an unwritable folder: not the sender's fault, and possibly temporary.
fn refuse_io(error: &io::Error) -> Error {
    tracing::error!(%error, "a file could not be kept or read");
    Error::Unavailable(RETRY_SECONDS)
}
