//! The whole country in one look: how districts stand on a day, and how they came to stand there.
//!
//! Everything here is counted from the same compact [`Fact`]s, for all days at once: "today" and "as of a day" are
//! looked up in one [`Almanac`]. A day is a Bangkok day, looked at from its end.

mod almanac;
mod chosen;
mod course;
mod fact;
mod facts;
mod group;
mod order;
mod picture;
mod scene;
mod share;
mod silences;
mod spell;
mod standings;
mod standpoint;
mod steps;
mod sums;
mod tally;
#[cfg(test)]
mod tests;

pub use almanac::Almanac;
pub use chosen::{Chosen, Last, NAMES};
pub use fact::Fact;
pub use facts::Facts;
pub use order::{ByColumn, Measure, Order};
pub use picture::{ClusterRow, GroupRow, ItemRow, Move, Picture, WAITING_DAYS};
pub use scene::{OverviewDistrict, Scene};
pub use share::Share;
pub use standings::{Newest, Standings};
pub use standpoint::{Calendar, MOST_COMPARED, Note, PERIODS, ShownDay, Standpoint};

use crate::map::view::with_query;
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// The overview as it was counted: one scene, one standpoint, for every reader alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The year's districts and items.
    pub scene: Arc<Scene>,
    /// Where they stand.
    pub standings: Arc<Standings>,
    /// Position of the event log that was read up to.
    pub position: i64,
    /// When it was read.
    pub read_at: DateTime<Utc>,
}

/// The overview as an address asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What was counted.
    pub counted: Arc<Counted>,
    /// Year, day and period.
    pub standpoint: Standpoint,
    /// The days and years that there are.
    pub calendar: Calendar,
    /// What of it is shown.
    pub chosen: Chosen,
    /// Parameters of the address that no view has.
    pub ignored: Vec<&'static str>,
    /// Why another day is shown than was asked for.
    pub note: Option<Note>,
    /// Whether the database is away and these are the last good numbers.
    pub is_stale: bool,
}

impl Overview {
    /// The year's districts and items.
    pub fn scene(&self) -> &Scene {
        &self.counted.scene
    }

    /// Where they stand.
    pub fn standings(&self) -> &Standings {
        &self.counted.standings
    }

    /// The figures of what is chosen.
    pub fn picture(&self) -> Picture {
        Picture::of(self.scene(), self.standings(), &self.chosen)
    }

    /// Whether the day shown is over.
    pub fn is_past(&self) -> bool {
        self.standpoint.day < self.calendar.today
    }

    /// The day that is shown.
    pub fn shown_day(&self) -> ShownDay {
        let (standpoint, calendar) = (self.standpoint, self.calendar.clone());
        ShownDay { standpoint, calendar, note: self.note }
    }

    /// This view as query parameters.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = self.standpoint.pairs(&self.calendar);
        pairs.into_iter().chain(self.chosen.pairs(self.scene())).collect()
    }

    /// The address of this view below `path`.
    pub fn address(&self, path: &str) -> String {
        self.address_of(path, &self.standpoint, &self.chosen)
    }

    /// The address of the view that `change` makes of what is chosen.
    pub fn choosing(&self, path: &str, change: impl FnOnce(&mut Chosen)) -> String {
        let mut chosen = self.chosen.clone();
        change(&mut chosen);
        self.address_of(path, &self.standpoint, &chosen)
    }

    /// The page of a district, as of the same day.
    pub fn district(&self, place: usize) -> String {
        let path = format!("/districts/{}", self.scene().districts[place].slug);
        if self.is_past() { format!("{path}?on={}", self.standpoint.day) } else { path }
    }

    /// The place of a report on the page of its district.
    pub fn report(&self, place: usize, report: i64) -> String {
        format!("{}#report-{report}", self.district(place))
    }

    /// The address of this view as it stands today.
    pub fn today(&self, path: &str) -> String {
        let day = self.calendar.today;
        let year = self.calendar.year_of(day).unwrap_or(self.standpoint.year);
        self.address_of(path, &Standpoint { year, day, ..self.standpoint }, &self.chosen)
    }

    /// The address of this view as of another day.
    pub fn as_of(&self, path: &str, day: NaiveDate) -> String {
        let standpoint = Standpoint { day, ..self.standpoint };
        self.address_of(path, &standpoint, &self.chosen)
    }

    fn address_of(&self, path: &str, standpoint: &Standpoint, chosen: &Chosen) -> String {
        let pairs = standpoint.pairs(&self.calendar).into_iter().chain(chosen.pairs(self.scene()));
        with_query(path, pairs)
    }
}
