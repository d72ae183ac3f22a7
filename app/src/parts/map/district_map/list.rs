//! The list beside the map: the same set in the same order, for keyboard, screen reader and paper.

use super::state::MapState;
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::LivePinMark;
use domain::map::board::{DistrictPin, MapBoard};
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;
use words::Lang;

/// The districts that the view shows.
#[component]
pub fn DistrictList(state: MapState) -> impl IntoView {
    let lang = state.lang;
    view! {
        <h2 class="visually-hidden">{lang.map_list()}</h2>
        <ol id="list" class="list">
            <For each=move || state.shown.get() key=|index| *index let:index>
                <Row state index/>
            </For>
        </ol>
        <p class="empty" hidden=move || !state.shown.with(Vec::is_empty)>{lang.map_empty()}</p>
    }
}

#[component]
fn Row(state: MapState, index: usize) -> impl IntoView {
    let lang = state.lang;
    let status = Memo::new(move |_| state.status(index));
    let row = state.with_pin(index, |pin| {
        let slug = pin.slug.clone();
        let href = state.address_with(|view| view.chosen = Some(slug));
        (href, pin.slug.to_string(), pin.kind, pin.name(lang))
    });
    row.map(|(href, slug, kind, name)| {
        view! {
            <li data-slug=slug>
                <a
                    href=href aria-current=move || (state.chosen.get() == Some(index)).then_some("true")
                    on:click=move |event| {
                        event.prevent_default();
                        state.choose(index);
                    }
                >
                    <LivePinMark kind status/>
                    <span class="list__name">{name}</span>
                    <span class="list__line">{move || line(state, index)}</span>
                </a>
            </li>
        }
    })
}

/// Status; how many items are active, or of which kind the report on the item looked at is; cluster.
fn line(state: MapState, index: usize) -> String {
    let lang = state.lang;
    let parts = state.stands(index, |board, pin, item| {
        let status = pin.status_on(item, board.read_at);
        let reported = match item {
            Some(_) => pin.standing(item).map(|standing| standing.kind.name(lang)),
            // Nothing is active where nothing is fresh; the status says so already.
            None => (status == RealTime::Fresh).then(|| active_items(lang, board, pin)),
        };
        [Some(status.name(lang)), reported, pin.cluster.map(|no| lang.map_cluster_n(no))]
    });
    parts.into_iter().flatten().flatten().collect::<Vec<_>>().join(" · ")
}

/// How many of the year's items were reported on within 30 days.
pub(super) fn active_items(lang: Lang, board: &MapBoard, pin: &DistrictPin) -> String {
    lang.panel_active_items(pin.standings.active_items(board.read_at), board.items.len())
}

/// Scrolls the list to the chosen district; on a phone, the sheet to its panel.
#[cfg(not(feature = "ssr"))]
pub fn bring_into_sight(state: MapState) {
    let Some(slug) = state.view.with_untracked(|view| view.chosen.clone()) else { return };
    if super::sheet::is_phone() {
        // The sheet alone: scrolling the panel into view would scroll the page, and the map away.
        if let Ok(Some(sheet)) = document().query_selector(".sheet__body") {
            sheet.set_scroll_top(0);
        }
    } else if let Ok(Some(row)) =
        document().query_selector(&format!("#list li[data-slug='{slug}']"))
    {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
