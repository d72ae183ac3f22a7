//! What a day costs where there are many more reports or districts. A figure to look at, not a promise.

use super::*;
use std::time::Instant;

/// So many districts in eighteen clusters, and 21 items.
fn large_scene(districts: i64) -> Scene {
    let (mut large, like) = (scene(), scene());
    large.items = (1..=21).map(|id| PolicyItem { id, ..like.items[0].clone() }).collect();
    large.clusters = (1..=18).collect();
    let district = |id: i64| OverviewDistrict {
        id,
        kind: DistrictKind::ALL[usize::from(id % 4 == 0)],
        cluster: i32::try_from(1 + id % 18).ok(),
        ..like.districts[0].clone()
    };
    large.districts = (1..=districts).map(district).collect();
    large
}

/// Reports of each district on each item of four years, spread over them.
fn many(districts: i64, times: i64) -> impl Iterator<Item = Fact> {
    let all = (1..=districts).flat_map(move |district| {
        (1..=84_i64).flat_map(move |item| (1..=times).map(move |no| (district, item, no)))
    });
    (1..).zip(all).map(|(report, (district, item, no))| {
        let drawn = (district * 7919 + item * 104_729 + no * 1_299_709) % 365;
        let ago = 365 * ((item - 1) / 21) + drawn;
        let fact = fact(report, (district, item), ago, None);
        let acknowledged_at = fact.posted_at + Duration::days(2);
        Fact { acknowledged_at: (report % 20 > 0).then_some(acknowledged_at), ..fact }
    })
}

#[test]
#[ignore = "takes long, and measures"]
fn a_day_of_many_reports_and_of_many_districts() {
    for (districts, times) in [(245, 5), (245, 117), (29_155, 1)] {
        let began = Instant::now();
        let facts: Facts = many(districts, times).collect();
        let read = began.elapsed();
        let scene = Arc::new(large_scene(districts));
        let began = Instant::now();
        let almanac = Arc::new(Almanac::of(Arc::clone(&scene), &facts));
        let made = began.elapsed();
        let began = Instant::now();
        let news = [17].into();
        let almanac = Arc::new(almanac.after_news(&facts, &news));
        let renewed = began.elapsed();
        let mut times_taken: Vec<_> = (0..60)
            .map(|back| {
                let (day, began) = (today() - Duration::days(back), Instant::now());
                let point = Standpoint { year: scene.year, day, weeks: 12 };
                let standings = Standings::of(Arc::clone(&almanac), point.days());
                let picture = Picture::of(&scene, &standings, &Chosen::default());
                assert_eq!(picture.districts.len(), scene.districts.len());
                began.elapsed()
            })
            .collect();
        times_taken.sort();
        println!(
            "{districts} × 84 × {times}: facts {read:?}, almanac {made:?}, after news {renewed:?}, a day {:?}, p95 {:?}",
            times_taken[30], times_taken[57]
        );
    }
}
