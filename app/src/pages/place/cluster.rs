//! `/clusters/{year}/{no}`: one cluster, its districts, and where each stands on each item.

use crate::pages::overview::{opening, paper, situation, tables};
use crate::pages::site::not_found::Refusal;
use crate::parts::chart::Patterns;
use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::{Named, district_name};
use crate::parts::map::pin_mark::StatusMark;
use crate::request::{Request, backend, request};
use domain::Error;
use domain::overview::{Overview, Standpoint};
use domain::progress::pin_status::RealTime;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use words::Lang;

/// A cluster's page.
#[component]
pub fn ClusterPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let part =
        |name| use_params_map().with_untracked(|params| params.get(name).unwrap_or_default());
    let (year, no) = (part("year"), part("no"));
    Suspend::new(async move {
        let load = async {
            let query = with_address(&request, &year, &no);
            let overview = backend.overview(&request.actor()).view(&query).await?;
            let is_meant = overview.scene().year.to_string() == year
                && overview.chosen.cluster.is_some_and(|cluster| cluster.to_string() == no);
            if is_meant { Ok(overview) } else { Err(Error::NotFound) }
        };
        match load.await {
            Ok(overview) => Either::Left(page(&request, &overview)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

/// The query with what the path says; the path is right where both say something.
fn with_address(request: &Request, year: &str, no: &str) -> Vec<(String, String)> {
    let said = [("year", year), ("cluster", no)];
    let said = said.map(|(name, value)| (name.to_owned(), value.to_owned()));
    request.query.iter().cloned().chain(said).collect()
}

fn page(request: &Request, overview: &Overview) -> impl IntoView + use<> {
    let lang = request.lang;
    let picture = overview.picture();
    let no = overview.chosen.cluster.unwrap_or_default();
    let title = lang.map_cluster_n(no);
    let back = overview.choosing("/overview", |chosen| chosen.cluster = None);
    let compare = overview.choosing("/overview/compare", |chosen| {
        chosen.cluster = None;
        chosen.compare = vec![no.to_string()];
    });
    let on_map = format!("/?cluster={no}");
    let path = format!("/clusters/{}/{no}", overview.scene().year);
    let ordered =
        |order| overview.choosing(&path, |chosen| (chosen.cluster, chosen.order) = (None, order));
    let listed = overview.chosen.listed(overview.scene(), overview.standings());
    view! {
        <Title text=title.clone()/>
        <Patterns/>
        <article class="overview" id="cluster" data-live=request.follows_news()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()>
                <a href=back>{lang.overview_title()}</a> <a href=on_map>{lang.district_on_map()}</a>
            </nav>
            {opening(lang, overview, &title)}
            {paper((lang, &request.public_url), overview, &path)}
            <p><a href=compare>{lang.overview_compare()}</a></p>
            {situation(lang, overview, &picture)}
            {tables(lang, overview, &listed, &ordered)}
            {matrix(lang, overview, &picture.districts)}
        </article>
    }
}

/// Every district on every item: the age of the newest report, leading to it.
fn matrix(lang: Lang, overview: &Overview, places: &[usize]) -> impl IntoView + use<> {
    let heads = overview.scene().items.iter().map(|item| {
        let title = lang.pick(&item.title_th, &item.title_en).to_owned();
        view! { <th scope="col"><abbr title=title>{item.key().to_uppercase()}</abbr></th> }
    });
    let rows = places.iter().map(|place| {
        let district = &overview.scene().districts[*place];
        let name = district_name(lang, &district.name_th, &district.name_en);
        let cells =
            (0..overview.scene().items.len()).map(|item| cell(lang, overview, *place, item));
        view! { <tr><th scope="row">{name}</th> {cells.collect_view()}</tr> }
    });
    let (heads, rows) = (heads.collect_view(), rows.collect_view());
    view! {
        <section class="card" aria-labelledby="matrix">
            <h2 id="matrix">{lang.cluster_matrix()}</h2>
            <Scrolled by="matrix">
                <table class="table matrix">
                    <thead><tr><th scope="col">{lang.item_district()}</th> {heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolled>
        </section>
    }
}

fn cell(lang: Lang, overview: &Overview, place: usize, item: usize) -> impl IntoView + use<> {
    let newest = overview.standings().newest_on(place, item);
    let status =
        RealTime::of(newest.map(|one| one.at), Standpoint::end_of(overview.standpoint.day));
    let mark =
        view! { <StatusMark status/> <span class="visually-hidden">{status.name(lang)}</span> };
    let mark = match newest {
        Some(newest) => {
            let href = overview.report(place, newest.report);
            let title = format!("{} · {}", newest.kind.name(lang), lang.day_of(newest.at));
            view! { <a href=href title=title>{mark}</a> }.into_any()
        }
        None => mark.into_any(),
    };
    view! { <td>{mark}</td> }
}
