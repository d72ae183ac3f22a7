//! `/overview/compare`: up to four districts or clusters side by side.

use super::items::share_text;
use super::sort::sign_of;
use super::{LIST, drawn, opening, paper};
use crate::parts::chart::{Patterns, spark_line, stacked_bar};
use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::{Named, district_name};
use crate::request::Request;
use domain::overview::{ByColumn, MOST_COMPARED, Overview, Picture, Share};
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

/// Where things stand side by side.
const PATH: &str = "/overview/compare";

/// What the address compares.
#[component]
pub fn ComparePage() -> impl IntoView {
    drawn(page)
}

/// A district or a cluster among those compared.
struct Column {
    /// As in the address.
    key: String,
    name: String,
    href: String,
    /// The one district that it is.
    district: Option<usize>,
    picture: Picture,
}

fn page(request: &Request, overview: &Overview) -> impl IntoView + use<> {
    let lang = request.lang;
    let columns: Vec<Column> =
        overview.chosen.compare.iter().filter_map(|key| column(lang, overview, key)).collect();
    let title = lang.overview_compare();
    let table = (!columns.is_empty()).then(|| table(lang, overview, &columns));
    view! {
        <Title text=title/>
        <Patterns/>
        <article class="overview" id="overview" data-live=request.follows_news()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href=overview.choosing(super::PATH, |chosen| chosen.compare.clear())>{lang.overview_title()}</a></nav>
            {opening(lang, overview, title)}
            {paper((lang, &request.public_url), overview, PATH)}
            <p class="quiet compare-about">{lang.overview_compare_about(MOST_COMPARED)}</p>
            {(columns.len() < MOST_COMPARED).then(|| add(lang, overview))}
            {table}
        </article>
    }
}

fn column(lang: Lang, overview: &Overview, key: &str) -> Option<Column> {
    let (scene, chosen) = (overview.scene(), &overview.chosen);
    let standings = overview.standings();
    if let Ok(no) = key.parse::<i32>() {
        let href = overview.choosing(&format!("/clusters/{}/{no}", scene.year), |chosen| {
            chosen.compare.clear();
        });
        let picture = Picture::of_cluster(scene, standings, chosen, no);
        let name = lang.map_cluster_n(no);
        return Some(Column { key: key.to_owned(), name, href, district: None, picture });
    }
    let place = scene.districts.iter().position(|one| one.slug.as_str() == key)?;
    let district = &scene.districts[place];
    Some(Column {
        key: key.to_owned(),
        name: district_name(lang, &district.name_th, &district.name_en),
        href: overview.district(place),
        district: Some(place),
        picture: Picture::of_district(scene, standings, chosen, place),
    })
}

/// One more, chosen from all clusters and districts.
fn add(lang: Lang, overview: &Overview) -> impl IntoView + use<> {
    let scene = overview.scene();
    let hidden = overview.pairs().into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value/> }
    });
    let clusters = scene.clusters.iter().map(|no| {
        view! { <option value=no.to_string()>{lang.map_cluster_n(no)}</option> }
    });
    let districts = scene.districts.iter().map(|district| {
        let name = district_name(lang, &district.name_th, &district.name_en);
        view! { <option value=district.slug.to_string()>{name}</option> }
    });
    view! {
        <form class="controls" action=PATH method="get">
            {hidden.collect_view()}
            <div class="field">
                <label for="add">{lang.overview_compare_add()}</label>
                <select id="add" class="input" name="add">
                    <optgroup label=lang.map_cluster()>{clusters.collect_view()}</optgroup>
                    <optgroup label=lang.map_districts()>{districts.collect_view()}</optgroup>
                </select>
            </div>
            <button class="button button--primary" type="submit">{lang.overview_compare_add_do()}</button>
        </form>
    }
}

fn table(lang: Lang, overview: &Overview, columns: &[Column]) -> impl IntoView + use<> {
    let heads = columns.iter().map(|column| head(lang, overview, column));
    let own = [
        (
            lang.overview_status(),
            columns.iter().map(|one| status(lang, overview, one)).collect_view(),
        ),
        (
            lang.overview_weekly(),
            columns.iter().map(|one| active(lang, overview, one)).collect_view(),
        ),
        (
            lang.waiting_title(),
            columns
                .iter()
                .map(|one| view! { <td>{lang.number(one.picture.waiting_total())}</td> }.into_any())
                .collect_view(),
        ),
    ];
    let own = own.map(|(name, cells)| view! { <tr><th scope="row">{name}</th> {cells}</tr> });
    let items = ordered_items(overview, columns).into_iter().map(|place| {
        let item = &overview.scene().items[place];
        let title = lang.pick(&item.title_th, &item.title_en).to_owned();
        let cells = columns.iter().map(|column| cell(lang, overview, column, place));
        view! { <tr><th scope="row">{item.key().to_uppercase()} " " {title}</th> {cells.collect_view()}</tr> }
    });
    let (heads, own, items) = (heads.collect_view(), own.collect_view(), items.collect_view());
    view! {
        <section class="card" aria-labelledby="compared">
            <h2 id="compared" class="visually-hidden">{lang.overview_compare()}</h2>
            <Scrolled by="compared">
                <table class="table compare">
                    <thead><tr><th scope="col">{lang.overview_compare_measure()}</th> {heads}</tr></thead>
                    <tbody>{own} {items}</tbody>
                </table>
            </Scrolled>
        </section>
    }
}

/// The heading of one of those compared: its page, the items in the order of how it stands on them, and the
/// comparison without it.
fn head(lang: Lang, overview: &Overview, column: &Column) -> impl IntoView + use<> {
    let without = overview.choosing(PATH, |chosen| chosen.compare.retain(|one| *one != column.key));
    let now = overview.chosen.by.as_ref();
    let turned = overview.choosing(PATH, |chosen| chosen.by = ByColumn::turned(now, &column.key));
    let falls = now.filter(|now| now.column == column.key).map(|now| now.falls);
    let (said, sign) = sign_of(falls);
    view! {
        <th scope="col" aria-sort=said>
            <a href=column.href.clone()>{column.name.clone()}</a>
            <span class="compare__do">
                <span><a href=format!("{turned}#compared")>{lang.overview_compare_sort()}</a> "\u{a0}" <span aria-hidden="true">{sign}</span></span>
                <a href=without>{lang.overview_compare_remove()}</a>
            </span>
        </th>
    }
}

/// The places of the items, in the order chosen.
fn ordered_items(overview: &Overview, columns: &[Column]) -> Vec<usize> {
    let by = overview.chosen.by.as_ref();
    let column = by.and_then(|by| columns.iter().find(|column| column.key == by.column));
    match by.zip(column) {
        Some((by, column)) => column.picture.items_by_standing(by.falls),
        None => (0..overview.scene().items.len()).collect(),
    }
}

/// The status of a district; of a cluster how many of its districts have reported within 30 days.
fn status(lang: Lang, overview: &Overview, column: &Column) -> AnyView {
    let picture = &column.picture;
    if let Some(place) = column.district {
        let status = overview.chosen.status_of(overview.standings(), place);
        return view! { <td>{status.name(lang)}</td> }.into_any();
    }
    let share = Share { part: picture.statuses[0], whole: picture.total() };
    let no = column.key.parse().ok();
    let list = overview.choosing(LIST, |chosen| {
        chosen.cluster = no;
        chosen.compare.clear();
    });
    view! { <td><a href=list>{share_text(lang, share)}</a></td> }.into_any()
}

/// The course of the active items of a district, or of the active districts of a cluster.
fn active(lang: Lang, overview: &Overview, column: &Column) -> AnyView {
    let standings = overview.standings();
    let (course, top) = match column.district {
        Some(place) => {
            let days = 0..standings.days.len();
            let items = i32::try_from(overview.scene().items.len()).unwrap_or(i32::MAX);
            (days.map(|day| standings.active_items(place, day)).collect(), items)
        }
        None => (column.picture.fresh.clone(), column.picture.total()),
    };
    let ends =
        [course.first(), course.last()].map(|end| lang.number(end.copied().unwrap_or_default()));
    let [from, to] = ends;
    let said = match column.district {
        Some(_) => lang.overview_items_from_to(from, to),
        None => lang.overview_districts_from_to(from, to),
    };
    view! { <td>{said.clone()} {spark_line(&course, top, said)}</td> }.into_any()
}

/// An item: of a district its newest report, of a cluster how its districts stand.
fn cell(lang: Lang, overview: &Overview, column: &Column, item: usize) -> AnyView {
    if let Some(place) = column.district {
        let newest = overview.standings().newest_on(place, item);
        let said = newest.map(|newest| {
            let said = format!("{} · {}", newest.kind.name(lang), lang.day_of(newest.at));
            view! { <a href=overview.report(place, newest.report)>{said}</a> }
        });
        return view! { <td>{said}</td> }.into_any();
    }
    let Some(row) = column.picture.items.get(item) else { return ().into_any() };
    let parts = super::items::parts(lang, row);
    let active = row.active.last().copied().unwrap_or_default();
    let share = Share { part: active, whole: column.picture.total() };
    view! { <td>{stacked_bar(&parts)} {share_text(lang, share)}</td> }.into_any()
}
