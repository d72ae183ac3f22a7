//! `/overview/districts`: the districts behind a number, by type, each with its newest report.

use super::marks::described;
use super::sort::by_figure;
use super::{LIST, Shown, controls, drawn, opening, paper};
use crate::parts::chart::{Patterns, spark_line};
use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::{Named, district_name};
use crate::parts::map::pin_mark::PinMark;
use crate::request::Request;
use domain::kernel::bangkok;
use domain::overview::{Measure, Order, Overview};
use domain::place::district::DistrictKind;
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

/// The districts that the address chooses.
#[component]
pub fn OverviewDistrictsPage() -> impl IntoView {
    drawn(page)
}

fn page(request: &Request, overview: &Overview) -> impl IntoView + use<> {
    let lang = request.lang;
    let picture = overview.picture();
    let shown = Shown { lang, overview, picture: &picture };
    let listed = overview.chosen.listed(overview.scene(), overview.standings());
    let title = lang.overview_listed(lang.number(i32::try_from(listed.len()).unwrap_or(i32::MAX)));
    view! {
        <Title text=title.clone()/>
        <Patterns/>
        <article class="overview" id="overview" data-live=request.follows_news()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href=overview.address(super::PATH)>{lang.overview_title()}</a></nav>
            {opening(lang, overview, &title)}
            {paper((lang, &request.public_url), overview, LIST)}
            {controls::controls(&shown, LIST)}
            <p>{described(lang, overview)}</p>
            {tables(lang, overview, &listed, &|order| overview.choosing(LIST, |chosen| chosen.order = order))}
        </article>
    }
}

/// A table for each type of district. `ordered` is the address of the same page in another order.
pub(crate) fn tables(
    lang: Lang,
    overview: &Overview,
    listed: &[usize],
    ordered: &dyn Fn(Option<Order>) -> String,
) -> impl IntoView + use<> {
    let of = |kind: DistrictKind| {
        let places: Vec<usize> = listed
            .iter()
            .copied()
            .filter(|place| overview.scene().districts[*place].kind == kind)
            .collect();
        (!places.is_empty()).then(|| table(lang, overview, (kind, &places), ordered))
    };
    let empty = listed.is_empty().then(|| view! { <p class="empty">{lang.map_empty()}</p> });
    view! { {DistrictKind::ALL.map(of).collect_view()} {empty} }
}

fn table(
    lang: Lang,
    overview: &Overview,
    (kind, places): (DistrictKind, &[usize]),
    ordered: &dyn Fn(Option<Order>) -> String,
) -> impl IntoView + use<> {
    let id = match kind {
        DistrictKind::Primary => "of-primary",
        DistrictKind::Secondary => "of-secondary",
    };
    let rows = places.iter().map(|place| row(lang, overview, *place)).collect_view();
    let now = overview.chosen.order;
    let head = |by, label| by_figure(label, id, (now, by), ordered);
    let cluster = head(Measure::Cluster, lang.map_cluster());
    let newest = head(Measure::Newest, lang.item_newest());
    let active = head(Measure::Active, lang.overview_active_items());
    let count = lang.number(i32::try_from(places.len()).unwrap_or(i32::MAX));
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id>{lang.overview_of_kind(kind.name(lang), count)}</h2>
            <Scrolled by=id>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{lang.item_district()}</th>
                            {cluster}
                            {newest}
                            <th scope="col">{lang.report_kind()}</th>
                            {active}
                            <th scope="col">{lang.overview_weekly()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolled>
        </section>
    }
}

fn row(lang: Lang, overview: &Overview, place: usize) -> impl IntoView + use<> {
    let (scene, standings) = (overview.scene(), overview.standings());
    let district = &scene.districts[place];
    let status = overview.chosen.status_of(standings, place);
    let newest = overview.chosen.newest(standings, place);
    let name = district_name(lang, &district.name_th, &district.name_en);
    let said = match newest {
        Some(newest) => {
            let days = (overview.standpoint.day - bangkok::date(newest.at)).num_days();
            let said = format!("{} ({})", lang.day_of(newest.at), lang.overview_days(days));
            view! { <a href=overview.report(place, newest.report)>{said}</a> }.into_any()
        }
        None => status.name(lang).into_any(),
    };
    let days = 0..standings.days.len();
    let active: Vec<i32> = days.map(|day| standings.active_items(place, day)).collect();
    let (first, last) = (active.first().copied(), active.last().copied().unwrap_or_default());
    let items = i32::try_from(scene.items.len()).unwrap_or(i32::MAX);
    let course = lang.overview_from_to(lang.number(first.unwrap_or_default()), lang.number(last));
    let cluster = district.cluster.map(|no| {
        let href = overview.choosing(&format!("/clusters/{}/{no}", scene.year), |chosen| {
            chosen.cluster = None;
        });
        view! { <a href=href>{no}</a> }
    });
    view! {
        <tr>
            <th scope="row">
                <PinMark kind=district.kind status/> " "
                <a href=overview.district(place)>{name}</a>
                <span class="visually-hidden">{status.name(lang)}</span>
            </th>
            <td>{cluster}</td>
            <td>{said}</td>
            <td>{newest.map(|newest| newest.kind.name(lang))}</td>
            <td class="number">{lang.number(last)}"/"{items}</td>
            <td>{spark_line(&active, items, course)}</td>
        </tr>
    }
}
