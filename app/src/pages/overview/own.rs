//! A district by itself: its own course first, then where it lies among its like.

use super::PATH;
use crate::parts::chart::{LineChart, Point, Range, line_chart, range_bar};
use crate::parts::map::names::{Named, district_name};
use domain::overview::Overview;
use domain::place::district::Slug;
use leptos::prelude::*;
use words::Lang;

/// The course of the district that whoever reads works for, where the year has it.
pub(super) fn own(lang: Lang, overview: &Overview, own: &Slug) -> Option<impl IntoView + use<>> {
    let place = overview.scene().district(own)?;
    Some(trend(lang, overview, place))
}

/// The course of a district over the period, and its place among those of its type.
pub(crate) fn trend(lang: Lang, overview: &Overview, place: usize) -> impl IntoView + use<> {
    let (scene, standings) = (overview.scene(), overview.standings());
    let district = &scene.districts[place];
    let name = district_name(lang, &district.name_th, &district.name_en);
    let last = standings.days.len().saturating_sub(1);
    let items = i32::try_from(scene.items.len()).unwrap_or(i32::MAX);
    let peers =
        (0..scene.districts.len()).filter(|one| scene.districts[*one].kind == district.kind);
    let peers: Vec<i32> = peers.map(|one| standings.active_items(one, last)).collect();
    let count = lang.number(i32::try_from(peers.len()).unwrap_or(i32::MAX));
    let range = Range::of(peers, standings.active_items(place, last), items);
    let among = range.map(|range| {
        let of = lang.overview_peers(district.kind.name(lang), count);
        let said = lang.overview_among(range.own, range.low, range.middle, range.high);
        view! { <p>{of} ": " {said.clone()}</p> {range_bar(range, said)} }
    });
    let compare = overview.choosing("/overview/compare", |chosen| {
        chosen.compare = vec![district.slug.to_string()];
    });
    view! {
        <section class="card" aria-labelledby="trend">
            <h2 id="trend">{lang.overview_trend(name)}</h2>
            {line_chart(&course(lang, overview, place, items))}
            {among}
            <p><a href=compare>{lang.overview_compare()}</a></p>
        </section>
    }
}

/// On how many items the district had reported within 30 days, week by week.
fn course(lang: Lang, overview: &Overview, place: usize, top: i32) -> LineChart {
    let standings = overview.standings();
    let points = standings.days.iter().enumerate().map(|(at, day)| {
        let value = standings.active_items(place, at);
        Point {
            day: lang.day(*day),
            value,
            shown: lang.number(value),
            href: overview.as_of(PATH, *day),
        }
    });
    let points: Vec<Point> = points.collect();
    let ends = [points.first(), points.last()];
    let [from, to] = ends.map(|end| end.map(|point| point.shown.clone()).unwrap_or_default());
    LineChart {
        title: lang.overview_course_items(from, to, overview.standpoint.weeks),
        points,
        top,
        day_heading: lang.overview_day().to_owned(),
        value_heading: lang.overview_active_items().to_owned(),
        table_label: lang.chart_table().to_owned(),
    }
}
