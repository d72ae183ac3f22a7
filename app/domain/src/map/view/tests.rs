//! An address says exactly one view, and no address does harm.

use super::*;
use crate::map::board::Province;
use crate::place::position::Place;
use crate::progress::standings::{Standing, Standings};
use crate::year::catalogue::{PolicyItem, Track};
use crate::year::fiscal_year::FiscalYear;
use chrono::Duration;
use proptest::prelude::*;

pub(crate) fn now() -> DateTime<Utc> {
    "2024-05-01T03:00:00Z".parse().expect("an instant")
}

/// Twelve districts: both kinds, three clusters, four provinces, two items, all statuses and kinds of report
/// both on an item and in all.
pub(crate) fn board() -> MapBoard {
    let codes = ["10", "50", "55", "90"];
    let names = ["กรุงเทพมหานคร", "เชียงใหม่", "น่าน", "สงขลา"];
    let year = FiscalYear::new(2567).expect("a year");
    let ages = [None, Some(0), Some(45), Some(100)];
    let standing = |kind: usize, age: usize| {
        let posted_at = now() - Duration::days(ages[age]?);
        Some(Standing::new(ProgressKind::ALL[kind % 3], posted_at))
    };
    let pin = |no: usize| DistrictPin {
        code: format!("{:010}", 1_000_000_000 + no),
        slug: Slug::parse(&format!("p-{no}")).expect("a slug"),
        kind: DistrictKind::ALL[no % 2],
        name_th: format!("{} เขต\u{a0}{no}", names[no % 4]),
        name_en: format!("Office {no}"),
        cluster: (no % 4 != 3).then_some(i32::try_from(no % 4).unwrap_or_default()),
        provinces: vec![codes[no % 4].to_owned()],
        seat_th: None,
        website: None,
        place: Place { lat: 13.0, lon: 100.0 },
        position_source: crate::place::district::PositionSource::Listed,
        newest: ages[no / 3].map(|days| now() - Duration::days(days)),
        report: ages[no / 3].map(|_| ProgressKind::ALL[no % 3]),
        standings: Standings::new(vec![standing(no, no % 4), standing(no + 1, no / 3)]),
    };
    let item = |no: i32| PolicyItem {
        id: no.into(),
        year,
        track: Track::Policy,
        group_key: String::new(),
        group_th: String::new(),
        group_en: String::new(),
        no,
        title_th: format!("นโยบาย {no}"),
        title_en: format!("Policy {no}"),
    };
    let province = |(code, name): (&str, &str)| Province {
        code: code.to_owned(),
        name_th: name.to_owned(),
        name_en: String::new(),
    };
    MapBoard {
        year,
        read_at: now(),
        position: 0,
        items: vec![item(1), item(2)],
        clusters: vec![0, 1, 2],
        provinces: codes.into_iter().zip(names).map(province).collect(),
        pins: (0..12).map(pin).collect(),
    }
}

fn parse(pairs: &[(&str, &str)]) -> (MapView, Vec<&'static str>) {
    MapView::parse(pairs.iter().copied(), &board())
}

fn frames() -> impl Strategy<Value = Frame> {
    (-850_000..=850_000_i32, -1_800_000..=1_800_000_i32, 100..=40_000_i32).prop_map(
        |(lat, lon, times)| Frame {
            centre: Place { lat: f64::from(lat) / 1e4, lon: f64::from(lon) / 1e4 },
            times: f64::from(times) / 100.0,
        },
    )
}

fn views() -> impl Strategy<Value = MapView> {
    let search = prop_oneof![Just(String::new()), "[นา่น 1-3]{0,6}", any::<String>()];
    let item = proptest::sample::select(&["2567/p1", "2567/p2"][..]);
    let looked_at = (
        proptest::option::of(item.prop_map(|name| ItemName::parse(name).expect("an item"))),
        proptest::option::of(proptest::sample::select(&ProgressKind::ALL[..])),
    );
    (
        proptest::option::of(proptest::sample::select(&DistrictKind::ALL[..])),
        proptest::option::of(0..3_i32),
        proptest::option::of(proptest::sample::select(&["10", "50", "55", "90"][..])),
        looked_at,
        proptest::option::of(proptest::sample::select(&RealTime::ALL[..])),
        search,
        (any::<bool>(), proptest::option::of(0..12_usize)),
        proptest::option::of(frames()),
    )
        .prop_map(
            |(
                kind,
                cluster,
                province,
                (item, report),
                status,
                search,
                (schools, chosen),
                frame,
            )| MapView {
                kind,
                cluster,
                province: province.map(str::to_owned),
                item,
                report,
                status,
                search: search.chars().take(MAX_SEARCH).collect(),
                schools,
                chosen: chosen.and_then(|no| Slug::parse(&format!("p-{no}"))),
                frame,
            },
        )
}

proptest! {
    #[test]
    fn the_address_of_a_view_leads_back_to_it(view in views()) {
        let pairs = view.pairs();
        let again = MapView::parse(pairs.iter().map(|(name, value)| (*name, value.as_str())), &board());
        prop_assert_eq!(again, (view, vec![]));
        prop_assert!(pairs.iter().all(|(name, _)| NAMES.contains(name)));
    }

    #[test]
    fn no_address_is_too_absurd(pairs in proptest::collection::vec((proptest::sample::select(NAMES), any::<String>()), 0..9)) {
        let given: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (view, ignored) = parse(&given);
        prop_assert!(view.search.chars().count() <= MAX_SEARCH);
        prop_assert!(ignored.iter().all(|name| given.iter().any(|(given, _)| given == name)));
        let address = view.address("/");
        prop_assert!(address.is_ascii() && !address.contains(['<', '>', '"', '\'', ' ']));
        prop_assert_eq!(MapView::parse(view.pairs().iter().map(|(name, value)| (*name, &**value)), &board()).0, view);
    }

    #[test]
    fn the_legend_adds_up_to_the_set(view in views()) {
        let (board, index) = (board(), Index::new(&board()));
        let legend = view.legend(&board, &index, now());
        let without_status = MapView { status: None, ..view.clone() };
        let all = without_status.select(&board, &index, now());
        prop_assert_eq!(usize::try_from(legend.iter().sum::<i32>()), Ok(all.len()));
        for (status, count) in RealTime::ALL.into_iter().zip(legend) {
            let only = MapView { status: Some(status), ..view.clone() }.select(&board, &index, now());
            prop_assert_eq!(usize::try_from(count), Ok(only.len()));
            prop_assert!(only.iter().all(|at| all.contains(at)));
        }
    }

    #[test]
    fn a_filter_only_takes_away(view in views()) {
        let (board, index) = (board(), Index::new(&board()));
        let shown = view.select(&board, &index, now());
        for looser in [
            MapView { kind: None, ..view.clone() },
            MapView { cluster: None, ..view.clone() },
            MapView { province: None, ..view.clone() },
            MapView { report: None, ..view.clone() },
            MapView { search: String::new(), ..view.clone() },
        ] {
            let more = looser.select(&board, &index, now());
            prop_assert!(shown.iter().all(|at| more.contains(at)));
        }
        let mut once = shown.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), shown.len());
        prop_assert!(view.is_filtered() || shown == (0..12).collect::<Vec<_>>());
    }
}

#[test]
fn what_does_not_exist_is_left_out_and_named() {
    let (view, ignored) = parse(&[
        ("kind", "nursery"),
        ("cluster", "99999999999999999999"),
        ("province", "00"),
        ("item", "2567/p3"),
        ("report", "ON_PLAN"),
        ("status", "<b>"),
        ("district", "../../etc"),
        ("at", "NaN,inf,-1"),
        ("q", "น่าน"),
        ("utm_source", "elsewhere"),
    ]);
    assert_eq!(view, MapView { search: "น่าน".to_owned(), ..MapView::default() });
    assert_eq!(
        ignored,
        ["kind", "cluster", "province", "item", "report", "status", "district", "at"]
    );
    assert_eq!(parse(&[("kind", ""), ("q", "")]), (MapView::default(), vec![]));
}

#[test]
fn a_frame_is_brought_into_range() {
    let times = |text| Frame::parse(text).map(|frame| frame.times);
    assert_eq!(times("13.7,100.5,0"), Some(1.0));
    assert_eq!(times("13.7,100.5,1000000"), Some(400.0));
    for absurd in
        ["", "1", "1,2", "1,2,3,4", "91,0,1", "0,181,1", "0,0,inf", "0,0,1e2", "a,b,c", "0, 0,1"]
    {
        assert_eq!(times(absurd), None, "{absurd}");
    }
}

#[test]
fn the_address_is_short_and_in_a_fixed_order() {
    let view = MapView {
        kind: Some(DistrictKind::Primary),
        search: "น 1".to_owned(),
        frame: Frame::parse("13.75,100.5,2"),
        ..MapView::default()
    };
    assert_eq!(view.address("/"), "/?q=%E0%B8%99%201&kind=primary&at=13.7500,100.5000,2.00");
    assert_eq!(MapView::default().address("/"), "/");
}

#[test]
fn with_an_item_chosen_status_and_kind_are_those_of_its_reports() {
    let (board, index) = (board(), Index::new(&board()));
    let of_item = MapView { item: ItemName::parse("2567/p1"), ..MapView::default() };
    assert_eq!(of_item.legend(&board, &index, now()), [3, 3, 3, 3]);
    let never = MapView { status: Some(RealTime::Never), ..of_item.clone() };
    assert_eq!(never.select(&board, &index, now()), [0, 4, 8]);
    let output = MapView { report: Some(ProgressKind::Output), ..of_item };
    assert_eq!(output.select(&board, &index, now()), [2, 5, 11]);
    let of_any = MapView { item: None, ..output };
    assert_eq!(of_any.select(&board, &index, now()), [5, 8, 11]);
    assert_eq!(of_any.legend(&board, &index, now()), [1, 1, 1, 0]);
}

#[test]
fn while_searching_the_best_match_stands_first() {
    let (board, index) = (board(), Index::new(&board()));
    let view = MapView { search: "น่าน 6".to_owned(), ..MapView::default() };
    assert_eq!(view.select(&board, &index, now()), [6]);
}
