//! `/items/{year}/{item}`: one item over all districts.

use crate::pages::overview::{opening, paper, tables};
use crate::pages::site::not_found::Refusal;
use crate::parts;
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::PinMark;
use crate::request::{Request, backend, request};
use backend::Backend;
use domain::Error;
use domain::overview::Overview;
use domain::progress::pin_status::RealTime;
use domain::progress::shown::{DistrictStanding, ItemPage as Item};
use domain::year::fiscal_year::FiscalYear;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use words::Lang;

/// An item's page.
#[component]
pub fn ItemPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let (year, key) = use_params_map().with_untracked(|params| {
        let year = params.get("year").and_then(|year| FiscalYear::new(year.parse().ok()?));
        (year, params.get("item").unwrap_or_default())
    });
    Suspend::new(async move {
        let load = async {
            let year = year.ok_or(Error::NotFound)?;
            backend.reports(&request.actor()).of_item(year, &key).await
        };
        if narrows(&request)
            && let Some(overview) = counted(&backend, &request, year, &key).await
        {
            return EitherOf3::C(counted_page(&request, &overview));
        }
        match load.await {
            Ok(item) => EitherOf3::A(page(&request, &item)),
            Err(error @ Error::Unavailable(_)) => {
                match counted(&backend, &request, year, &key).await {
                    Some(overview) => EitherOf3::C(counted_page(&request, &overview)),
                    None => EitherOf3::B(view! { <Refusal error/> }),
                }
            }
            Err(error) => EitherOf3::B(view! { <Refusal error/> }),
        }
    })
}

/// Whether the address narrows the item's list, or is of another day.
fn narrows(request: &Request) -> bool {
    let narrows = ["on", "kind", "cluster", "status", "last"];
    request.query.iter().any(|(name, _)| narrows.contains(&name.as_str()))
}

/// The item as the overview counted it, for who may see the overview: its figures lead here. While the
/// database is away these are the last good ones.
async fn counted(
    backend: &Backend,
    request: &Request,
    year: Option<FiscalYear>,
    key: &str,
) -> Option<Overview> {
    let said = [("year", year?.to_string()), ("item", key.to_owned())];
    let said = said.map(|(name, value)| (name.to_owned(), value));
    let query: Vec<_> = request.query.iter().cloned().chain(said).collect();
    let overview = backend.overview(&request.actor()).view(&query).await.ok()?;
    let is_meant = Some(overview.scene().year) == year && overview.chosen.item.is_some();
    is_meant.then_some(overview)
}

fn counted_page(request: &Request, overview: &Overview) -> impl IntoView + use<> {
    let lang = request.lang;
    let item = overview.chosen.item.map(|item| &overview.scene().items[item]);
    let heading = item.map(|item| {
        format!("{} {}", item.key().to_uppercase(), lang.pick(&item.title_th, &item.title_en))
    });
    let heading = heading.unwrap_or_default();
    let listed = overview.chosen.listed(overview.scene(), overview.standings());
    let ordered = |order| {
        overview.choosing(&request.path, |chosen| (chosen.item, chosen.order) = (None, order))
    };
    view! {
        <Title text=heading.clone()/>
        <article class="overview" id="item-page" data-live=request.follows_news()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href=overview.address("/overview")>{lang.overview_title()}</a></nav>
            {opening(lang, overview, &heading)}
            {paper((lang, &request.public_url), overview, &request.path)}
            {tables(lang, overview, &listed, &ordered)}
        </article>
    }
}

fn page(request: &Request, item: &Item) -> impl IntoView + use<> {
    let lang = request.lang;
    let title = lang.pick(&item.item.title_th, &item.item.title_en).to_owned();
    let heading = format!("{} {title}", item.item.key().to_uppercase());
    let counts = RealTime::ALL.map(|status| {
        let count = item.districts.iter().filter(|one| one.status(item.read_at) == status).count();
        view! { <li><strong>{count}</strong> " " {status.name(lang)}</li> }
    });
    let rows = item.districts.iter().map(|one| row(lang, item, one)).collect_view();
    let address = format!("{}{}", request.public_url, request.path);
    let of_year = lang.overview_of_year(item.item.year, lang.day_of(item.read_at));
    view! {
        <Title text=heading.clone()/>
        <article class="text text--wide" id="item-page" data-live=item.item.name().map(|name| name.to_string())>
            <h1>{heading}</h1>
            <p class="quiet">{lang.item_year(item.item.year)}</p>
            {parts::layout::paper::paper(lang, address, &[of_year])}
            <ul class="actions">{counts.collect_view()}</ul>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.map_list()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{lang.item_district()}</th>
                            <th scope="col">{lang.report_kind()}</th>
                            <th scope="col">{lang.item_newest()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </article>
    }
}

fn row(lang: Lang, item: &Item, one: &DistrictStanding) -> impl IntoView + use<> {
    let status = one.status(item.read_at);
    let name = parts::map::names::district_name(lang, &one.name_th, &one.name_en);
    let kind = one.newest.as_ref().map(|report| report.kind.name(lang));
    let text = one.newest.as_ref().and_then(|report| report.content.as_ref()).map(|content| {
        view! { <p class="item-text">{content.text.clone()}</p> }
    });
    let newest = match &one.newest {
        Some(report) => lang.days_ago(report.posted_at, item.read_at),
        None => status.name(lang),
    };
    view! {
        <tr>
            <th scope="row"><PinMark kind=one.kind status/> <a href=format!("/districts/{}", one.slug)>{name}</a></th>
            <td>{kind}</td>
            <td>{newest}{text}</td>
        </tr>
    }
}
