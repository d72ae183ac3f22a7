//! Use case: the day that a district's page is asked for, and its reports as of one that is over. For
//! everybody: what has been erased or taken back since is shown for no day.

use crate::progress::item_lines;
use crate::store::Conn;
use crate::store::event::log;
use crate::store::year::fiscal_year;
use crate::{Backend, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::overview::{Calendar, ShownDay, Standpoint};
use domain::people::access::{Action, Actor, can};
use domain::place::district::Slug;
use domain::progress::shown::{ItemLine, ShownReport};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The day on which the log begins, once it is known: it never moves.
pub(crate) type LogBegins = Arc<OnceCell<NaiveDate>>;

/// A district's reports as of the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportsThen {
    /// When the newest of any year was posted.
    pub newest: Option<DateTime<Utc>>,
    /// The items of that day's fiscal year, in the order of the catalogue, each with what had been posted by
    /// then and counts to this day.
    pub lines: Vec<ItemLine>,
}

impl Backend {
    /// The nearest day to the one that `on` says, as addresses do, from the beginning of the log to today.
    pub async fn shown_day(&self, actor: &Actor, on: &str) -> domain::Result<ShownDay> {
        can(actor, Action::SeeDistrict)?;
        let read = async |conn: &mut Conn| {
            let (years, first) = (fiscal_year::all(conn).await?, self.log_begins(conn).await?);
            Ok(Calendar { today: bangkok::date(self.now()), years, first })
        };
        let calendar = self.read(read).await?;
        ShownDay::nearest(on, calendar).ok_or(Error::NotFound)
    }

    /// The reports of the district as of that day, as far as the actor may see them now.
    pub async fn reports_then(
        &self,
        actor: &Actor,
        slug: &Slug,
        day: &ShownDay,
    ) -> domain::Result<ReportsThen> {
        can(actor, Action::SeeDistrict)?;
        let end = Standpoint::end_of(day.standpoint.day);
        let read = async |conn: &mut Conn| {
            let mut then = ReportsThen { newest: None, lines: Vec::new() };
            for year in day.calendar.years.iter().filter(|year| **year <= day.standpoint.year) {
                then.lines = item_lines(conn, actor, slug, *year).await?;
                let stood = |one: &ShownReport| one.counts() && one.posted_at <= end;
                then.lines.iter_mut().for_each(|line| line.reports.retain(stood));
                let newest = then.lines.iter().filter_map(ItemLine::newest);
                then.newest = newest.map(|one| one.posted_at).max().max(then.newest);
            }
            Ok(then)
        };
        self.read(read).await
    }

    /// The day of the first event; asked for until there is one.
    async fn log_begins(&self, conn: &mut Conn) -> Result<Option<NaiveDate>> {
        if let Some(day) = self.first_day().get() {
            return Ok(Some(*day));
        }
        let first = log::first_at(conn).await?.map(bangkok::date);
        if let Some(day) = first {
            // Whoever comes second says the same.
            _ = self.first_day().set(day);
        }
        Ok(first)
    }
}
