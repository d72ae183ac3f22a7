//! Use case: removing files without a row, and reporting rows without a file.

use super::Uploads;
use super::folder::Folder;
use super::{Swept, refuse_io};
use crate::store::Conn;
use crate::store::file::kept;
use std::io;

impl Uploads<'_> {
    /// Removes unreferenced files, such as after a power cut between file and row, or
    /// after the last record detached them; returns the missing ones.
    pub async fn sweep(self) -> domain::Result<Swept> {
        let held = self.backend.evidence().at_rest.clone().write_owned().await;
        let needed = self.backend.read(async |conn: &mut Conn| kept::needed(conn).await).await?;
        let (folder, now): (Folder, _) =
            (self.backend.evidence().folder.clone(), self.backend.now());
        let swept = tokio::task::spawn_blocking(move || folder.sweep(&needed, now)).await;
        drop(held);
        swept.map_err(io::Error::other).flatten().map_err(|e| refuse_io(&e))
    }
}
