//! Figures add up, the past stays as it was, and lists of the utmost keep to their like.

mod plain;
mod scale;

use super::*;
use crate::kernel::bangkok;
use crate::place::district::{DistrictKind, Slug};
use crate::place::position::Place;
use crate::progress::ProgressKind;
use crate::year::catalogue::{PolicyItem, Track};
use crate::year::fiscal_year::FiscalYear;
use chrono::Duration;
use plain::Plain;
use proptest::prelude::*;

fn today() -> NaiveDate {
    "2024-06-30".parse().expect("a day")
}

/// Six districts of both types in two clusters, and three items.
fn scene() -> Scene {
    let year = FiscalYear::new(2567).expect("a year");
    let item = |no: i32| PolicyItem {
        id: i64::from(no),
        year,
        track: Track::Policy,
        group_key: String::new(),
        group_th: String::new(),
        group_en: String::new(),
        no,
        title_th: String::new(),
        title_en: String::new(),
    };
    let district = |no: i32| OverviewDistrict {
        id: i64::from(no),
        code: no.to_string(),
        slug: Slug::parse(&format!("p-{no}")).expect("a slug"),
        kind: DistrictKind::ALL[usize::from(no > 4)],
        name_th: String::new(),
        name_en: String::new(),
        cluster: Some(1 + no % 2),
        place: Place { lat: 13.0, lon: 100.0 },
    };
    Scene {
        year,
        items: (1..=3).map(item).collect(),
        clusters: vec![1, 2],
        districts: (1..=6).map(district).collect(),
    }
}

/// A report posted so many days ago that left so many days later.
fn fact(report: i64, (district, item): (i64, i64), ago: i64, left: Option<i64>) -> Fact {
    let at = |ago: i64| bangkok::midnight(today() - Duration::days(ago)) + Duration::hours(9);
    Fact {
        report,
        district,
        item,
        kind: ProgressKind::ALL[usize::try_from(report % 3).expect("0 to 2")],
        posted_at: at(ago),
        left_at: left.map(|days| at(ago - days)),
        acknowledged_at: (report % 4 == 0).then(|| at(ago - 3)),
        questioned_at: None,
        answered_at: None,
    }
}

fn count(facts: &[Fact], day: NaiveDate) -> Standings {
    let point = Standpoint { year: scene().year, day, weeks: 4 };
    standings(scene(), &facts.iter().cloned().collect(), point)
}

fn standings(scene: Scene, facts: &Facts, point: Standpoint) -> Standings {
    Standings::of(Arc::new(Almanac::of(Arc::new(scene), facts)), point.days())
}

/// Of a report: district, item, days ago; after how many it left, was questioned and answered.
type Drawn = (i64, i64, i64, Option<i64>, Option<i64>, Option<i64>);

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let days = || proptest::option::of(0..40_i64);
    let one = (1..=6_i64, 1..=4_i64, 0..200_i64, days(), days(), days());
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let fact = |(no, (district, item, ago, left, asked, answered)): (i64, Drawn)| {
            let fact = fact(no, (district, item), ago, left.map(|left| left.min(ago)));
            let then = |days: Option<i64>| days.map(|days| fact.posted_at + Duration::days(days));
            let (questioned_at, answered_at) = (then(asked), then(answered));
            Fact { questioned_at, answered_at, ..fact }
        };
        (1..).zip(all).map(fact).collect()
    })
}

fn chosen() -> impl Strategy<Value = Chosen> {
    let kind = proptest::option::of(proptest::sample::select(&DistrictKind::ALL[..]));
    (proptest::option::of(0..3_usize), kind, proptest::option::of(1..=2_i32))
        .prop_map(|(item, kind, cluster)| Chosen { item, kind, cluster, ..Chosen::default() })
}

/// What is shown of a district: its newest report, its newest on each item, its active items on each of the days.
type Shown = (Option<Newest>, Vec<Option<Newest>>, Vec<i32>);

fn shown(scene: &Scene, standings: &Standings) -> Vec<Shown> {
    let of = |place| {
        let on = (0..scene.items.len()).map(|item| standings.newest_on(place, item));
        let active = (0..standings.days.len()).map(|day| standings.active_items(place, day));
        (standings.newest(place), on.collect(), active.collect())
    };
    (0..scene.districts.len()).map(of).collect()
}

fn shown_plainly(plain: &Plain) -> Vec<Shown> {
    let of = |place| {
        let on = (0..plain.scene.items.len()).map(|item| plain.newest(place, Some(item)));
        let active = (0..plain.days.len()).map(|day| plain.active_items(place, day));
        (plain.newest(place, None), on.collect(), active.collect())
    };
    (0..plain.scene.districts.len()).map(of).collect()
}

/// The fact as it was known at the end of a day; `None` where it had not been posted.
fn as_known(fact: &Fact, day: NaiveDate) -> Option<Fact> {
    let known = |at: Option<DateTime<Utc>>| at.filter(|at| bangkok::date(*at) <= day);
    known(Some(fact.posted_at))?;
    Some(Fact {
        left_at: known(fact.left_at),
        acknowledged_at: known(fact.acknowledged_at),
        questioned_at: known(fact.questioned_at),
        answered_at: known(fact.answered_at),
        ..fact.clone()
    })
}

#[test]
fn a_heading_turns_its_list_around_and_back_to_its_own_order() {
    let first = Order::turned(None, Measure::Active);
    assert_eq!(first, Order::from_key("-active", Measure::OF_ITEMS));
    let second = Order::turned(first, Measure::Active);
    assert_eq!(second, Order::from_key("active", Measure::OF_ITEMS));
    assert_eq!(Order::turned(second, Measure::Active), None);
    assert_eq!(Order::turned(second, Measure::Newest).map(Order::key), Some("-newest".into()));
    assert_eq!(Order::from_key("cluster", Measure::OF_ITEMS), None);
}

#[test]
fn a_column_turns_the_items_as_a_heading_does() {
    let columns = ["1".to_owned(), "p-3".to_owned()];
    let of = |key: &str| ByColumn::from_key(key, &columns);
    let first = ByColumn::turned(of("1").as_ref(), "p-3");
    assert_eq!(first, of("-p-3"));
    let second = ByColumn::turned(first.as_ref(), "p-3");
    assert_eq!((second.as_ref(), of("2")), (of("p-3").as_ref(), None));
    assert_eq!(ByColumn::turned(second.as_ref(), "p-3"), None);
}

proptest! {
    #[test]
    fn the_order_of_facts_changes_no_count(facts in facts(), back in 0..200_i64) {
        let day = today() - Duration::days(back);
        let backwards: Vec<Fact> = facts.iter().rev().cloned().collect();
        prop_assert_eq!(count(&facts, day), count(&backwards, day));
    }

    #[test]
    fn every_figure_is_what_is_counted_plainly(facts in facts(), chosen in chosen(), back in 0..260_i64, weeks in 0..4_usize) {
        let mut scene = scene();
        scene.districts[2].cluster = None;
        let point = Standpoint { year: scene.year, day: today() - Duration::days(back), weeks: PERIODS[weeks] };
        let standings = standings(scene.clone(), &facts.iter().cloned().collect(), point);
        let plain = Plain { scene: scene.clone(), days: point.days(), facts };
        prop_assert_eq!(shown(&scene, &standings), shown_plainly(&plain));
        let of = |districts| plain.picture(chosen.item, districts);
        prop_assert_eq!(Picture::of(&scene, &standings, &chosen), of(chosen.districts(&scene)));
        for no in [1, 2] {
            let whole = Chosen { cluster: Some(no), ..Chosen::default() };
            prop_assert_eq!(Picture::of_cluster(&scene, &standings, &chosen, no), of(whole.districts(&scene)));
        }
        for place in 0..scene.districts.len() {
            prop_assert_eq!(Picture::of_district(&scene, &standings, &chosen, place), of(vec![place]));
        }
    }

    #[test]
    fn after_news_the_figures_are_those_made_anew(facts in facts(), later in facts()) {
        let scene = Arc::new(scene());
        let mut kept: Facts = facts.into_iter().collect();
        let before = Almanac::of(Arc::clone(&scene), &kept);
        let told: std::collections::BTreeSet<i64> = later.iter().map(|fact| fact.district).collect();
        for fact in later {
            kept.put(Fact { report: fact.report + 20, ..fact });
        }
        prop_assert_eq!(before.after_news(&kept, &told), Almanac::of(scene, &kept));
    }

    #[test]
    fn facts_that_come_one_by_one_and_anew_are_those_that_come_at_once(facts in facts(), back in 0..200_i64) {
        let mut kept = Facts::default();
        for fact in &facts {
            let at_first = Fact { left_at: None, acknowledged_at: None, ..fact.clone() };
            prop_assert!(kept.put(at_first));
        }
        for fact in &facts {
            let is_news = fact.left_at.is_some() || fact.acknowledged_at.is_some();
            prop_assert_eq!(kept.put(fact.clone()), is_news);
        }
        let point = Standpoint { year: scene().year, day: today() - Duration::days(back), weeks: 4 };
        prop_assert_eq!(standings(scene(), &kept, point), count(&facts, point.day));
        prop_assert_eq!(kept.first(), facts.iter().map(|fact| fact.posted_at).min());
    }

    #[test]
    fn what_happens_later_changes_no_past_day(facts in facts(), back in 0..200_i64) {
        let day = today() - Duration::days(back);
        let known: Vec<Fact> = facts.iter().filter_map(|fact| as_known(fact, day)).collect();
        let (scene, then, now) = (scene(), count(&known, day), count(&facts, day));
        prop_assert_eq!(shown(&scene, &then), shown(&scene, &now));
        let chosen = Chosen::default();
        prop_assert_eq!(Picture::of(&scene, &then, &chosen), Picture::of(&scene, &now, &chosen));
    }

    #[test]
    fn every_sum_is_of_the_districts_let_through(facts in facts(), chosen in chosen()) {
        let (scene, standings) = (scene(), count(&facts, today()));
        let picture = Picture::of(&scene, &standings, &chosen);
        let total = i32::try_from(picture.districts.len()).unwrap();
        prop_assert_eq!(picture.total(), total);
        prop_assert_eq!(picture.fresh.last().copied(), Some(picture.statuses[0]));
        prop_assert_eq!(picture.clusters.iter().flat_map(|one| one.statuses).sum::<i32>(), total);
        for row in &picture.items {
            prop_assert_eq!(row.kinds.iter().sum::<i32>() + row.none, total);
        }
    }

    #[test]
    fn an_order_changes_the_places_and_nothing_else(facts in facts(), chosen in chosen(), falls: bool, by in 0..3_usize) {
        let (scene, standings) = (scene(), count(&facts, today()));
        let order = |measures: &[Measure]| Some(Order { by: measures[by], falls });
        let (sort, order) = (order(Measure::OF_ITEMS), order(Measure::OF_DISTRICTS));
        let ordered = Chosen { sort, order, ..chosen.clone() };
        let mut listed = ordered.listed(&scene, &standings);
        let figure = |place: &usize| match Measure::OF_DISTRICTS[by] {
            Measure::Active => i64::from(standings.active_items(*place, standings.days.len() - 1)),
            Measure::Newest => chosen.newest(&standings, *place).map_or(0, |newest| newest.at.timestamp()),
            _ => i64::from(scene.districts[*place].cluster.unwrap_or_default()),
        };
        let is_sorted = listed.is_sorted_by_key(|place| if falls { -figure(place) } else { figure(place) });
        prop_assert!(is_sorted, "{listed:?}");
        listed.sort_unstable();
        prop_assert_eq!(listed, chosen.listed(&scene, &standings));
        let picture = Picture::of(&scene, &standings, &chosen);
        let rows = picture.ordered_items(&ordered);
        let figure = |row: &&ItemRow| match Measure::OF_ITEMS[by] {
            Measure::Reported => i64::from(picture.total() - row.none),
            Measure::Active => row.active.last().copied().map_or(0, i64::from),
            _ => row.newest.map_or(0, |at| at.timestamp()),
        };
        let is_sorted = rows.is_sorted_by_key(|row| if falls { -figure(row) } else { figure(row) });
        prop_assert!(is_sorted, "{rows:?}");
        prop_assert_eq!(rows.len(), picture.items.len());
        let pairs = ordered.pairs(&scene);
        let given = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        prop_assert_eq!(Chosen::parse(given, &scene), (ordered, vec![]));
    }

    #[test]
    fn items_are_ordered_by_how_one_of_those_compared_stands_on_them(facts in facts(), district in 0..6_usize, falls: bool) {
        let (scene, standings) = (scene(), count(&facts, today()));
        let picture = Picture::of_district(&scene, &standings, &Chosen::default(), district);
        let ordered = picture.items_by_standing(falls);
        let newest = |item: &usize| standings.newest_on(district, *item).map_or(0, |one| one.at.timestamp());
        prop_assert!(ordered.is_sorted_by_key(|item| if falls { -newest(item) } else { newest(item) }), "{ordered:?}");
        prop_assert_eq!(ordered.len(), scene.items.len());
    }

    #[test]
    fn the_lists_behind_the_numbers_are_as_long_as_the_numbers(facts in facts(), chosen in chosen()) {
        let (scene, standings) = (scene(), count(&facts, today()));
        let picture = Picture::of(&scene, &standings, &chosen);
        let listed = |chosen: Chosen| i32::try_from(chosen.listed(&scene, &standings).len()).unwrap();
        for (status, number) in crate::progress::pin_status::RealTime::ALL.into_iter().zip(picture.statuses) {
            prop_assert_eq!(listed(Chosen { status: Some(status), ..chosen.clone() }), number);
        }
        for row in &picture.items {
            let behind = |last| listed(Chosen { item: Some(row.item), last: Some(last), ..chosen.clone() });
            for (kind, number) in ProgressKind::ALL.into_iter().zip(row.kinds) {
                prop_assert_eq!(behind(Last::Kind(kind)), number);
            }
            prop_assert_eq!(behind(Last::Missing), row.none);
        }
    }

    #[test]
    fn the_address_of_what_is_chosen_leads_back_to_it(chosen in chosen(), compare in 0..4_usize, by in 0..4_usize, falls: bool) {
        let names = ["1", "p-3", "2", "p-6"];
        let compare: Vec<String> = names[..compare].iter().map(|name| (*name).to_owned()).collect();
        let by = compare.get(by).map(|column| ByColumn { column: column.clone(), falls });
        let chosen = Chosen { compare, by, ..chosen };
        let pairs: std::collections::HashMap<_, _> = chosen.pairs(&scene()).into_iter().collect();
        let given = |name: &str| pairs.get(name).map(String::as_str);
        prop_assert_eq!(Chosen::parse(given, &scene()), (chosen, vec![]));
    }
}

#[test]
fn the_utmost_keep_to_their_type_and_to_their_order() {
    let facts = [
        fact(1, (1, 1), 90, None),
        fact(2, (2, 1), 120, None),
        fact(3, (5, 1), 70, None),
        fact(4, (3, 1), 2, None),
        fact(5, (3, 2), 3, None),
        fact(6, (4, 1), 45, None),
    ];
    let (scene, standings) = (scene(), count(&facts, today()));
    let picture = Picture::of(&scene, &standings, &Chosen::default());
    let silent = [(DistrictKind::Primary, vec![1, 0]), (DistrictKind::Secondary, vec![4])];
    assert_eq!(picture.silent, silent);
    let movers: Vec<(usize, i32)> =
        picture.movers[0].1.iter().map(|one| (one.district, one.change())).collect();
    assert_eq!(movers, [(2, 2), (3, -1)]);
}

#[test]
fn what_waits_is_counted_by_its_age() {
    let ages = [0, 7, 8, 14, 15, 30, 31, 99];
    let facts: Vec<Fact> =
        (0..).zip(ages).map(|(no, ago)| fact(4 * no + 1, (1, 1), ago, None)).collect();
    let (scene, standings) = (scene(), count(&facts, today()));
    let picture = Picture::of(&scene, &standings, &Chosen::default());
    assert_eq!((picture.waiting, picture.longest_wait), ([2, 2, 2, 2], Some(99)));
}
