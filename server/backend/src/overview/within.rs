//! The overview as a part of another page: of the snapshot that the rest of that page is read from.

use super::kept::Desk;
use super::{OverviewHandle, Query, view};
use crate::Result;
use crate::store::Conn;
use domain::Error;
use domain::overview::Overview;
use domain::people::access::{Action, can};
use tokio::sync::MutexGuard;

/// The right to count. Taken before the snapshot begins: a reader that holds a connection never waits for it.
pub(crate) struct Counting<'a> {
    desk: MutexGuard<'a, Desk>,
    writes: u64,
}

impl<'a> OverviewHandle<'a> {
    /// Whether the actor may see it.
    pub(crate) fn is_open(self) -> bool {
        can(self.actor, Action::SeeOverview).is_ok()
    }

    /// Waits for the right to count.
    pub(crate) async fn counting(self) -> Counting<'a> {
        let desk = self.backend.overviews().desk().await;
        Counting { desk, writes: self.backend.overviews().writes() }
    }

    /// The kept overview, where it is right for the snapshot at this position of the log.
    pub(crate) fn kept_at(self, query: &Query, position: i64) -> Option<Overview> {
        let (counted, calendar) = self.of_now(query)?;
        let is_right = counted.position <= position && position <= self.backend.position();
        if is_right { view(counted, calendar, query, false).ok() } else { None }
    }

    /// The overview of this snapshot, counted now; `None` while no year is open.
    pub(crate) async fn count_in(
        self,
        conn: &mut Conn,
        mut counting: Counting<'_>,
        query: &Query,
    ) -> Result<Option<Overview>> {
        let Counting { desk, writes } = &mut counting;
        match self.count(conn, &mut desk.ledger, (query, *writes)).await {
            Ok((counted, calendar)) => Ok(view(counted, calendar, query, false).ok()),
            Err(crate::Error::Public(Error::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
