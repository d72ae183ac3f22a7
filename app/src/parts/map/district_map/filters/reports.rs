//! Which reports are looked at: on one item or on all, and of which kind the newest is.

use crate::parts::map::district_map::state::MapState;
use crate::parts::map::names::{Named, item_group, item_title};
use domain::progress::ProgressKind;
use domain::year::item_name::ItemName;
use leptos::prelude::*;

/// The item whose reports map, list and legend show, each under the heading of its list.
#[component]
pub fn ItemChoice(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let now = state.item.get_untracked();
    let board = state.board();
    let mut place = 0;
    let groups = board.items.chunk_by(|a, b| (a.track, &a.group_key) == (b.track, &b.group_key));
    let groups = groups.map(|group| {
        let options = group.iter().map(|item| {
            let value = item.name().map(String::from).unwrap_or_default();
            let selected = now == Some(place);
            place += 1;
            view! { <option value=value selected=selected>{item_title(lang, item)}</option> }
        });
        let options = options.collect_view();
        view! { <optgroup label=item_group(lang, &group[0])>{options}</optgroup> }
    });
    let groups = groups.collect_view();
    view! {
        <select
            class="input" name="item" aria-label=lang.map_item()
            prop:value=move || state.view.with(|view| view.item.map(String::from).unwrap_or_default())
            on:change=move |event| state.view.update(|view| view.item = ItemName::parse(&event_target_value(&event)))
        >
            <option value="">{lang.map_item_all()}</option>
            {groups}
        </select>
    }
}

/// The kind of the newest report looked at.
#[component]
pub fn ReportChoice(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let now = state.view.with_untracked(|view| view.report);
    let options = ProgressKind::ALL.map(|kind| {
        view! { <option value=kind.key() selected=now == Some(kind)>{kind.name(lang)}</option> }
    });
    view! {
        <select
            class="input" name="report" aria-label=lang.map_report()
            prop:value=move || state.view.with(|view| view.report.map_or("", ProgressKind::key))
            on:change=move |event| state.view.update(|view| view.report = ProgressKind::from_key(&event_target_value(&event)))
        >
            <option value="">{lang.map_report_all()}</option>
            {options.collect_view()}
        </select>
    }
}
