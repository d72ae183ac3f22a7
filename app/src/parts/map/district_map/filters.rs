//! Search and filters. A plain form without JavaScript; at work, each change shows at once.

mod reports;

use super::state::MapState;
use domain::map::view::{MAX_SEARCH, MapView, SHOWN};
use domain::place::district::DistrictKind;
use leptos::prelude::*;
use reports::{ItemChoice, ReportChoice};
use words::Lang;

/// The form above the list.
#[component]
pub fn Filters(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let view = state.view;
    let initial = view.get_untracked();
    let status = initial
        .status
        .map(|status| view! { <input type="hidden" name="status" value=status.key()/> });
    view! {
        <form id="filters" class="filters" action="/" method="get" role="search" on:submit=move |event| {
            event.prevent_default();
            if let Some(first) = state.shown.with_untracked(|shown| shown.first().copied()) {
                state.choose(first);
            }
        }>
            <label class="visually-hidden" for="search">{lang.map_search()}</label>
            <div class="filters__search">
                <input
                    id="search" class="input" type="search" name="q" maxlength=MAX_SEARCH.to_string() autocomplete="off"
                    enterkeyhint="search" placeholder=lang.map_search_hint() value=initial.search.clone()
                    prop:value=move || view.with(|view| view.search.clone())
                    on:input=move |event| view.update(|view| view.search = event_target_value(&event))
                />
                <button class="button" type="submit">{lang.map_apply()}</button>
            </div>
            <KindChoice state/>
            <div class="filters__pair">
                <ClusterChoice state/>
                <ProvinceChoice state/>
                <ItemChoice state/>
                <ReportChoice state/>
            </div>
            <label class="check">
                <input
                    type="checkbox" name="schools" value=SHOWN checked=initial.schools
                    prop:checked=move || view.with(|view| view.schools)
                    on:change=move |event| view.update(|view| view.schools = event_target_checked(&event))
                />
                <span>{lang.map_show_schools()}</span>
            </label>
            {status}
        </form>
    }
}

#[component]
fn KindChoice(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let initial = state.view.with_untracked(|view| view.kind);
    let choice = move |kind: Option<DistrictKind>, text: &'static str| {
        view! {
            <label class="segment">
                <input
                    type="radio" name="kind" value=kind.map_or("", DistrictKind::key) checked=initial == kind
                    prop:checked=move || state.view.with(|view| view.kind == kind)
                    on:change=move |_| state.view.update(|view| view.kind = kind)
                />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{lang.map_kind()}</legend>
            {choice(None, lang.map_kind_all())}
            {DistrictKind::ALL.map(|kind| choice(Some(kind), short_kind(kind, lang))).collect_view()}
        </fieldset>
    }
}

fn short_kind(kind: DistrictKind, lang: Lang) -> &'static str {
    match kind {
        DistrictKind::Primary => lang.kind_primary_short(),
        DistrictKind::Secondary => lang.kind_secondary_short(),
    }
}

#[component]
fn ClusterChoice(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let now = state.view.with_untracked(|view| view.cluster);
    let board = state.board();
    let options = board.clusters.iter().map(|no| {
        view! { <option value=no.to_string() selected=now == Some(*no)>{lang.map_cluster_n(no)}</option> }
    });
    let options = options.collect_view();
    view! {
        <select
            class="input" name="cluster" aria-label=lang.map_cluster()
            prop:value=move || state.view.with(|view| view.cluster.map(|no| no.to_string()).unwrap_or_default())
            on:change=move |event| state.view.update(|view| view.cluster = event_target_value(&event).parse().ok())
        >
            <option value="">{lang.map_cluster_all()}</option>
            {options}
        </select>
    }
}

#[component]
fn ProvinceChoice(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let now = state.view.with_untracked(|view| view.province.clone());
    let board = state.board();
    let options = board.provinces.iter().map(|province| {
        let name = lang.pick(&province.name_th, &province.name_en).to_owned();
        let selected = now.as_ref() == Some(&province.code);
        view! { <option value=province.code.clone() selected=selected>{name}</option> }
    });
    let options = options.collect_view();
    view! {
        <select
            class="input" name="province" aria-label=lang.map_province()
            prop:value=move || state.view.with(|view| view.province.clone().unwrap_or_default())
            on:change=move |event| {
                let code = event_target_value(&event);
                state.view.update(|view| view.province = Some(code).filter(|code| !code.is_empty()));
            }
        >
            <option value="">{lang.map_province_all()}</option>
            {options}
        </select>
    }
}

/// Clears every filter.
#[component]
pub fn ClearFilters(state: MapState) -> impl IntoView {
    view! {
        <a
            class="clear" href="/" hidden=move || !state.view.with(MapView::is_filtered)
            on:click=move |event| {
                event.prevent_default();
                state.view.update(MapView::clear_filters);
            }
        >{state.lang.map_clear()}</a>
    }
}
