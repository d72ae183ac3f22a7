//! The legend is the filter: one stacked bar and a line per status, whose counts add up to the
//! number that the other filters let through.

use super::filters::ClearFilters;
use super::state::MapState;
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::StatusMark;
use domain::kernel::decimal;
use domain::map::view::MapView;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;

/// Bar, statuses with counts, and how many of all are shown.
#[component]
pub fn Legend(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let total = state.board().pins.len();
    view! {
        <div id="legend" class="legend" role="group" aria-label=lang.map_legend()>
            <StackedBar state/>
            <ul class="legend__items">
                {RealTime::ALL.map(|status| view! { <LegendItem state status/> }).collect_view()}
            </ul>
            <p class="legend__sum">
                <span role="status">
                    <strong id="shown">{move || state.shown.with(Vec::len)}</strong>
                    {format!(" {} ", lang.map_shown_of())}
                    <span id="total">{total}</span>
                    {format!(" {}", lang.map_districts())}
                </span>
                <ClearFilters state/>
            </p>
        </div>
    }
}

#[component]
fn LegendItem(state: MapState, status: RealTime) -> impl IntoView {
    let place = RealTime::ALL.iter().position(|one| *one == status).unwrap_or_default();
    let toggle = move |view: &mut MapView| {
        view.status = if view.status == Some(status) { None } else { Some(status) };
    };
    view! {
        <li>
            <a
                class="legend__item" data-status=status.key() href=state.address_with(toggle)
                aria-current=move || state.view.with(|view| view.status == Some(status)).then_some("true")
                on:click=move |event| {
                    event.prevent_default();
                    state.view.update(toggle);
                }
            >
                <StatusMark status/>
                <span class="legend__words">{status.name(state.lang)}</span>
                <span class="count">{move || state.legend.with(|counts| counts[place])}</span>
            </a>
        </li>
    }
}

/// Where a status' part of the bar begins, in percent of the whole.
fn begins(counts: &[i32; 4], place: usize) -> f64 {
    let before: i32 = counts[..place].iter().sum();
    100.0 * f64::from(before) / f64::from(counts.iter().sum::<i32>().max(1))
}

fn percent(number: f64) -> String {
    format!("{}%", decimal::write(number, 2))
}

#[component]
fn StackedBar(state: MapState) -> impl IntoView {
    let part = move |place: usize| {
        let x = move || state.legend.with(|counts| percent(begins(counts, place)));
        let width = move || {
            state.legend.with(|counts| percent(begins(counts, place + 1) - begins(counts, place)))
        };
        view! { <rect class=format!("ink-{}", RealTime::ALL[place].key()) x=x width=width height="100%"></rect> }
    };
    view! {
        <svg class="stacked" aria-hidden="true" focusable="false">
            {(0..RealTime::ALL.len()).map(part).collect_view()}
        </svg>
    }
}
