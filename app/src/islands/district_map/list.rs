//! The list beside the map: the same set in the same order, for keyboard, screen reader and paper.

use super::state::MapState;
use crate::components::names::Named;
use crate::components::pin_mark::PinMark;
use leptos::prelude::*;

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
    let row = state.with_pin(index, |pin, status| {
        let slug = pin.slug.clone();
        let href = state.address_with(|view| view.chosen = Some(slug));
        let cluster = pin.cluster.map(|no| lang.map_cluster_n(no));
        let line = [Some(status.name(lang)), cluster]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        (href, pin.slug.to_string(), pin.kind, status, pin.name(lang), line)
    });
    row.map(|(href, slug, kind, status, name, line)| {
        view! {
            <li data-slug=slug>
                <a
                    href=href aria-current=move || (state.chosen.get() == Some(index)).then_some("true")
                    on:click=move |event| {
                        event.prevent_default();
                        state.choose(index);
                    }
                >
                    <PinMark kind status/>
                    <span class="list__name">{name}</span>
                    <span class="list__line">{line}</span>
                </a>
            </li>
        }
    })
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
