//! Use case: the overview, counted once per change and standpoint, then shared by all readers.

mod almanacs;
mod export;
mod kept;
mod ledger;
mod scenes;
mod within;

use crate::store::overview::COUNTED;
use crate::store::year::fiscal_year;
use crate::store::{Conn, Stamp};
use crate::{Backend, Result};
use domain::Error;
use domain::kernel::bangkok;
use domain::overview::{Calendar, Chosen, Counted, Overview, Standings, Standpoint};
use domain::people::access::{Action, Actor, can};
use ledger::Ledger;
use std::sync::Arc;
use std::time::Instant;

pub use export::{ExportedFile, Format as ExportFormat};
pub(crate) use kept::Overviews;

/// The overview, as one actor reads it.
#[derive(Clone, Copy)]
pub struct OverviewHandle<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

impl Backend {
    /// The overview, for this actor.
    pub fn overview<'a>(&'a self, actor: &'a Actor) -> OverviewHandle<'a> {
        OverviewHandle { backend: self, actor }
    }
}

/// The decoded query parameters of a URL.
pub type Query = [(String, String)];

/// The value of the parameter `name`.
pub(crate) fn value<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    let pair = query.iter().rfind(|(one, value)| one == name && !value.is_empty());
    pair.map(|(_, value)| value.as_str())
}

impl OverviewHandle<'_> {
    /// The nearest valid view of the overview for `query`. While the database is unavailable, the
    /// last good counts of that standpoint.
    pub async fn view(self, query: &Query) -> domain::Result<Overview> {
        can(self.actor, Action::SeeOverview)?;
        if let Some((counted, calendar)) = self.of_now(query) {
            return view(counted, calendar, query, self.backend.is_away());
        }
        match self.of_this_moment(query).await {
            Ok((counted, calendar)) => view(counted, calendar, query, false),
            Err(error @ Error::Unavailable(_)) => {
                let calendar =
                    self.backend.overviews().calendar(Stamp::ANY).ok_or(error.clone())?;
                let last = self.kept(query, &calendar, Stamp::ANY).ok_or(error)?;
                view(last, calendar, query, true)
            }
            Err(error) => Err(error),
        }
    }

    /// The cached count of the standpoint of `query`, if it is current.
    fn of_now(self, query: &Query) -> Option<(Arc<Counted>, Calendar)> {
        let needed = self.backend.stamp(COUNTED);
        let today = bangkok::date(self.backend.now());
        let calendar =
            self.backend.overviews().calendar(needed).filter(|one| one.today == today)?;
        Some((self.kept(query, &calendar, needed)?, calendar))
    }

    /// The current count, made now. Of many concurrent callers one queries the database; the others wait and
    /// share its result.
    async fn of_this_moment(self, query: &Query) -> domain::Result<(Arc<Counted>, Calendar)> {
        let asked = Instant::now();
        let mut desk = self.backend.overviews().desk().await;
        if let Some(right) = self.of_now(query) {
            return Ok(right);
        }
        if let Some((_, error)) = desk.refused.as_ref().filter(|(at, _)| *at > asked) {
            return Err(error.clone());
        }
        let (stamp, ledger) = (self.backend.stamp(COUNTED), &mut desk.ledger);
        let counted =
            self.backend.read(async |conn| self.count(conn, ledger, (query, stamp)).await).await;
        if let Err(error @ Error::Unavailable(_)) = &counted {
            desk.refused = Some((Instant::now(), error.clone()));
        }
        counted
    }

    /// The cached count of the standpoint of `query`, if it reaches `needed`.
    fn kept(self, query: &Query, calendar: &Calendar, needed: Stamp) -> Option<Arc<Counted>> {
        let (standpoint, ..) = Standpoint::parse(|name| value(query, name), calendar)?;
        self.backend.overviews().counted(standpoint, needed)
    }

    /// Updates the ledger to this snapshot, which began after the stamp was taken, and counts.
    async fn count(
        self,
        conn: &mut Conn,
        ledger: &mut Ledger,
        (query, stamp): (&Query, Stamp),
    ) -> Result<(Arc<Counted>, Calendar)> {
        let position = ledger.follow(conn).await?;
        let calendar = Calendar {
            today: bangkok::date(self.backend.now()),
            years: fiscal_year::all(conn).await?,
            first: ledger.first_day(),
        };
        let parsed = Standpoint::parse(|name| value(query, name), &calendar);
        let (standpoint, ..) = parsed.ok_or(Error::NotFound)?;
        let counted = self.counted_now(conn, ledger, standpoint, position).await?;
        let right = (stamp.read_at(position), ledger.revision());
        self.backend.overviews().keep((&calendar, standpoint), &counted, right);
        Ok((counted, calendar))
    }

    /// The cached count of this revision of the ledger, now valid up to `position`; otherwise counted now.
    async fn counted_now(
        self,
        conn: &mut Conn,
        ledger: &mut Ledger,
        standpoint: Standpoint,
        position: i64,
    ) -> Result<Arc<Counted>> {
        let (scene, standings) =
            match self.backend.overviews().counted_at(standpoint, ledger.revision()) {
                Some(last) if last.position == position => return Ok(last),
                Some(last) => (last.scene.clone(), last.standings.clone()),
                None => {
                    let almanac = ledger.almanac(conn, standpoint).await?;
                    let scene = Arc::clone(almanac.scene());
                    (scene, Arc::new(Standings::of(almanac, standpoint.days())))
                }
            };
        Ok(Arc::new(Counted { scene, standings, position, read_at: self.backend.now() }))
    }
}

/// The view of a count for `query`.
fn view(
    counted: Arc<Counted>,
    calendar: Calendar,
    query: &Query,
    is_stale: bool,
) -> domain::Result<Overview> {
    let given = |name: &str| value(query, name);
    let parsed = Standpoint::parse(given, &calendar);
    let (standpoint, mut ignored, note) = parsed.ok_or(Error::NotFound)?;
    let (chosen, unknown) = Chosen::parse(given, &counted.scene);
    ignored.extend(unknown);
    Ok(Overview { counted, standpoint, calendar, chosen, ignored, note, is_stale })
}
