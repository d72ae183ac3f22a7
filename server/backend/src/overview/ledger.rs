//! All facts in memory, updated from the log: after a change only the affected reports are
//! read again.

use super::almanacs::Almanacs;
use super::scenes::Scenes;
use crate::Result;
use crate::store::Conn;
use crate::store::event::log;
use crate::store::overview::{self, Touched};
use chrono::NaiveDate;
use domain::kernel::bangkok;
use domain::overview::{Almanac, Fact, Facts, Standpoint};
use std::sync::Arc;
use std::time::Instant;

/// Number of affected reports from which reading all again is no slower.
const MANY: usize = 2000;

/// The facts as of a position of the log.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    position: Option<i64>,
    revision: u64,
    facts: Facts,
    /// The scenes of the facts.
    scenes: Scenes,
    almanacs: Almanacs,
}

impl Ledger {
    /// Updates the facts to the snapshot of `conn`; returns its position.
    pub async fn follow(&mut self, conn: &mut Conn) -> Result<i64> {
        let position = log::position(conn).await?;
        let touched = match self.position {
            Some(from) => overview::touched_after(conn, from).await?,
            None => Touched { everything: true, ..Touched::default() },
        };
        let scene_is_new = touched.scene || touched.everything;
        if scene_is_new {
            self.scenes.renew(conn).await?;
        }
        let is_new = if touched.everything || touched.reports.len() > MANY {
            self.facts = all(conn).await?;
            self.almanacs.clear();
            true
        } else {
            self.take_in(overview::of(conn, &touched.reports).await?)
        };
        // No await follows: a cancelled task stops before this or after it.
        if scene_is_new || is_new {
            self.revision += 1;
        }
        self.position = Some(position);
        Ok(position)
    }

    /// Applies changed facts; returns whether any is new. On PostgreSQL a report is changed when it is committed,
    /// and again when it gets its position in the log.
    fn take_in(&mut self, changed: Vec<Fact>) -> bool {
        let mut is_new = false;
        for fact in changed {
            let district = fact.district;
            if self.facts.put(fact) {
                self.almanacs.note(district);
                is_new = true;
            }
        }
        is_new
    }

    /// The revision, increased with every change: at equal revisions the counts are equal.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The figures of all days of a standpoint's year.
    pub async fn almanac(
        &mut self,
        conn: &mut Conn,
        standpoint: Standpoint,
    ) -> Result<Arc<Almanac>> {
        let scene = self.scenes.at(conn, standpoint).await?;
        let began = Instant::now();
        let almanac = self.almanacs.at(&scene, &self.facts);
        let micros = began.elapsed().as_micros();
        tracing::debug!(micros, "the overview was counted");
        Ok(almanac)
    }

    /// The day of the first report.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.facts.first().map(bangkok::date)
    }
}

/// Every report, read in chunks: as rows each takes three times the memory of its fact.
async fn all(conn: &mut Conn) -> Result<Facts> {
    let mut all: Vec<Fact> = Vec::new();
    loop {
        let last = all.last().map_or(0, |fact| fact.report);
        let next = overview::after(conn, last).await?;
        if next.is_empty() {
            return Ok(all.into_iter().collect());
        }
        all.extend(next);
    }
}
