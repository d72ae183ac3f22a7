//! Reading the board: completely, or as an update of one that was read before.

use super::Whole;
use crate::store::Conn;
use crate::store::event::changes;
use crate::store::event::changes::Changed;
use crate::store::place::district::District;
use crate::store::place::{cluster, district, province};
use crate::store::progress::standing;
use crate::store::progress::standing::Newest;
use crate::store::year::{fiscal_year, policy_item};
use crate::{Result, collation};
use chrono::{DateTime, SubsecRound as _, Utc};
use domain::map::board::{DistrictPin, MapBoard};
use domain::map::search::Index;
use domain::place::district::Slug;
use domain::progress::standings::{Standing, Standings};
use domain::year::catalogue::PolicyItem;
use domain::year::fiscal_year::FiscalYear;
use domain::year::item_name::ItemName;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The whole board of a snapshot at `position`.
pub(super) async fn read(conn: &mut Conn, position: i64, now: DateTime<Utc>) -> Result<Whole> {
    let year = shown_year(&fiscal_year::all(conn).await?, now);
    let mut provinces = province::all(conn).await?;
    provinces.sort_by(|a, b| collation::thai(&a.name_th, &b.name_th));
    let mut districts = district::active(conn, year.number()).await?;
    districts.sort_by(|a, b| {
        collation::thai(&a.pin.name_th, &b.pin.name_th).then_with(|| a.pin.code.cmp(&b.pin.code))
    });
    let mut board = MapBoard {
        year,
        read_at: now,
        position,
        items: policy_item::of_year(conn, year).await?,
        clusters: cluster::of_year(conn, year.number()).await?,
        provinces,
        pins: districts.iter().map(|district: &District| district.pin.clone()).collect(),
    };
    stand(&mut board, standing::all(conn).await?, |_| true);
    tracing::debug!(position, "the whole board was read");
    let index = Arc::new(Index::new(&board));
    Ok(Whole { board: Arc::new(board), index, districts: districts.into() })
}

/// Updates a board that was read earlier on the same day to a snapshot at `position`; `None` if it has
/// to be read completely.
pub(super) async fn follow(
    conn: &mut Conn,
    last: &Whole,
    position: i64,
    now: DateTime<Utc>,
) -> Result<Option<Whole>> {
    let Some(changes) = changes::since(conn, last.board.position).await? else {
        return Ok(None);
    };
    if changes.iter().any(|one| matches!(one.of, Changed::Everything)) {
        return Ok(None);
    }
    let moved = changes.into_iter().filter_map(|one| match one.of {
        Changed::Pin(report) => Some(report.district),
        Changed::Report(_) | Changed::Question(_) | Changed::Account(_) | Changed::Everything => {
            None
        }
    });
    let moved: BTreeSet<Slug> = moved.collect();
    let mut board = MapBoard { position, read_at: now, ..(*last.board).clone() };
    if !moved.is_empty() {
        let newest = standing::of(conn, &moved).await?;
        stand(&mut board, newest, |pin| moved.contains(&pin.slug));
    }
    Ok(Some(Whole { board: Arc::new(board), ..last.clone() }))
}

/// Fills in the state of the districts that were read: the newest report that counts, of any year, so
/// that no district becomes silent on 1 October; and the items of the shown year.
fn stand(board: &mut MapBoard, newest: Vec<Newest>, was_read: impl Fn(&DistrictPin) -> bool) {
    let mut of: HashMap<Slug, Vec<Newest>> = HashMap::new();
    for one in newest {
        of.entry(one.district.clone()).or_default().push(one);
    }
    let places = places(&board.items);
    for pin in board.pins.iter_mut().filter(|pin| was_read(pin)) {
        let own = of.remove(&pin.slug).unwrap_or_default();
        let last = own.iter().max_by_key(|one| (one.posted_at, one.id));
        pin.newest = last.map(|one| one.posted_at.trunc_subsecs(0));
        pin.report = last.map(|one| one.kind);
        let mut by_place = vec![None; places.len()];
        for one in own {
            if let Some(place) = places.get(&one.item) {
                by_place[*place] = Some(Standing::new(one.kind, one.posted_at));
            }
        }
        pin.standings = Standings::new(by_place);
    }
}

/// The index of each item in the catalogue.
fn places(items: &[PolicyItem]) -> HashMap<ItemName, usize> {
    let named = items.iter().enumerate();
    named.filter_map(|(place, item)| Some((item.name()?, place))).collect()
}

/// The year of `now`; if it is not open (yet), the newest open one before it, so that the map is not
/// empty on 1 October.
fn shown_year(open: &[FiscalYear], now: DateTime<Utc>) -> FiscalYear {
    let current = FiscalYear::of(now);
    open.iter().copied().filter(|year| *year <= current).max().unwrap_or(current)
}
