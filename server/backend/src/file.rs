//! Files that show what a record says: taken, looked at, kept, served, swept.
//!
//! The bytes lie in a folder under their digest; rows say what they belong to. The order is always file
//! first, then row, and taking off a row before its file, so that a power cut leaves at worst a file too
//! many, which the next sweep takes away.

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

/// The folder of files: taking uploads in, sweeping out what no record refers to.
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

/// What the files of one district may take where nothing else is set, in bytes.
pub const DEFAULT_QUOTA: u64 = 500 * MIB;

/// What all of a backend's clones share of the files.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub folder: Folder,
    /// What the files of one district may take, in bytes.
    pub quota: u64,
    /// Whose turn it is to have a file decoded.
    turn: Arc<Semaphore>,
    /// Read by who is about to write a row for a file, written by the sweep.
    at_rest: Arc<RwLock<()>>,
}

impl Evidence {
    pub(crate) fn new(dir: PathBuf, quota: u64) -> Self {
        let (turn, at_rest) = (Arc::new(Semaphore::new(1)), Arc::default());
        Self { folder: Folder::new(dir), quota, turn, at_rest }
    }
}

/// The form whose file is not taken.
pub(crate) fn refused(refusal: FileRefusal) -> Error {
    Error::Invalid(vec![FieldError::new("file", Reason::File(refusal))])
}

/// A full disk, a folder that cannot be written: nothing that the sender can mend, and it may pass.
fn refuse_io(error: &io::Error) -> Error {
    tracing::error!(%error, "a file could not be kept or read");
    Error::Unavailable(RETRY_SECONDS)
}
