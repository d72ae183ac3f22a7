//! The panel of the chosen district.

use super::list::active_items;
use super::panel_report::PanelReport;
use super::state::MapState;
use crate::parts::map::names;
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::LivePinMark;
use domain::kernel::bangkok;
use domain::kernel::decimal;
use domain::map::board::{DistrictPin, MapBoard};
use leptos::prelude::*;
use words::Lang;

/// How many of the nearest districts the panel names.
const NEAR: usize = 4;

/// What is known of the chosen district, and the way to its page.
#[component]
pub fn Panel(state: MapState) -> impl IntoView {
    move || {
        let index = state.chosen.get()?;
        let board = state.board();
        let pin = board.pins.get(index)?;
        Some(view! {
            <section id="panel" class="panel" data-slug=pin.slug.to_string() aria-labelledby="panel-name">
                <header class="panel__head">
                    <LivePinMark kind=pin.kind status=Memo::new(move |_| state.status(index))/>
                    <h2 id="panel-name">{pin.name(state.lang)}</h2>
                    <a
                        class="panel__close" href=state.address_with(|view| view.chosen = None)
                        aria-label=state.lang.panel_close()
                        on:click=move |event| {
                            event.prevent_default();
                            state.close();
                        }
                    >"✕"</a>
                </header>
                {move || stands(state, index)}
                <PanelReport state slug=pin.slug.clone()/>
                {facts(state.lang, &board, pin)}
                {near(state, &board, pin)}
                <a class="button" href=format!("/districts/{}", pin.slug)>{state.lang.panel_page()}</a>
            </section>
        })
    }
}

/// Where it stands: the one part that changes while somebody reads.
fn stands(state: MapState, index: usize) -> impl IntoView + use<> {
    let lang = state.lang;
    state.stands(index, |board, pin, item| {
        let status = pin.status_on(item, board.read_at).name(lang);
        let title = item.map(
            |place| view! { <p class="quiet">{names::item_title(lang, &board.items[place])}</p> },
        );
        let report = pin.standing(item).map(|standing| {
            let ago = lang.days_ago(bangkok::midnight(standing.day), board.read_at);
            let kind = format!("{} · {ago}", standing.kind.name(lang));
            view! { <p>{kind}</p> }
        });
        let active =
            pin.report.map(|_| view! { <p class="quiet">{active_items(lang, board, pin)}</p> });
        view! {
            <div class="panel__stands">
                {title}
                <p class="panel__status">{status}</p>
                {report}
                {active}
            </div>
        }
    })
}

fn facts(lang: Lang, board: &MapBoard, pin: &DistrictPin) -> impl IntoView + use<> {
    let website = pin.website.clone().map(|host| {
        let href = format!("http://{host}");
        view! { <dt>{lang.fact_website()}</dt> <dd><a href=href rel="external noreferrer">{host}</a></dd> }
    });
    let seat = pin
        .seat_th
        .clone()
        .map(|seat| view! { <dt>{lang.fact_seat()}</dt> <dd lang="th">{seat}</dd> });
    let cluster = pin
        .cluster
        .map(|no| view! { <dt>{lang.fact_cluster()}</dt> <dd>{lang.map_cluster_n(no)}</dd> });
    view! {
        <dl class="facts">
            <dt>{lang.fact_kind()}</dt> <dd>{pin.kind.name(lang)}</dd>
            {cluster}
            <dt>{lang.fact_provinces()}</dt> <dd>{names::provinces(lang, board, &pin.provinces)}</dd>
            {seat}
            {website}
            <dt>{lang.fact_position()}</dt> <dd>{pin.position_source.name(lang)}</dd>
        </dl>
    }
}

/// The nearest districts: where pins cover each other, the second action to each of them,
/// without JavaScript too.
fn near(state: MapState, board: &MapBoard, pin: &DistrictPin) -> impl IntoView + use<> {
    let others = board.pins.iter().filter(|one| one.slug != pin.slug);
    let near: Vec<_> = domain::map::district_page::nearest(pin.place, others, NEAR)
        .into_iter()
        .filter_map(|near| Some((board.pins.iter().position(|one| one.slug == near.slug)?, near)))
        .map(|(index, near)| {
            let slug = near.slug.clone();
            view! {
                <li>
                    <a href=state.address_with(|view| view.chosen = Some(slug)) on:click=move |event| {
                        event.prevent_default();
                        state.choose(index);
                    }>{near.name(state.lang)}</a>
                    <span class="quiet">{state.lang.distance_km(decimal::write(near.distance_km, 0))}</span>
                </li>
            }
        })
        .collect();
    view! {
        <h3 class="panel__sub">{state.lang.panel_near()}</h3>
        <ul class="near">{near}</ul>
    }
}
