//! The storage folder: each file is named by the digest of its content. A file is completely on disk under
//! its name before a row refers to it.

use crate::digest::sha256_of;
use chrono::{DateTime, Duration, Utc};
use domain::file::Format;
use std::collections::BTreeSet;
use std::fs::{self, DirEntry, File, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// Subfolder of incomplete uploads.
const ARRIVING: &str = "arriving";
/// Suffix of a small picture's name.
const SMALL: &str = ".small";
/// File mode: not readable by other users of the machine, but by the group, as backups are.
const MODE: u32 = 0o640;
/// An upload older than this will not be completed.
const ARRIVES_IN: Duration = Duration::hours(1);
/// A file older than this without a row will never get one.
const ROW_FOLLOWS_IN: Duration = Duration::minutes(10);

/// The storage folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

/// The result of a sweep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Number of unreferenced files that were removed.
    pub removed: usize,
    /// Digests of referenced files that do not exist.
    pub missing: Vec<String>,
}

impl Folder {
    pub(crate) fn new(dir: PathBuf) -> Self {
        Self(dir)
    }

    /// An empty file for an upload; deleted when dropped.
    pub(super) fn arriving(&self) -> io::Result<NamedTempFile> {
        let arriving = self.0.join(ARRIVING);
        fs::create_dir_all(&arriving)?;
        tempfile::Builder::new().permissions(Permissions::from_mode(MODE)).tempfile_in(arriving)
    }

    /// Stores a file, with its small picture if it has one; returns its digest.
    pub(super) fn keep(
        &self,
        content: &[u8],
        small: Option<&[u8]>,
        now: DateTime<Utc>,
    ) -> io::Result<String> {
        let digest = sha256_of(content);
        let path = self.path(&digest);
        if let Some(small) = small {
            self.put(&small_of(&path), small, now)?;
        }
        self.put(&path, content, now)?;
        Ok(digest)
    }

    /// Writes and syncs the file, renames it and syncs its folder. An existing file of this name has equal content.
    fn put(&self, path: &Path, content: &[u8], now: DateTime<Utc>) -> io::Result<()> {
        let mut part = self.arriving()?;
        part.write_all(content)?;
        part.as_file().set_modified(now.into())?;
        part.as_file().sync_all()?;
        let folder = path.parent().unwrap_or(&self.0);
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            File::open(&self.0)?.sync_all()?;
        }
        part.persist(path).map_err(|e| e.error)?;
        File::open(folder)?.sync_all()
    }

    /// Path of a file.
    pub(crate) fn path(&self, digest: &str) -> PathBuf {
        let (start, rest) = digest.split_at_checked(2).unwrap_or(("00", digest));
        self.0.join(start).join(rest)
    }

    /// Path of its small picture.
    pub(crate) fn small_path(&self, digest: &str) -> PathBuf {
        small_of(&self.path(digest))
    }

    /// Digests of those of `needed` that do not exist completely.
    pub(crate) fn missing(&self, needed: &[(String, Format)]) -> Vec<String> {
        let is_there = |(digest, format): &&(String, Format)| {
            self.path(digest).is_file() && (!format.is_image() || self.small_path(digest).is_file())
        };
        needed.iter().filter(|one| !is_there(one)).map(|one| one.0.clone()).collect()
    }

    /// Removes files that are and will remain unreferenced; returns the missing ones.
    pub(super) fn sweep(
        &self,
        needed: &[(String, Format)],
        now: DateTime<Utc>,
    ) -> io::Result<Swept> {
        let digests: BTreeSet<&str> = needed.iter().map(|one| one.0.as_str()).collect();
        let mut removed = 0;
        for entry in entries(&self.0)? {
            let Some(start) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let is_arriving = start == ARRIVING;
            if !is_arriving && !is_hex(&start, 2) {
                continue;
            }
            let limit = now - if is_arriving { ARRIVES_IN } else { ROW_FOLLOWS_IN };
            for file in entries(&entry.path())? {
                let name = file.file_name().to_string_lossy().into_owned();
                let rest = name.strip_suffix(SMALL).unwrap_or(&name);
                let is_ours = is_arriving || is_hex(rest, 62);
                let is_needed = digests.contains(format!("{start}{rest}").as_str());
                if is_ours && !is_needed && is_before(&file, limit) {
                    fs::remove_file(file.path())?;
                    removed += 1;
                }
            }
        }
        Ok(Swept { removed, missing: self.missing(needed) })
    }
}

fn small_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(SMALL);
    name.into()
}

/// The entries of a folder; empty if it does not exist.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        other => other?.collect(),
    }
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn is_before(file: &DirEntry, limit: DateTime<Utc>) -> bool {
    let changed = file.metadata().and_then(|file| file.modified());
    changed.is_ok_and(|changed| changed < SystemTime::from(limit))
}
