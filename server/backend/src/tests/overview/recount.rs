//! Figures of the overview against a replay of the log, and against other pages.

use super::replay::{Log, Told};
use super::*;
use crate::demo;
use chrono::{DateTime, Duration, Utc};
use domain::kernel::bangkok;
use domain::kernel::id::AccountId;
use domain::overview::Picture;
use domain::progress::ProgressKind;
use domain::progress::pin_status::RealTime;
use domain::progress::waiting::WaitingFilter;
use std::collections::BTreeSet;
use testing::on_both_engines;

/// The last instant of a day.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    bangkok::midnight(day + Duration::days(1)) - Duration::microseconds(1)
}

fn is_active(told: &Told, day: NaiveDate) -> bool {
    (day - bangkok::date(told.posted_at)).num_days() <= 30
}

/// Compares the overview with the replay of the log.
fn compare(overview: &Overview, log: &Log) {
    let (scene, standings) = (&overview.counted.scene, &overview.counted.standings);
    let day = standings.day();
    let told = log.until(day);
    let picture = Picture::of(scene, standings, &overview.chosen);
    for (place, status) in RealTime::ALL.into_iter().enumerate() {
        let stands = |slug: &str| {
            let newest =
                told.iter().filter(|one| one.district == slug).map(|one| one.posted_at).max();
            RealTime::of(newest, end_of(day)) == status
        };
        let count = scene.districts.iter().filter(|one| stands(one.slug.as_str())).count();
        assert_eq!(usize::try_from(picture.statuses[place]), Ok(count), "{status:?} on {day}");
    }
    // The first, the middle and the last.
    for (place, day) in standings.days.iter().enumerate().step_by(6) {
        let told = log.until(*day);
        let fresh: BTreeSet<&str> = told
            .iter()
            .filter(|one| is_active(one, *day))
            .map(|one| one.district.as_str())
            .collect();
        assert_eq!(usize::try_from(picture.fresh[place]), Ok(fresh.len()), "fresh on {day}");
    }
    for row in &picture.items {
        let name = scene.items[row.item].name().unwrap().to_string();
        let on_item = || told.iter().filter(|one| one.item == name);
        let active: BTreeSet<&str> =
            on_item().filter(|one| is_active(one, day)).map(|one| one.district.as_str()).collect();
        assert_eq!(row.active.last().copied(), i32::try_from(active.len()).ok(), "{name} on {day}");
        let last = |slug: &str| {
            on_item().filter(|one| one.district == slug).max_by_key(|one| one.posted_at)
        };
        for (place, kind) in ProgressKind::ALL.into_iter().enumerate() {
            let count = scene
                .districts
                .iter()
                .filter(|one| last(one.slug.as_str()).is_some_and(|told| told.kind == kind.key()));
            assert_eq!(
                usize::try_from(row.kinds[place]),
                Ok(count.count()),
                "{name} {kind:?} on {day}"
            );
        }
        assert_eq!(row.none + row.kinds.iter().sum::<i32>(), picture.total());
    }
    let waiting = told.iter().filter(|one| ["posted", "answered"].contains(&one.state.as_str()));
    let since: Vec<_> = waiting.map(|one| one.posted_at).collect();
    assert_eq!(usize::try_from(picture.waiting_total()), Ok(since.len()), "waiting on {day}");
    let longest = since.iter().min().map(|since| (day - bangkok::date(*since)).num_days());
    assert_eq!(picture.longest_wait, longest, "longest wait on {day}");
    assert_eq!(picture.clusters.iter().flat_map(|one| one.statuses).sum::<i32>(), picture.total());
}

on_both_engines! {
    async fn as_of_any_day_every_figure_is_what_the_log_tells(db: TestDb) {
        demo(db.url(), &clock(), rand::random(), None).await.unwrap();
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let log = Log::read(&backend).await;
        let today = bangkok::date(backend.now());
        compare(&overview(&backend, &[]).await, &log);
        let first = overview(&backend, &[]).await.calendar.first.unwrap();
        let days = (today - first).num_days();
        for _ in 0..100 {
            let day = first + Duration::days(rand::random_range(0..=days));
            compare(&overview_of(&backend, day).await, &log);
        }
    }

    async fn today_it_says_what_the_map_and_the_bureau_s_list_say(db: TestDb) {
        demo(db.url(), &clock(), rand::random(), None).await.unwrap();
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let board = backend.map(&Actor::Public).board().await.unwrap();
        let overview = overview(&backend, &[]).await;
        let (scene, standings) = (&overview.counted.scene, &overview.counted.standings);
        for (place, pin) in board.pins.iter().enumerate() {
            assert_eq!(scene.districts[place].slug, pin.slug, "the same order as on the map");
            assert_eq!(overview.chosen.status_of(standings, place), pin.status(board.read_at), "{}", pin.slug);
            assert_eq!(standings.active_items(place, standings.days.len() - 1), pin.standings.active_items(board.read_at), "{}", pin.slug);
        }
        let from = backend.now().date_naive() - Duration::days(1);
        let officer = Appointment::new(Role::MonitoringOfficer, None, Vec::new(), from, None).unwrap();
        let officer = AccountActor::new(AccountId::new(i64::MAX), vec![officer], backend.now()).into();
        let waiting = backend.reports(&officer).waiting(&WaitingFilter::default(), &[]).await.unwrap().waiting;
        assert_eq!(waiting.total, i64::from(overview.picture().waiting_total()));
    }

    async fn what_is_chosen_is_a_part_of_the_whole_and_the_parts_add_up(db: TestDb) {
        demo(db.url(), &clock(), rand::random(), None).await.unwrap();
        let backend = Backend::open(db.url(), clock()).await.unwrap();
        let picture = async |pairs: &[(&str, &str)]| {
            let overview = overview(&backend, pairs).await;
            assert_eq!(overview.ignored, [""; 0], "{pairs:?}");
            Picture::of(&overview.counted.scene, &overview.counted.standings, &overview.chosen)
        };
        for item in [None, Some("p1"), Some("b5")] {
            let with = |pair: Option<(&'static str, String)>| {
                let item = item.map(|item| ("item", item.to_owned()));
                item.into_iter().chain(pair).collect::<Vec<_>>()
            };
            let counts = async |pair| {
                let pairs = with(pair);
                let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let picture = picture(&pairs).await;
                [&picture.statuses[..], &picture.waiting[..], &picture.fresh[..]].concat()
            };
            let sum = |parts: Vec<Vec<i32>>| -> Vec<i32> {
                (0..parts[0].len()).map(|place| parts.iter().map(|part| part[place]).sum()).collect()
            };
            let whole = counts(None).await;
            let kinds = vec![counts(Some(("kind", "primary".into()))).await, counts(Some(("kind", "secondary".into()))).await];
            assert_eq!(sum(kinds), whole, "{item:?}");
            let mut clusters = Vec::new();
            for no in 1..=18 {
                clusters.push(counts(Some(("cluster", no.to_string()))).await);
            }
            assert_eq!(sum(clusters), whole, "{item:?}");
        }
    }
}
