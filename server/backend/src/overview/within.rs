//! The overview as a part of another page, from that page's snapshot.

use super::kept::Desk;
use super::{OverviewHandle, Query, view};
use crate::Result;
use crate::store::overview::COUNTED;
use crate::store::{Conn, Stamp};
use domain::Error;
use domain::overview::Overview;
use domain::people::access::{Action, can};
use tokio::sync::MutexGuard;

/// The lock for counting. Acquired before the snapshot begins: a reader that holds a connection never waits for it.
pub(crate) struct Counting<'a> {
    desk: MutexGuard<'a, Desk>,
    stamp: Stamp,
}

impl<'a> OverviewHandle<'a> {
    /// Whether the actor may see it.
    pub(crate) fn is_open(self) -> bool {
        can(self.actor, Action::SeeOverview).is_ok()
    }

    /// Acquires the lock for counting.
    pub(crate) async fn counting(self) -> Counting<'a> {
        let desk = self.backend.overviews().desk().await;
        Counting { desk, stamp: self.backend.stamp(COUNTED) }
    }

    /// The cached overview, if it is valid for the snapshot at this position of the log.
    pub(crate) fn kept_at(self, query: &Query, position: i64) -> Option<Overview> {
        // First whether this process knows all of the snapshot, then whether the cache is valid by what it knows.
        let is_known = position <= self.backend.position();
        let (counted, calendar) = self.of_now(query).filter(|_| is_known)?;
        let is_no_newer = counted.position <= position;
        if is_no_newer { view(counted, calendar, query, false).ok() } else { None }
    }

    /// The overview of this snapshot, counted now; `None` while no year is open.
    pub(crate) async fn count_in(
        self,
        conn: &mut Conn,
        mut counting: Counting<'_>,
        query: &Query,
    ) -> Result<Option<Overview>> {
        let Counting { desk, stamp } = &mut counting;
        match self.count(conn, &mut desk.ledger, (query, *stamp)).await {
            Ok((counted, calendar)) => Ok(view(counted, calendar, query, false).ok()),
            Err(crate::Error::Public(Error::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
