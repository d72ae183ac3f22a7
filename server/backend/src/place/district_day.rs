//! Use case: the date requested for a district's page, and its reports as of a past date. For
//! every actor: reports erased or withdrawn since are not shown for any date.

use super::Districts;
use crate::Result;
use crate::progress::item_lines;
use crate::store::Conn;
use crate::store::event::log;
use crate::store::year::fiscal_year;
use chrono::{DateTime, NaiveDate, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::overview::{Calendar, ShownDay, Standpoint};
use domain::place::district::Slug;
use domain::progress::shown::{ItemLine, ShownReport};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The date on which the log begins, once read: it never changes.
pub(crate) type LogBegins = Arc<OnceCell<NaiveDate>>;

/// A district's reports as of the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportsThen {
    /// Posting time of the newest report of any year.
    pub newest: Option<DateTime<Utc>>,
    /// The items of that date's fiscal year, in the order of the catalogue, each with the reports posted by
    /// then that still count.
    pub lines: Vec<ItemLine>,
}

impl Districts<'_> {
    /// The valid date nearest to the parameter `on`, from the beginning of the log to today.
    pub(super) async fn day(self, conn: &mut Conn, on: &str) -> Result<ShownDay> {
        let (years, first) = (fiscal_year::all(conn).await?, self.log_begins(conn).await?);
        let calendar = Calendar { today: bangkok::date(self.backend.now()), years, first };
        Ok(ShownDay::nearest(on, calendar).ok_or(Error::NotFound)?)
    }

    /// The district's reports as of that date, as far as the actor may see them now.
    pub(super) async fn reports_then(
        self,
        conn: &mut Conn,
        slug: &Slug,
        day: &ShownDay,
    ) -> Result<ReportsThen> {
        let end = Standpoint::end_of(day.standpoint.day);
        let mut then = ReportsThen { newest: None, lines: Vec::new() };
        for year in day.calendar.years.iter().filter(|year| **year <= day.standpoint.year) {
            then.lines = item_lines(conn, self.actor, slug, *year).await?;
            let stood = |one: &ShownReport| one.counts() && one.posted_at <= end;
            then.lines.iter_mut().for_each(|line| line.reports.retain(stood));
            let newest = then.lines.iter().filter_map(ItemLine::newest);
            then.newest = newest.map(|one| one.posted_at).max().max(then.newest);
        }
        Ok(then)
    }

    /// The date of the first event; queried until there is one.
    async fn log_begins(self, conn: &mut Conn) -> Result<Option<NaiveDate>> {
        if let Some(day) = self.backend.first_day().get() {
            return Ok(Some(*day));
        }
        let first = log::first_at(conn).await?.map(bangkok::date);
        if let Some(day) = first {
            // A concurrent caller sets the same value.
            _ = self.backend.first_day().set(day);
        }
        Ok(first)
    }
}
