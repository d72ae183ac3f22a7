//! Use case: the whole map, from one snapshot, read once per change.

use crate::store::district::District;
use crate::store::{
    Conn, cluster, district, event, fiscal_year, policy_item, progress_reading, province,
};
use crate::{Backend, Result, collation};
use chrono::{DateTime, Utc};
use domain::access::{Action, Actor, can};
use domain::bangkok;
use domain::fiscal_year::FiscalYear;
use domain::map_board::MapBoard;
use domain::progress::standing::active_items;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The board, and the districts behind its pins in the same order. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Whole {
    /// What the map shows.
    pub board: Arc<MapBoard>,
    /// With what only their own pages show.
    pub districts: Arc<[District]>,
}

/// The board as it was last read. Right until an event is placed or Bangkok's day ends, and with it
/// perhaps the fiscal year.
#[derive(Clone, Default)]
pub(crate) struct LastBoard(Arc<Mutex<Option<Whole>>>);

impl LastBoard {
    /// The board, if it was read on the day of `now` and nothing has happened since `position`.
    fn at(&self, position: i64, now: DateTime<Utc>) -> Option<Whole> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_right = |whole: &&Whole| {
            let Whole { board, .. } = whole;
            board.position >= position && bangkok::date(board.read_at) == bangkok::date(now)
        };
        last.as_ref().filter(is_right).cloned()
    }

    /// Forgets it. On PostgreSQL a write of our own is placed a moment after it is answered, and whoever
    /// wrote reads next.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn keep(&self, whole: &Whole) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_newer = |last: &Whole| last.board.read_at <= whole.board.read_at;
        if last.as_ref().is_none_or(is_newer) {
            *last = Some(whole.clone());
        }
    }
}

impl Backend {
    /// Every district with its cluster of the year that now falls in. Kept in memory: `read_at` is
    /// when it was read, on this same Bangkok day.
    pub async fn map_board(&self, actor: Actor) -> domain::Result<Arc<MapBoard>> {
        can(&actor, Action::SeeMap)?;
        if let Some(whole) = self.last_board().at(self.position(), self.now()) {
            return Ok(whole.board);
        }
        Ok(self.read(async |conn| self.whole(conn).await).await?.board)
    }

    /// The board of this snapshot: kept, or read now.
    pub(crate) async fn whole(&self, conn: &mut Conn) -> Result<Whole> {
        let now = self.now();
        if let Some(whole) = self.last_board().at(event::position(conn).await?, now) {
            return Ok(whole);
        }
        let whole = read(conn, now).await?;
        self.last_board().keep(&whole);
        Ok(whole)
    }
}

async fn read(conn: &mut Conn, now: DateTime<Utc>) -> Result<Whole> {
    let position = event::position(conn).await?;
    let year = shown_year(&fiscal_year::all(conn).await?, now);
    let mut provinces = province::all(conn).await?;
    provinces.sort_by(|a, b| collation::thai(&a.name_th, &b.name_th));
    let mut districts = district::active(conn, year.number()).await?;
    stand(&mut districts, &progress_reading::newest(conn).await?, year, now);
    districts.sort_by(|a, b| {
        collation::thai(&a.pin.name_th, &b.pin.name_th).then_with(|| a.pin.code.cmp(&b.pin.code))
    });
    let items = policy_item::of_year(conn, year).await?.len();
    let board = MapBoard {
        year,
        read_at: now,
        position,
        items: i32::try_from(items).unwrap_or(i32::MAX),
        clusters: cluster::of_year(conn, year.number()).await?,
        provinces,
        pins: districts.iter().map(|district| district.pin.clone()).collect(),
    };
    Ok(Whole { board: Arc::new(board), districts: districts.into() })
}

/// Fills in where the districts stand: the newest report that counts, of any year, so that the first of
/// October silences nobody; and the active items of the shown year.
fn stand(
    districts: &mut [District],
    newest: &[(String, i64, DateTime<Utc>)],
    year: FiscalYear,
    now: DateTime<Utc>,
) {
    let mut of: HashMap<&str, Vec<(bool, DateTime<Utc>)>> = HashMap::new();
    for (code, item_year, at) in newest {
        let is_shown = *item_year == i64::from(year.number());
        of.entry(code).or_default().push((is_shown, *at));
    }
    for District { pin, .. } in districts {
        let Some(own) = of.get(pin.code.as_str()) else { continue };
        pin.newest = own.iter().map(|(_, at)| *at).max();
        let of_year = own.iter().filter(|(is_shown, _)| *is_shown).map(|(_, at)| *at);
        pin.active_items = active_items(of_year, now);
    }
}

/// The year of `now`; where it is not open (yet), the newest open one before it, so that the first of
/// October does not empty the map.
fn shown_year(open: &[FiscalYear], now: DateTime<Utc>) -> FiscalYear {
    let current = FiscalYear::of(now);
    open.iter().copied().filter(|year| *year <= current).max().unwrap_or(current)
}
