//! Cached districts, items and clusters: equal for all days of a year between two closings
//! of districts.

use crate::store::place::cluster;
use crate::store::year::policy_item;
use crate::store::{Conn, overview};
use crate::{Result, collation};
use domain::overview::{Scene, Standpoint};
use domain::year::fiscal_year::FiscalYear;
use std::collections::HashMap;
use std::sync::Arc;

/// The cache, valid until districts, years or the catalogue change.
#[derive(Debug, Default)]
pub(super) struct Scenes {
    /// The days on which districts were closed, ascending.
    closings: Vec<String>,
    /// By year and number of closed districts.
    read: HashMap<(FiscalYear, usize), Arc<Scene>>,
}

impl Scenes {
    /// Clears the cache, because some entries may have changed.
    pub async fn renew(&mut self, conn: &mut Conn) -> Result<()> {
        self.read.clear();
        self.closings = overview::closings(conn).await?;
        Ok(())
    }

    /// The scene of a standpoint.
    pub async fn at(&mut self, conn: &mut Conn, standpoint: Standpoint) -> Result<Arc<Scene>> {
        let day = standpoint.day.to_string();
        let closed = self.closings.partition_point(|closed_on| *closed_on <= day);
        let key = (standpoint.year, closed);
        if let Some(scene) = self.read.get(&key) {
            return Ok(Arc::clone(scene));
        }
        let scene = Arc::new(read(conn, &standpoint).await?);
        self.read.insert(key, Arc::clone(&scene));
        Ok(scene)
    }
}

/// The year's items and clusters, and the day's districts in Thai dictionary order.
async fn read(conn: &mut Conn, standpoint: &Standpoint) -> Result<Scene> {
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
