//! What has changed on the map after a position of the log, and what a kept board becomes by it.

use crate::map::board::{DistrictPin, MapBoard};
use crate::people::access::{Action, Actor, Record, can_with};
use crate::place::district::Slug;
use crate::progress::ProgressKind;
use crate::progress::standings::Standings;
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What everybody may know of what has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Position of the log up to which it tells.
    pub position: i64,
    /// When it was read.
    #[serde(with = "chrono::serde::ts_microseconds")]
    pub at: DateTime<Utc>,
    /// The districts that something has happened to, as they stand now.
    pub pins: Vec<PinNews>,
    /// Reports that were posted, corrected, taken back or acknowledged.
    pub reports: Vec<ReportRef>,
}

/// The changing part of a [`DistrictPin`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinNews {
    /// Which district.
    pub slug: Slug,
    /// When its newest report that counts was posted.
    #[serde(with = "chrono::serde::ts_seconds_option")]
    pub newest: Option<DateTime<Utc>>,
    /// The kind of that report.
    pub report: Option<ProgressKind>,
    /// Where it stands on each item.
    pub standings: Standings,
}

/// Some report of a district on an item; enough to know whether what one looks at has changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReportRef {
    /// The district.
    pub district: Slug,
    /// The item.
    pub item: ItemName,
}

/// What somebody who is signed in hears beyond [`News`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNews {
    /// Position of the log up to which it tells.
    pub position: i64,
    /// Reports that were questioned, or whose question was answered.
    pub reports: Vec<ReportRef>,
}

/// Reports that were questioned, or whose question was answered. That there is a question is not for
/// everybody to know, so there is one way out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Questions(Vec<ReportRef>);

impl Questions {
    /// About these reports.
    pub fn new(reports: Vec<ReportRef>) -> Self {
        Self(reports)
    }

    /// Whether there are none for anybody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that `actor` may read.
    pub fn readable_by(&self, actor: &Actor) -> Vec<ReportRef> {
        let may = |one: &&ReportRef| {
            let record = Record::Report(&one.district, one.item);
            can_with(actor, Action::ReadQuestions, record).is_ok()
        };
        self.0.iter().filter(may).cloned().collect()
    }
}

impl From<&DistrictPin> for PinNews {
    fn from(pin: &DistrictPin) -> Self {
        let DistrictPin { slug, newest, report, standings, .. } = pin;
        Self { slug: slug.clone(), newest: *newest, report: *report, standings: standings.clone() }
    }
}

impl MapBoard {
    /// Takes in what has happened; gives the indexes of the pins that are no longer as they were.
    /// What is no newer than the board changes nothing, so news may come twice and out of order.
    pub fn apply(&mut self, news: &News) -> Vec<usize> {
        if news.position <= self.position {
            return Vec::new();
        }
        self.position = news.position;
        self.read_at = self.read_at.max(news.at);
        let mut changed = Vec::new();
        for one in &news.pins {
            let Some(index) = self.pins.iter().position(|pin| pin.slug == one.slug) else {
                continue;
            };
            let pin = &mut self.pins[index];
            if PinNews::from(&*pin) != *one {
                pin.newest = one.newest;
                pin.report = one.report;
                pin.standings = one.standings.clone();
                changed.push(index);
            }
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::id::AccountId;
    use crate::map::view::tests::{board, now};
    use crate::people::access::AccountActor;
    use crate::people::appointment::Appointment;
    use crate::people::role::Role;
    use crate::progress::standings::Standing;
    use chrono::Duration;
    use proptest::prelude::*;

    /// A report: of which district, on which item, of which kind, how many minutes after the board was read.
    type Posted = (usize, usize, ProgressKind, i64);

    fn posts() -> impl Strategy<Value = Vec<Posted>> {
        let kinds = proptest::sample::select(&ProgressKind::ALL[..]);
        proptest::collection::vec((0..12_usize, 0..2_usize, kinds, 0..5000_i64), 0..30)
    }

    /// What reading the board again after a report would give.
    fn reread(board: &mut MapBoard, (index, item, kind, minutes): Posted) {
        let at = now() + Duration::minutes(minutes);
        let pin = &mut board.pins[index];
        let mut standings = vec![pin.standings.get(0), pin.standings.get(1)];
        standings[item] = Some(Standing::new(kind, at));
        pin.standings = Standings::new(standings);
        (pin.newest, pin.report) = (Some(at), Some(kind));
        board.position += 1;
        board.read_at = board.read_at.max(at);
    }

    fn news(board: &MapBoard, indexes: &[usize]) -> News {
        let pins = indexes.iter().map(|index| PinNews::from(&board.pins[*index])).collect();
        News { position: board.position, at: board.read_at, pins, reports: Vec::new() }
    }

    proptest! {
        #[test]
        fn taking_in_the_news_gives_what_reading_again_gives(posts in posts(), together in 1..5_usize) {
            let (mut truth, mut kept) = (board(), board());
            for posts in posts.chunks(together) {
                let before = truth.clone();
                for post in posts {
                    reread(&mut truth, *post);
                }
                let touched: Vec<usize> = posts.iter().map(|post| post.0).collect();
                let text = serde_json::to_string(&news(&truth, &touched)).unwrap();
                let changed = kept.apply(&serde_json::from_str(&text).unwrap());
                prop_assert_eq!(&kept, &truth);
                let differs = |index: &usize| before.pins[*index] != truth.pins[*index];
                prop_assert_eq!(changed.len(), (0..12).filter(differs).count());
                prop_assert!(changed.iter().all(differs));
            }
        }

        #[test]
        fn news_may_come_twice_and_late(posts in posts()) {
            let (mut truth, mut kept) = (board(), board());
            let mut told = Vec::new();
            for post in posts {
                reread(&mut truth, post);
                told.push(news(&truth, &[post.0]));
            }
            for one in &told {
                kept.apply(one);
                for old in told.iter().filter(|old| old.position <= one.position) {
                    prop_assert_eq!(kept.apply(old), Vec::<usize>::new());
                }
            }
            prop_assert_eq!(kept, truth);
        }
    }

    #[test]
    fn news_of_a_district_that_the_board_does_not_know_changes_nothing_else() {
        let mut kept = board();
        let stranger = PinNews { slug: Slug::parse("p-new").unwrap(), ..(&kept.pins[0]).into() };
        let news = News { position: 1, at: now(), pins: vec![stranger], reports: Vec::new() };
        assert_eq!(kept.apply(&news), Vec::<usize>::new());
        assert_eq!((kept.position, kept.pins), (1, board().pins));
    }

    #[test]
    fn questions_are_heard_by_who_may_read_them() {
        let report = |district: &str, item: &str| ReportRef {
            district: Slug::parse(district).unwrap(),
            item: ItemName::parse(item).unwrap(),
        };
        let all = vec![
            report("p-nan-1", "2567/p1"),
            report("p-nan-1", "2567/p2"),
            report("p-nan-2", "2567/p1"),
        ];
        let questions = Questions::new(all.clone());
        let appointed = |role: Role, items: &[&str]| {
            let district = Slug::parse("p-nan-1").filter(|_| role.is_of_a_district());
            let items = items.iter().filter_map(|item| ItemName::parse(item)).collect();
            let one = Appointment::new(role, district, items, now().date_naive(), None).unwrap();
            Actor::from(AccountActor::new(AccountId::new(1), vec![one], now()))
        };
        assert_eq!(questions.readable_by(&Actor::Public), []);
        assert_eq!(questions.readable_by(&appointed(Role::Reporter, &[])), all[..2]);
        assert_eq!(questions.readable_by(&appointed(Role::MonitoringOfficer, &[])), all);
        let of_item = [all[0].clone(), all[2].clone()];
        assert_eq!(questions.readable_by(&appointed(Role::BureauOfficer, &["2567/p1"])), of_item);
        assert_eq!(questions.readable_by(&appointed(Role::Reviewer, &[])), []);
    }
}
