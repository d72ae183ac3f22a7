//! Stores an upload: validated, re-encoded if it is a picture, written to disk.

use super::Uploads;
use super::folder::Folder;
use super::sniff::{self, Kind};
use super::upload::Arrived;
use super::{Evidence, Upload, pdf, picture, refuse_io};
use crate::error::RETRY_SECONDS;
use crate::store::file::evidence::NewFile;
use chrono::{DateTime, Utc};
use domain::Error;
use domain::file::{FileName, FileRefusal, Format, LARGEST_IMAGE, LARGEST_PDF, MIB};
use std::time::Duration;
use std::{fs, io};
use tokio::sync::OwnedRwLockReadGuard;

/// Time limit for waiting for the permit.
const PATIENCE: Duration = Duration::from_mins(1);

/// A stored file that no sweep removes while this value is held.
#[derive(Debug)]
pub(crate) struct Kept {
    pub file: NewFile,
    pub name: FileName,
    _held: OwnedRwLockReadGuard<()>,
}

/// The accepted kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    PicturesAndDocuments,
    Pictures,
}

impl Uploads<'_> {
    /// Stores an upload, or returns why it is refused. One at a time: decoding takes memory.
    pub(crate) async fn keep(self, upload: Upload) -> domain::Result<Result<Kept, FileRefusal>> {
        self.keep_one(upload, Taken::PicturesAndDocuments).await
    }

    /// Stores an upload that must be a picture: a document counts as an unknown format.
    pub(crate) async fn keep_picture(
        self,
        upload: Upload,
    ) -> domain::Result<Result<Kept, FileRefusal>> {
        self.keep_one(upload, Taken::Pictures).await
    }

    async fn keep_one(
        self,
        upload: Upload,
        taken: Taken,
    ) -> domain::Result<Result<Kept, FileRefusal>> {
        let Evidence { folder, turn, at_rest, .. } = self.backend.evidence();
        let arrived = upload.end().await?;
        let turn = tokio::time::timeout(PATIENCE, turn.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(Error::Unavailable(RETRY_SECONDS)) };
        let held = at_rest.clone().read_owned().await;
        let (folder, now, name) = (folder.clone(), self.backend.now(), arrived.name.clone());
        let kept = tokio::task::spawn_blocking(move || keep(&folder, &arrived, taken, now)).await;
        match kept {
            Ok(Ok(Ok(file))) => Ok(Ok(Kept { file, name, _held: held })),
            Ok(Ok(Err(refusal))) => Ok(Err(refusal)),
            Ok(Err(error)) => Err(refuse_io(&error)),
            Err(panic) => {
                tracing::error!(error = %panic, "looking at a file ended in a panic; it was refused");
                Ok(Err(FileRefusal::Damaged))
            }
        }
    }
}

fn keep(
    folder: &Folder,
    arrived: &Arrived,
    taken: Taken,
    now: DateTime<Utc>,
) -> io::Result<Result<NewFile, FileRefusal>> {
    let largest = match taken {
        Taken::PicturesAndDocuments => LARGEST_PDF,
        Taken::Pictures => LARGEST_IMAGE,
    };
    if arrived.bytes > largest {
        return Ok(Err(too_large(largest)));
    }
    let bytes = fs::read(&arrived.path)?;
    let made = sniff::kind(&bytes).and_then(|kind| match kind {
        Kind::Pdf if taken == Taken::Pictures => Err(FileRefusal::UnknownFormat),
        Kind::Pdf => pdf::look(&bytes).map(|()| None),
        _ if arrived.bytes > LARGEST_IMAGE => Err(too_large(LARGEST_IMAGE)),
        _ => picture::remake(kind, &bytes).map(Some),
    });
    let picture = match made {
        Ok(picture) => picture,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (format, content, small, size) = match &picture {
        Some(one) => (one.format, &one.content, Some(one.small.as_slice()), Some(one.size)),
        None => (Format::Pdf, &bytes, None, None),
    };
    let sha256 = folder.keep(content, small, now)?;
    let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
    Ok(Ok(NewFile { sha256, format, bytes, size }))
}

fn too_large(most: u64) -> FileRefusal {
    FileRefusal::TooLarge(u32::try_from(most / MIB).unwrap_or(u32::MAX))
}
