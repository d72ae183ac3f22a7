//! An upload in progress: streamed to disk, within the size limit.

use super::Uploads;
use super::refuse_io;
use domain::file::{FileName, LARGEST_PDF};
use std::io;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

/// An upload in progress. Deleted when dropped.
#[derive(Debug)]
pub struct Upload {
    file: File,
    path: TempPath,
    name: String,
    bytes: u64,
}

/// A completed upload.
pub(super) struct Arrived {
    pub path: TempPath,
    pub name: FileName,
    /// Size as sent; of an oversized file only the permitted part was written.
    pub bytes: u64,
}

impl Uploads<'_> {
    /// Starts an upload; `name` is the file name given by its sender.
    pub async fn begin(self, name: &str) -> domain::Result<Upload> {
        let folder = self.backend.evidence().folder.clone();
        let made = tokio::task::spawn_blocking(move || folder.arriving());
        let (file, path) =
            made.await.map_err(io::Error::other).flatten().map_err(|e| refuse_io(&e))?.into_parts();
        Ok(Upload { file: File::from_std(file), path, name: name.to_owned(), bytes: 0 })
    }
}

impl Upload {
    /// The name given by the sender.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of bytes received.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes the next bytes. Beyond the largest file they are counted and discarded, so that the sender
    /// gets a readable error.
    pub async fn write(&mut self, bytes: &[u8]) -> domain::Result<()> {
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > LARGEST_PDF {
            return Ok(());
        }
        self.file.write_all(bytes).await.map_err(|e| refuse_io(&e))
    }

    pub(super) async fn end(mut self) -> domain::Result<Arrived> {
        self.file.flush().await.map_err(|e| refuse_io(&e))?;
        Ok(Arrived { path: self.path, name: FileName::clean(&self.name), bytes: self.bytes })
    }
}
