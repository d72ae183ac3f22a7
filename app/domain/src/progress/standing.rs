//! Where districts stand, derived from the reports that count.

use super::report::Report;
use crate::kernel::bangkok;
use crate::place::district::Slug;
use crate::progress::pin_status::{FRESH_DAYS, RealTime};
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// The newest report that counts for each district and item. Of two at one instant the later row.
pub fn newest_per_item<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
) -> BTreeMap<(&'a Slug, ItemName), &'a Report> {
    let mut newest: BTreeMap<_, &Report> = BTreeMap::new();
    for report in reports.into_iter().filter(|report| report.counts()) {
        let standing = newest.entry((&report.district, report.item)).or_insert(report);
        if (standing.posted_at, standing.id) < (report.posted_at, report.id) {
            *standing = report;
        }
    }
    newest
}

/// The real-time status of one district and item at `now`, from its reports in any order.
pub fn item_status<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
    now: DateTime<Utc>,
) -> RealTime {
    let counting = reports.into_iter().filter(|report| report.counts());
    RealTime::of(counting.map(|report| report.posted_at).max(), now)
}

/// How many items were reported on within 30 whole Bangkok days, given the newest report that
/// counts of each item.
pub fn active_items(newest: impl IntoIterator<Item = DateTime<Utc>>, now: DateTime<Utc>) -> i32 {
    let active = newest.into_iter().filter(|then| bangkok::age_days(*then, now) <= FRESH_DAYS);
    i32::try_from(active.count()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::ProgressKind;
    use crate::progress::report::State;
    use chrono::Duration;

    fn now() -> DateTime<Utc> {
        "2024-05-01T03:00:00Z".parse().expect("an instant")
    }

    fn report(id: i64, item: &str, days: i64, state: State) -> Report {
        Report {
            id,
            district: Slug::parse("p-nan-1").expect("a slug"),
            item: ItemName::parse(item).expect("an item"),
            author: crate::kernel::id::AccountId::new(1),
            kind: ProgressKind::OnPlan,
            state,
            corrected: false,
            posted_at: now() - Duration::days(days),
        }
    }

    #[test]
    fn only_the_newest_that_counts_stands_for_an_item() {
        let mended = Report { corrected: true, ..report(4, "2567/p1", 1, State::Acknowledged) };
        let reports = [
            report(1, "2567/p1", 40, State::Acknowledged),
            report(2, "2567/p1", 40, State::Posted),
            report(3, "2567/p1", 0, State::Withdrawn),
            mended,
            report(5, "2567/a1", 30, State::Questioned),
            report(6, "2567/a2", 31, State::Answered),
        ];
        let newest = newest_per_item(&reports);
        let ids: Vec<i64> = newest.values().map(|report| report.id).collect();
        assert_eq!(ids, [5, 6, 2]);
        assert_eq!(active_items(newest.values().map(|report| report.posted_at), now()), 1);
        assert_eq!(item_status(&reports[..4], now()), RealTime::Ageing);
        assert_eq!(item_status(&reports[2..4], now()), RealTime::Never);
    }
}
