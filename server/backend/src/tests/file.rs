//! Files of records: accepted formats, storage, visibility, and consistency of files and rows.

mod attaching;
mod audience;
pub(super) mod bytes;
mod corpus;
mod describing;
mod disk;
mod memory;
mod photos;
mod pictures;

use super::clock;
use super::progress::{HERE, THERE, appoint, form, slug};
use crate::{Backend, Upload};
use domain::file::{AttachForm, ShownFile};
use domain::people::access::Actor;
use testing::TestDb;

/// A valid form.
fn said(alt: &str) -> AttachForm {
    AttachForm {
        alt: alt.to_owned(),
        purpose: "photo".to_owned(),
        consent: "nobody".to_owned(),
        again: String::new(),
    }
}

/// A completed upload, sent in chunks.
pub(super) async fn sent(backend: &Backend, name: &str, bytes: &[u8]) -> Upload {
    let mut upload = backend.uploads().begin(name).await.expect("there is room");
    for piece in bytes.chunks(60_000) {
        upload.write(piece).await.expect("there is room");
    }
    upload
}

/// The files of the first report of [`HERE`] as seen by `actor`.
async fn files_for(backend: &Backend, actor: &Actor) -> Option<Vec<ShownFile>> {
    let page = backend.districts(actor).page(&slug(HERE), &[]).await.expect("the page can be read");
    let reports = page.lines.iter().flat_map(|line| &line.reports);
    reports
        .into_iter()
        .find_map(|report| report.content.as_ref())
        .map(|content| content.files.clone())
}

/// Names of all files in the folder, except incomplete uploads.
fn lying(db: &TestDb) -> Vec<String> {
    let mut names = Vec::new();
    let folders = std::fs::read_dir(db.dir().join("files")).into_iter().flatten();
    for folder in folders.map(|one| one.expect("it can be read").path()) {
        if folder.is_dir() && !folder.ends_with("arriving") {
            let files = std::fs::read_dir(folder).expect("it can be read");
            names.extend(files.map(|one| {
                one.expect("it can be read").file_name().into_string().expect("a name")
            }));
        }
    }
    names.sort();
    names
}
