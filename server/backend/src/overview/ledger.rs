//! All facts in memory, kept up with the log: after a change only the reports that it touched are
//! read again. 103,000 reports of five years take about 15 MB.

use crate::Result;
use crate::store::overview::{self, Touched};
use crate::store::{Conn, event};
use chrono::{DateTime, NaiveDate, Utc};
use domain::bangkok;
use domain::overview::Fact;

/// So many touched reports and reading all anew is no slower.
const MANY: usize = 2000;

/// The facts as of a position of the log.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    position: Option<i64>,
    revision: u64,
    first: Option<DateTime<Utc>>,
    /// By the row ids of their reports, ascending.
    facts: Vec<Fact>,
}

impl Ledger {
    /// Brings the facts up to the snapshot of `conn`; gives its position.
    pub async fn follow(&mut self, conn: &mut Conn) -> Result<i64> {
        let position = event::position(conn).await?;
        let touched = match self.position {
            Some(from) => overview::touched_after(conn, from).await?,
            None => Touched::default(),
        };
        let changed = if self.position.is_none() || touched.reports.len() > MANY {
            overview::all(conn).await?
        } else {
            overview::of(conn, &touched.reports).await?
        };
        if self.position.is_none() || touched.scene || !changed.is_empty() {
            self.revision += 1;
        }
        let posted = changed.iter().map(|fact| fact.posted_at);
        self.first = self.first.into_iter().chain(posted).min();
        self.take_in(changed);
        self.position = Some(position);
        Ok(position)
    }

    fn take_in(&mut self, mut changed: Vec<Fact>) {
        if self.facts.is_empty() || changed.len() > MANY {
            changed.sort_unstable_by_key(|fact| fact.report);
            self.facts = changed;
            return;
        }
        for fact in changed {
            match self.facts.binary_search_by_key(&fact.report, |one| one.report) {
                Ok(place) => self.facts[place] = fact,
                Err(place) => self.facts.insert(place, fact),
            }
        }
    }

    /// Grows with what is counted: at equal revisions the counts are equal.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The facts, in no order.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter()
    }

    /// The day of the first report.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.first.map(bangkok::date)
    }
}
