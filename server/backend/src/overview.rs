//! Use case: the overview, counted once per change and standpoint, then shared by all readers.

mod export;
mod kept;
mod ledger;

use crate::store::{Conn, cluster, fiscal_year, overview, policy_item};
use crate::{Backend, Result, collation};
use domain::access::{Action, Actor, can};
use domain::overview::{Calendar, Chosen, Counted, Overview, Scene, Standings, Standpoint};
use domain::{Error, bangkok};
use ledger::Ledger;
use std::sync::Arc;

pub use export::{ExportedFile, Format as ExportFormat};
pub(crate) use kept::Overviews;

/// The parameters of an address, decoded.
pub type Query = [(String, String)];

/// The value of the parameter `name`.
fn value<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    let pair = query.iter().rfind(|(one, value)| one == name && !value.is_empty());
    pair.map(|(_, value)| value.as_str())
}

impl Backend {
    /// The nearest valid view of the overview to what `query` says. While the database is away, the
    /// last good numbers of that standpoint.
    pub async fn overview(&self, actor: &Actor, query: &Query) -> domain::Result<Overview> {
        can(actor, Action::SeeOverview)?;
        let today = bangkok::date(self.now());
        let fits = |calendar: &Calendar| calendar.today == today;
        if let Some(calendar) = self.overviews().calendar(self.position()).filter(fits)
            && let Some(counted) = self.kept(query, &calendar, self.position())
        {
            return view(counted, calendar, query, self.is_away());
        }
        let mut ledger = self.overviews().ledger().await;
        match self.read(async |conn| self.count(conn, &mut ledger, query).await).await {
            Ok((counted, calendar)) => view(counted, calendar, query, false),
            Err(error @ Error::Unavailable(_)) => {
                let calendar = self.overviews().calendar(i64::MIN).ok_or(error.clone())?;
                let last = self.kept(query, &calendar, i64::MIN).ok_or(error)?;
                view(last, calendar, query, true)
            }
            Err(error) => Err(error),
        }
    }

    /// What is kept of the standpoint that `query` asks for, no older than `position`.
    fn kept(&self, query: &Query, calendar: &Calendar, position: i64) -> Option<Arc<Counted>> {
        let (standpoint, ..) = Standpoint::parse(|name| value(query, name), calendar)?;
        self.overviews().counted(standpoint, position)
    }

    /// Brings the ledger up to this snapshot and counts; unless another has just done so.
    async fn count(
        &self,
        conn: &mut Conn,
        ledger: &mut Ledger,
        query: &Query,
    ) -> Result<(Arc<Counted>, Calendar)> {
        let position = ledger.follow(conn).await?;
        let calendar = Calendar {
            today: bangkok::date(self.now()),
            years: fiscal_year::all(conn).await?,
            first: ledger.first_day(),
        };
        let parsed = Standpoint::parse(|name| value(query, name), &calendar);
        let (standpoint, ..) = parsed.ok_or(Error::NotFound)?;
        let counted = self.counted_now(conn, ledger, standpoint, position).await?;
        let right = (position, ledger.revision());
        self.overviews().keep((&calendar, standpoint), &counted, right);
        Ok((counted, calendar))
    }

    /// What is kept of this revision of the ledger, now right up to `position`; else counted now.
    async fn counted_now(
        &self,
        conn: &mut Conn,
        ledger: &Ledger,
        standpoint: Standpoint,
        position: i64,
    ) -> Result<Arc<Counted>> {
        let (scene, standings) = match self.overviews().counted_at(standpoint, ledger.revision()) {
            Some(last) if last.position == position => return Ok(last),
            Some(last) => (last.scene.clone(), last.standings.clone()),
            None => {
                let scene = scene(conn, &standpoint).await?;
                let standings = Standings::count(&scene, ledger.facts(), standpoint.days());
                (Arc::new(scene), Arc::new(standings))
            }
        };
        Ok(Arc::new(Counted { scene, standings, position, read_at: self.now() }))
    }
}

/// The view of what was counted that `query` asks for.
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

/// The year's items and clusters, and the day's districts in the order of the Thai dictionary.
async fn scene(conn: &mut Conn, standpoint: &Standpoint) -> Result<Scene> {
    let year = standpoint.year;
    let mut districts = overview::districts(conn, year.number(), standpoint.day).await?;
    districts
        .sort_by(|a, b| collation::thai(&a.name_th, &b.name_th).then_with(|| a.code.cmp(&b.code)));
    Ok(Scene {
        year,
        items: policy_item::of_year(conn, year).await?,
        clusters: cluster::of_year(conn, year.number()).await?,
        districts,
    })
}
