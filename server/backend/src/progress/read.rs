//! Reading reports: of a district, on an item.

use super::Reports;
use crate::Result;
use crate::map::board;
use crate::store::Conn;
use crate::store::file::evidence;
use crate::store::file::owner::FileOwner;
use crate::store::progress::reading::{Reach, Reading, Scope};
use crate::store::progress::{reading, remark};
use crate::store::year::{fiscal_year, policy_item};
use domain::Error;
use domain::people::access::{AccountActor, Action, Actor, Record, can, can_with};
use domain::place::district::Slug;
use domain::progress::shown::{DistrictStanding, ItemLine, ItemPage, ShownReport};
use domain::year::catalogue::PolicyItem;
use domain::year::fiscal_year::FiscalYear;
use domain::year::item_name::ItemName;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Reports<'_> {
    /// The item with this key (`p1`) of a year: the state of each active district on it.
    pub async fn of_item(self, year: FiscalYear, key: &str) -> domain::Result<ItemPage> {
        can(self.actor, Action::SeeItem)?;
        let read = async |conn: &mut Conn| {
            let board = board::whole(self.backend, conn).await?.board;
            let items = policy_item::of_year(conn, year).await?;
            let item = items.into_iter().find(|item| item.key() == key).ok_or(Error::NotFound)?;
            let reports = reading::newest_of_item(conn, &scope(self.actor), item.id).await?;
            let reports = shown(conn, self.actor, reports).await?;
            let mut newest: HashMap<Slug, ShownReport> =
                reports.into_iter().map(|report| (report.district.clone(), report)).collect();
            let districts = board.pins.iter().map(|pin| DistrictStanding {
                slug: pin.slug.clone(),
                kind: pin.kind,
                name_th: pin.name_th.clone(),
                name_en: pin.name_en.clone(),
                cluster: pin.cluster,
                newest: newest.remove(&pin.slug),
            });
            Ok(ItemPage { item, read_at: self.backend.now(), districts: districts.collect() })
        };
        self.backend.read(read).await
    }
}

/// The items of `year` in the order of the catalogue, each with the district's reports as far as the
/// actor may see them.
pub(crate) async fn item_lines(
    conn: &mut Conn,
    actor: &Actor,
    slug: &Slug,
    year: FiscalYear,
) -> Result<Vec<ItemLine>> {
    let reports = reading::of_district(conn, &scope(actor), slug, year.number()).await?;
    let mut by_item: HashMap<ItemName, Vec<ShownReport>> = HashMap::new();
    for report in shown(conn, actor, reports).await? {
        by_item.entry(report.item).or_default().push(report);
    }
    let line = |item: PolicyItem| {
        let reports = item.name().and_then(|name| by_item.remove(&name));
        ItemLine { item, reports: reports.unwrap_or_default() }
    };
    Ok(policy_item::of_year(conn, year).await?.into_iter().map(line).collect())
}

/// The scope of an actor's read access beyond public data, by the table of rights.
pub(crate) fn scope(actor: &Actor) -> Scope {
    let reach = |action| {
        let own = actor.account().into_iter().flat_map(AccountActor::districts);
        let own = own.filter(|slug| can_with(actor, action, Record::District(slug)).is_ok());
        Reach { everywhere: can(actor, action).is_ok(), districts: own.cloned().collect() }
    };
    Scope {
        unchecked: reach(Action::ReadUncheckedReport),
        withdrawn: reach(Action::ReadWithdrawnReport),
    }
}

/// The reports as the actor sees them, in the same order.
pub(crate) async fn shown(
    conn: &mut Conn,
    actor: &Actor,
    readings: Vec<Reading>,
) -> Result<Vec<ShownReport>> {
    let mut books = BTreeMap::new();
    for year in readings.iter().map(|one| one.report.item.year()).collect::<BTreeSet<_>>() {
        books.insert(year, fiscal_year::books(conn, year).await?);
    }
    let with_questions = readings.iter().filter(|one| one.report.may_read_questions(actor));
    let ids: Vec<i64> = with_questions.map(|one| one.report.id).collect();
    let mut remarks = remark::of(conn, &ids).await?;
    let readable = readings.iter().filter(|one| one.content.is_some());
    let ids: Vec<i64> = readable.map(|one| one.report.id).collect();
    let mut files = evidence::of_records(conn, FileOwner::ProgressReport, &ids).await?;
    let show = |Reading { report, acknowledged_at, mut content }: Reading| {
        if let Some(content) = &mut content {
            content.files = files.remove(&report.id).unwrap_or_default();
        }
        let remarks = remarks.remove(&report.id).unwrap_or_default();
        let books = books[&report.item.year()];
        ShownReport::new(report, acknowledged_at, content, remarks, (actor, books))
    };
    Ok(readings.into_iter().filter(|one| one.report.may_see(actor)).map(show).collect())
}
