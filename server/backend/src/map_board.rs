//! Use case: the whole map, from one snapshot.

use crate::store::district::District;
use crate::store::{Conn, cluster, district, event, fiscal_year, policy_item, province};
use crate::{Backend, Result, collation};
use chrono::{DateTime, Utc};
use domain::access::{Action, Actor, can};
use domain::fiscal_year::FiscalYear;
use domain::map_board::MapBoard;

impl Backend {
    /// Every district with its cluster of the year that now falls in.
    pub async fn map_board(&self, actor: Actor) -> domain::Result<MapBoard> {
        can(actor, Action::SeeMap)?;
        let now = self.now();
        let (board, _) = self.read(async |conn| read(conn, now).await).await?;
        Ok(board)
    }
}

/// The board, and the districts behind its pins in the same order.
pub(crate) async fn read(conn: &mut Conn, now: DateTime<Utc>) -> Result<(MapBoard, Vec<District>)> {
    let position = event::position(conn).await?;
    let year = shown_year(&fiscal_year::all(conn).await?, now);
    let mut provinces = province::all(conn).await?;
    provinces.sort_by(|a, b| collation::thai(&a.name_th, &b.name_th));
    let mut districts = district::active(conn, year.number()).await?;
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
    Ok((board, districts))
}

/// The year of `now`; where it is not open (yet), the newest open one before it, so that the first of
/// October does not empty the map.
fn shown_year(open: &[FiscalYear], now: DateTime<Utc>) -> FiscalYear {
    let current = FiscalYear::of(now);
    open.iter().copied().filter(|year| *year <= current).max().unwrap_or(current)
}
