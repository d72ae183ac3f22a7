//! The invented reports of a demo: some districts never report, some have stopped, the others follow
//! their cluster and report more before a due date.

use super::dice::Dice;
use super::texts::Texts;
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc};
use domain::kernel::bangkok;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use domain::year::fiscal_year::FiscalYear;
use domain::year::item_name::ItemName;
use std::collections::BTreeMap;

/// Percentage of districts that never report.
const NEVER: usize = 12;
/// Percentage of districts that have not reported for over 60 days.
const SILENT: usize = 8;
/// Number of days that a demo reaches back.
const REACH: i64 = 300;
/// Number of days before a due date with more reports.
const RUSH: i64 = 21;

/// The input of a demo.
pub(super) struct Season<'a> {
    /// Active districts with their cluster, by code.
    pub districts: &'a [(Slug, Option<i32>)],
    /// The items of each open year.
    pub items: &'a BTreeMap<FiscalYear, Vec<ItemName>>,
    pub texts: &'a Texts,
    /// The latest time of any report.
    pub as_of: DateTime<Utc>,
}

/// A report of a demo.
pub(super) struct Invented {
    pub district: Slug,
    pub at: DateTime<Utc>,
    /// The form, without the report that it corrects.
    pub form: ReportForm,
    pub fate: Fate,
}

/// The later change of a report, within an hour or some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Waits,
    Acknowledged,
    Questioned,
    Answered,
    Withdrawn,
    /// A correcting report follows.
    Corrected,
}

impl Season<'_> {
    /// The reports, in the order of the districts.
    pub(super) fn invent(&self, dice: &mut Dice) -> Vec<Invented> {
        let ranks = self.ranks(dice);
        let share = |percent: usize| (self.districts.len() * percent + 50) / 100;
        let (never, silent) = (share(NEVER), share(NEVER) + share(SILENT));
        let mut reports = Vec::new();
        for (index, (slug, _)) in self.districts.iter().enumerate() {
            match ranks[index] {
                rank if rank < never => {}
                rank if rank < silent => self.lapsed(slug, dice, &mut reports),
                rank if rank + 1 == self.districts.len() => self.complete(slug, dice, &mut reports),
                rank => self.lively(slug, rank / 40, dice, &mut reports),
            }
        }
        reports
    }

    /// This many reports of every district on every item of the year: the fullest possible year.
    pub(super) fn invent_full(&self, times: usize, dice: &mut Dice) -> Vec<Invented> {
        let year = FiscalYear::of(self.as_of);
        let items = self.items.get(&year).map(Vec::as_slice).unwrap_or_default();
        let days = (bangkok::date(self.as_of) - year.starts()).num_days().max(0);
        let mut reports = Vec::new();
        for (slug, _) in self.districts {
            for item in items.iter().flat_map(|item| std::iter::repeat_n(*item, times)) {
                let (at, form) = (self.instant(dice.between(0, days), dice), self.form(item, dice));
                let fate = if dice.happens(95) { Fate::Acknowledged } else { Fate::Waits };
                reports.push(Invented { district: slug.clone(), at, form, fate });
            }
        }
        reports
    }

    /// The rank of each district, from the quietest on: clusters differ, and districts within them.
    /// The first of all is always the last in rank.
    fn ranks(&self, dice: &mut Dice) -> Vec<usize> {
        let clusters: BTreeMap<Option<i32>, u32> =
            self.districts.iter().map(|(_, cluster)| (*cluster, 0)).collect();
        let clusters: BTreeMap<_, u32> =
            clusters.into_keys().map(|cluster| (cluster, dice.below(1000))).collect();
        let mut order: Vec<(u32, usize)> = self
            .districts
            .iter()
            .enumerate()
            .map(|(index, (_, cluster))| (clusters[cluster] + dice.below(400), index))
            .collect();
        if let Some(first) = order.first_mut() {
            first.0 = u32::MAX;
        }
        order.sort_unstable();
        let mut ranks = vec![0; order.len()];
        for (rank, (_, index)) in order.into_iter().enumerate() {
            ranks[index] = rank;
        }
        ranks
    }

    fn lapsed(&self, slug: &Slug, dice: &mut Dice, reports: &mut Vec<Invented>) {
        let newest = dice.between(61, self.reach().min(120));
        for _ in 0..dice.between(1, 4) {
            let age = dice.between(newest, self.reach().min(newest + 40));
            self.report(slug, age, dice, reports);
        }
        self.report(slug, newest, dice, reports);
    }

    /// `zeal`: 0 or more.
    fn lively(&self, slug: &Slug, zeal: usize, dice: &mut Dice, reports: &mut Vec<Invented>) {
        let newest = if dice.happens(78) { dice.between(0, 30) } else { dice.between(31, 60) };
        self.report(slug, newest, dice, reports);
        for _ in 0..dice.between(3, 6) + 2 * i64::try_from(zeal).unwrap_or(0) {
            let age = if dice.happens(45) {
                newest + dice.between(0, 20)
            } else {
                self.rushed(newest, dice)
            };
            self.report(slug, age.min(self.reach()), dice, reports);
        }
    }

    /// A report on every item of the year, one with the longest text, and one withdrawn report.
    fn complete(&self, slug: &Slug, dice: &mut Dice, reports: &mut Vec<Invented>) {
        let year = FiscalYear::of(self.as_of);
        let items = self.items.get(&year).map(Vec::as_slice).unwrap_or_default();
        let days = (bangkok::date(self.as_of) - year.starts()).num_days().clamp(0, 28);
        for (index, item) in items.iter().enumerate() {
            let mut form = self.form(*item, dice);
            if index == 0 {
                form.text.clone_from(&self.texts.long);
            }
            let at = self.instant(dice.between(0, days), dice);
            let fate = if dice.happens(60) { Fate::Acknowledged } else { Fate::Waits };
            reports.push(Invented { district: slug.clone(), at, form, fate });
        }
        if let Some(item) = items.first() {
            let (at, form) = (self.instant(days / 2, dice), self.form(*item, dice));
            reports.push(Invented { district: slug.clone(), at, form, fate: Fate::Withdrawn });
        }
    }

    fn report(&self, slug: &Slug, age: i64, dice: &mut Dice, reports: &mut Vec<Invented>) {
        let at = self.instant(age, dice);
        let Some(items) = self.items.get(&FiscalYear::of(at)) else { return };
        let item = *dice.pick(items);
        let fate = match dice.below(100) {
            0..4 => Fate::Corrected,
            4..7 => Fate::Questioned,
            7..10 => Fate::Answered,
            10..75 if age > 14 => Fate::Acknowledged,
            10..25 if age > 3 => Fate::Acknowledged,
            _ => Fate::Waits,
        };
        let form = self.form(item, dice);
        reports.push(Invented { district: slug.clone(), at, form, fate });
    }

    /// The form of a report on an item.
    pub(super) fn form(&self, item: ItemName, dice: &mut Dice) -> ReportForm {
        let mut form =
            ReportForm { item: item.to_string(), key: dice.digits(), ..ReportForm::default() };
        match dice.below(100) {
            0..60 => {
                "on_plan".clone_into(&mut form.kind);
                form.text.clone_from(dice.pick(&self.texts.on_plan));
            }
            60..75 => {
                let adjusted = dice.pick(&self.texts.adjusted);
                "adjusted".clone_into(&mut form.kind);
                form.text.clone_from(&adjusted.text);
                form.what_changed.clone_from(&adjusted.what_changed);
                form.why.clone_from(&adjusted.why);
            }
            _ => {
                let output = dice.pick(&self.texts.output);
                "output".clone_into(&mut form.kind);
                form.text.clone_from(&output.text);
                form.number = dice.between(3, 2400).to_string();
                form.unit.clone_from(&output.unit);
            }
        }
        if dice.happens(15) {
            form.link = format!("https://example.org/{}", item.key());
        }
        if dice.happens(8) {
            form.story.clone_from(dice.pick(&self.texts.stories));
        }
        form
    }

    /// The number of past days that belong to open years.
    fn reach(&self) -> i64 {
        let first =
            self.items.keys().next().map_or(bangkok::date(self.as_of), |year| year.starts());
        (bangkok::date(self.as_of) - first).num_days().clamp(0, REACH)
    }

    /// An age in days: of two draws the one nearer before a due date.
    fn rushed(&self, newest: i64, dice: &mut Dice) -> i64 {
        let to = self.reach().max(newest);
        let tries = [dice.between(newest, to), dice.between(newest, to)];
        let today = bangkok::date(self.as_of);
        tries.into_iter().find(|age| is_rush(today - Duration::days(*age))).unwrap_or(tries[1])
    }

    /// A time in the working hours of this many days ago, at the latest half an hour ago.
    fn instant(&self, age: i64, dice: &mut Dice) -> DateTime<Utc> {
        let day = bangkok::date(self.as_of) - Duration::days(age);
        let at = bangkok::midnight(day) + Duration::seconds(dice.between(8 * 3600, 17 * 3600));
        at.min(self.as_of - Duration::minutes(30))
    }
}

/// Whether a round is due within three weeks of a day: they are due at the end of a quarter.
fn is_rush(day: NaiveDate) -> bool {
    let later = day + Duration::days(RUSH);
    later.month0() / 3 != day.month0() / 3
}
