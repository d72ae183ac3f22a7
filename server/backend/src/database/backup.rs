//! Backup and restore of a SQLite database. Each copy is checked before it is published,
//! and appears under its name only when complete.

use crate::database::check::{Finding, whole};
use crate::store::Head;
use crate::store::engine::address::Address;
use crate::store::engine::copy::{Source, copy, look_into};
use crate::store::engine::migrations;
use crate::store::event::log;
use crate::{Error, Result};
use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// Suffixes of the files that SQLite creates beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Mode of a copy: not readable by other users of the machine, but by its group.
const MODE: u32 = 0o640;

/// The result of copying a database.
#[derive(Debug, PartialEq, Eq)]
pub enum Copied {
    /// The copy is sound and written to disk.
    Whole {
        /// The end of its log of events.
        head: Head,
        /// Its size.
        bytes: u64,
    },
    /// The copy is not sound and was deleted.
    Unsound(Vec<Finding>),
}

/// Copies the database at `url` to `file` while other processes read and write, and writes the end of its log
/// to a note beside it. Refuses to overwrite a file unless `replace`.
///
/// A database with pending migrations is copied too, because backups are made before an upgrade.
pub async fn backup(url: &str, file: &Path, replace: bool) -> Result<Copied> {
    let address = Address::parse(url)?;
    let Address::Sqlite(database) = &address else { return Err(Error::UsePgDump(address.shown())) };
    address.look()?;
    if migrations::none_applied(&address).await.map_err(|e| address.explain(e))? {
        return Err(Error::NoDatabase(address.shown()));
    }
    let shown = file.display().to_string();
    if !folder(file).is_dir() {
        return Err(Error::NoFolder(folder(file).display().to_string()));
    }
    if is_part_of(file, database) {
        return Err(Error::BackupItself(shown));
    }
    if !replace && file.exists() {
        return Err(Error::BackupExists(shown));
    }
    let (copied, part) = copy_whole(database, Source::Live, file, None).await?;
    if let Copied::Whole { head, .. } = &copied {
        let written = publish_with_note(part, file, replace, head);
        written.map_err(|e| refusal(&e, file))?;
    }
    Ok(copied)
}

/// Restores the backup `file` to the path in `url`. Refuses if any file exists there.
///
/// A backup from before an upgrade may still need migrations; a newer one is refused.
pub async fn restore(url: &str, file: &Path) -> Result<Copied> {
    let address = Address::parse(url)?;
    let Address::Sqlite(place) = &address else {
        return Err(Error::UsePgRestore(address.shown()));
    };
    demand_vacant(place)?;
    let noted = demand_backup(file).await?;
    fs::create_dir_all(folder(place)).map_err(|e| address.explain_io(&e))?;
    let (copied, part) = copy_whole(file, Source::Kept, place, noted.as_ref()).await?;
    if matches!(copied, Copied::Whole { .. }) {
        demand_vacant(place)?;
        let published = part.persist(place).map_err(|e| e.error);
        published.and_then(|()| sync_folder(place)).map_err(|e| address.explain_io(&e))?;
    }
    Ok(copied)
}

/// Path of the note with the end of a backup's log.
pub fn note_of(file: &Path) -> PathBuf {
    beside(file, ".head")
}

/// A temporary copy beside `target`, written to disk and checked.
async fn copy_whole(
    from: &Path,
    source: Source,
    target: &Path,
    noted: Option<&Head>,
) -> Result<(Copied, TempPath)> {
    let part = part_of(target).map_err(|e| refusal(&e, target))?;
    let explain = |error| explain(error, from, target);
    copy(from, source, part.path()).await.map_err(explain)?;
    let look = look_into(part.path(), async |conn| {
        Ok((whole(conn, noted).await?, log::head(conn).await?))
    });
    let (findings, head) = look.await.map_err(explain)?;
    let synced = part.as_file().sync_all().and_then(|()| Ok(part.as_file().metadata()?.len()));
    let bytes = synced.map_err(|e| refusal(&e, target))?;
    let copied =
        if findings.is_empty() { Copied::Whole { head, bytes } } else { Copied::Unsound(findings) };
    Ok((copied, part.into_temp_path()))
}

/// Refuses a file that is no backup, or one of a newer program; returns the head noted beside it.
async fn demand_backup(file: &Path) -> Result<Option<Head>> {
    let backup = Address::Sqlite(file.to_owned());
    let none = || Error::NoBackup(backup.shown());
    backup.look().map_err(|e| if matches!(e, Error::NoDatabase(_)) { none() } else { e })?;
    let waiting = look_into(file, async |conn| migrations::waiting_for(conn, &backup).await);
    waiting.await.map_err(|e| backup.explain(e))?.ok_or_else(none)?;
    let note = note_of(file);
    let text = match fs::read_to_string(&note) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        other => other.unwrap_or_default(),
    };
    let head = Head::parse(text.trim()).ok_or(Error::BadNote(note.display().to_string()))?;
    Ok(Some(head))
}

/// Refuses a path with a database or its leftover files: they would be taken for part of the new one.
fn demand_vacant(place: &Path) -> Result<()> {
    let all = [place.to_owned()].into_iter().chain(BESIDE.map(|ending| beside(place, ending)));
    let mut taken = all.filter(|path| path.symlink_metadata().is_ok_and(|file| file.len() > 0));
    taken.next().map_or(Ok(()), |path| Err(Error::Occupied(path.display().to_string())))
}

/// Publishes the copy under its name, then the note, so that a note never lies beside another copy.
fn publish_with_note(part: TempPath, file: &Path, replace: bool, head: &Head) -> io::Result<()> {
    let note = note_of(file);
    match fs::remove_file(&note) {
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let published = if replace { part.persist(file) } else { part.persist_noclobber(file) };
    published.map_err(|e| e.error)?;
    let mut written = part_of(&note)?;
    writeln!(written, "{head}")?;
    written.as_file().sync_all()?;
    written.persist(&note).map_err(|e| e.error)?;
    sync_folder(file)
}

/// An empty temporary file beside `target`, deleted when dropped.
fn part_of(target: &Path) -> io::Result<NamedTempFile> {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&name).suffix(".part").permissions(Permissions::from_mode(MODE));
    builder.tempfile_in(folder(target))
}

/// Syncs the folder of a file: a new name survives a power cut only once its folder is on disk.
fn sync_folder(file: &Path) -> io::Result<()> {
    File::open(folder(file))?.sync_all()
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Whether `file` is the database or one of its files, by any path.
fn is_part_of(file: &Path, database: &Path) -> bool {
    let at = |path: &Path| Some((folder(path).canonicalize().ok()?, path.file_name()?.to_owned()));
    let is_at = |other: PathBuf| at(file).is_some_and(|here| at(&other) == Some(here));
    let real = database.canonicalize().unwrap_or_else(|_| database.to_owned());
    let endings = || BESIDE.into_iter().chain([""]);
    [database, &real].into_iter().any(|path| endings().any(|end| is_at(beside(path, end))))
}

fn refusal(error: &io::Error, file: &Path) -> Error {
    if error.kind() == ErrorKind::AlreadyExists {
        return Error::BackupExists(file.display().to_string());
    }
    Address::Sqlite(file.to_owned()).explain_io(error)
}

/// Attributes a full disk or an unwritable path to the target, any other error to the source.
fn explain(error: Error, source: &Path, target: &Path) -> Error {
    let about = |path: &Path| Address::Sqlite(path.to_owned());
    match about(target).explain(error) {
        about_target @ (Error::DiskFull(_) | Error::NotWritable(_)) => about_target,
        Error::Locked(_) => Error::Locked(about(source).shown()),
        Error::Damaged { detail, .. } => Error::Damaged { place: about(source).shown(), detail },
        Error::NotADatabase(_) => Error::NotADatabase(about(source).shown()),
        other => other,
    }
}
