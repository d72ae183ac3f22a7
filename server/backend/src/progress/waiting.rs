//! Reports that wait for acknowledgement, and the review of selected reports before they are acknowledged.

use super::Reports;
use super::moves::MOST;
use super::read::{scope, shown};
use crate::Result;
use crate::map::board;
use crate::store::Conn;
use crate::store::progress::reading;
use crate::store::progress::reading::Queue;
use crate::store::progress::report;
use crate::store::year::{fiscal_year, policy_item};
use domain::Error;
use domain::map::board::MapBoard;
use domain::people::access::{AccountActor, Action, Actor, can};
use domain::people::appointment::Appointment;
use domain::place::district::Slug;
use domain::progress::report::Verb;
use domain::progress::waiting::{Chosen, Waiting, WaitingFilter, WaitingItem};
use domain::year::catalogue::PolicyItem;
use domain::year::fiscal_year::FiscalYear;
use domain::year::item_name::ItemName;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The most waiting reports shown at once: as many as can be acknowledged at once.
const MOST_SHOWN: i64 = 100;

/// The reports that wait for an account, all from one snapshot.
#[derive(Debug, Clone)]
pub struct WaitingPage {
    /// The map from the same snapshot.
    pub board: Arc<MapBoard>,
    /// The waiting reports within the filter.
    pub waiting: Waiting,
    /// The selected reports.
    pub chosen: Vec<Chosen>,
}

impl Reports<'_> {
    /// The reports that the actor can acknowledge within a filter, the 100 longest waiting, and
    /// their total number; with the `chosen` ones, as [`Self::chosen`] has them, and the map of the same
    /// snapshot, for names.
    pub async fn waiting(
        self,
        filter: &WaitingFilter,
        chosen: &[i64],
    ) -> domain::Result<WaitingPage> {
        can(self.actor, Action::SeeWaitingReports)?;
        demand_few(chosen)?;
        let account = self.actor.account().ok_or(Error::Unauthenticated)?;
        let read = async |conn: &mut Conn| {
            let board = board::whole(self.backend, conn).await?.board;
            let districts = filter.cluster.map(|no| of_cluster(&board, no));
            let items = charge(conn, self.actor, account).await?;
            let mut queue = Queue { reader: account.id(), items, districts };
            let items = counted(conn, &queue).await?;
            let of_filter =
                |one: &&WaitingItem| filter.item.is_none_or(|item| one.item.name() == Some(item));
            let total = items.iter().filter(of_filter).map(|one| one.count).sum();
            if filter.item.is_some() {
                queue.items = Some(items.iter().filter(of_filter).map(|one| one.item.id).collect());
            }
            let reports = reading::waiting(conn, &scope(self.actor), &queue, MOST_SHOWN).await?;
            let reports = shown(conn, self.actor, reports).await?;
            let chosen = self.choose(conn, chosen).await?;
            Ok(WaitingPage { board, waiting: Waiting { items, total, reports }, chosen })
        };
        self.backend.read(read).await
    }

    /// The reports with these row ids, at most 100 (`Malformed` beyond), the longest waiting first, each
    /// as the actor sees it and with the error that prevents the actor from acknowledging it now. Those that
    /// the actor may not see come last.
    pub async fn chosen(self, ids: &[i64]) -> domain::Result<Vec<Chosen>> {
        can(self.actor, Action::SeeWaitingReports)?;
        demand_few(ids)?;
        self.backend.read(async |conn: &mut Conn| self.choose(conn, ids).await).await
    }

    async fn choose(self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<Chosen>> {
        let readings = reading::chosen(conn, &scope(self.actor), ids).await?;
        let mut chosen = Vec::new();
        for report in shown(conn, self.actor, readings).await? {
            let refusal = if report.verbs.contains(&Verb::Acknowledge) {
                None
            } else {
                refusal(conn, self.actor, report.id).await?
            };
            chosen.push(Chosen { id: report.id, report: Some(report), refusal });
        }
        let known: BTreeSet<i64> = chosen.iter().map(|one| one.id).collect();
        let others = ids.iter().filter(|id| !known.contains(id));
        let unknown = |id: &i64| Chosen { id: *id, report: None, refusal: Some(Error::NotFound) };
        chosen.extend(others.map(unknown));
        Ok(chosen)
    }
}

/// Refuses more reports than can be acknowledged at once.
fn demand_few(ids: &[i64]) -> domain::Result<()> {
    if ids.len() > MOST { Err(Error::Malformed) } else { Ok(()) }
}

/// The reason that the actor cannot acknowledge the report with this row id now.
async fn refusal(conn: &mut Conn, actor: &Actor, id: i64) -> Result<Option<Error>> {
    let Some(report) = report::find(conn, id).await? else {
        return Ok(Some(Error::NotFound));
    };
    let books = fiscal_year::books(conn, report.item.year()).await?;
    Ok(report.after(Verb::Acknowledge, actor, books).err())
}

fn of_cluster(board: &MapBoard, no: i32) -> Vec<Slug> {
    let mates = board.pins.iter().filter(|pin| pin.cluster == Some(no));
    mates.map(|pin| pin.slug.clone()).collect()
}

/// Row ids of the items whose reports an account acknowledges; `None` for all.
async fn charge(
    conn: &mut Conn,
    actor: &Actor,
    account: &AccountActor,
) -> Result<Option<Vec<i64>>> {
    if can(actor, Action::AcknowledgeReport).is_ok() {
        return Ok(None);
    }
    let own: BTreeSet<ItemName> =
        account.appointments().iter().flat_map(Appointment::items).copied().collect();
    let years: BTreeSet<FiscalYear> = own.iter().map(|item| item.year()).collect();
    let mut ids = Vec::new();
    for year in years {
        let items = policy_item::of_year(conn, year).await?;
        let own = items.iter().filter(|item| item.name().is_some_and(|name| own.contains(&name)));
        ids.extend(own.map(|item| item.id));
    }
    Ok(Some(ids))
}

/// The items with waiting reports, the newest year first.
async fn counted(conn: &mut Conn, queue: &Queue) -> Result<Vec<WaitingItem>> {
    let counts = reading::count_waiting(conn, queue).await?;
    let years: BTreeSet<i64> = counts.iter().map(|(_, year, _)| *year).collect();
    let by_id: HashMap<i64, i64> = counts.iter().map(|(id, _, count)| (*id, *count)).collect();
    let mut counted = Vec::new();
    for year in years.into_iter().rev() {
        let Some(year) = i32::try_from(year).ok().and_then(FiscalYear::new) else { continue };
        let items = policy_item::of_year(conn, year).await?.into_iter();
        let waits =
            |item: PolicyItem| by_id.get(&item.id).map(|count| WaitingItem { item, count: *count });
        counted.extend(items.filter_map(waits));
    }
    Ok(counted)
}
