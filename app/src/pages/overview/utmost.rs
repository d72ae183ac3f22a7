//! Who has been silent longest, who moved most, and what waits. Districts stand beside their like: the
//! order is within a type.

use super::{LIST, Shown};
use crate::parts::chart::{Part, legend, stacked_bar};
use crate::parts::map::names::Named;
use domain::kernel::bangkok;
use domain::overview::{Move, WAITING_DAYS};
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;

/// The districts that have been silent longest.
pub(super) fn silent(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, picture } = *shown;
    let lists = picture.silent.iter().map(|(kind, places)| {
        let lines = places.iter().map(|place| {
            let newest = overview.chosen.newest(overview.standings(), *place);
            let days = newest.map(|newest| {
                (overview.standpoint.day - bangkok::date(newest.at)).num_days()
            });
            view! {
                <li>{shown.district(*place)} <span class="number">{days.map(|days| lang.overview_days(days))}</span></li>
            }
        });
        view! { <h3>{kind.name(lang)}</h3> <ol class="utmost">{lines.collect_view()}</ol> }
    });
    let never = picture.statuses[3];
    let never = (never > 0).then(|| {
        let href = overview.choosing(LIST, |chosen| chosen.status = Some(RealTime::Never));
        view! { <p><a href=href>{lang.overview_never(lang.number(never))}</a></p> }
    });
    let nobody =
        picture.silent.is_empty().then(|| view! { <p>{lang.overview_nobody_silent()}</p> });
    view! {
        <section class="card overview__third" aria-labelledby="silent">
            <h2 id="silent">{lang.overview_silent()}</h2>
            {lists.collect_view()}
            {nobody}
            {never}
        </section>
    }
}

/// The districts whose number of active items changed most.
pub(super) fn movers(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, picture } = *shown;
    let lists = picture.movers.iter().map(|(kind, moves)| {
        let lines = moves.iter().map(|one| {
            view! { <li>{shown.district(one.district)} <span class="number">{change(shown, *one)}</span></li> }
        });
        view! { <h3>{kind.name(lang)}</h3> <ol class="utmost">{lines.collect_view()}</ol> }
    });
    let nobody = picture.movers.is_empty().then(|| view! { <p>{lang.overview_nobody_moved()}</p> });
    view! {
        <section class="card overview__third" aria-labelledby="movers">
            <h2 id="movers">{lang.overview_movers()}</h2>
            <p class="quiet">{lang.overview_movers_about(overview.standpoint.weeks)}</p>
            {lists.collect_view()}
            {nobody}
        </section>
    }
}

fn change(shown: &Shown<'_>, one: Move) -> String {
    let arrow = if one.change() > 0 { "▲" } else { "▼" };
    let change = shown.lang.number(one.change().abs());
    format!("{arrow} {change} ({}→{})", one.before, one.after)
}

/// What waits for an acknowledgement, by how long; leading to the list for who may see that.
pub(super) fn waiting(shown: &Shown<'_>, sees_list: bool) -> impl IntoView + use<> {
    let Shown { lang, picture, overview } = *shown;
    let [week, fortnight, month] = WAITING_DAYS;
    let labels = [
        lang.overview_within_days(week),
        lang.overview_between_days(week + 1, fortnight),
        lang.overview_between_days(fortnight + 1, month),
        lang.overview_over_days(month),
    ];
    let inks = ["fresh", "on_plan", "ageing", "silent"];
    let part = |(place, label): (usize, String)| Part {
        label,
        value: picture.waiting[place],
        shown: lang.number(picture.waiting[place]),
        ink: inks[place],
        hatch: [0, 3, 1, 2][place],
        href: None,
    };
    let parts: Vec<Part> = labels.into_iter().enumerate().map(part).collect();
    let total = lang.overview_waiting_total(lang.number(picture.waiting_total()));
    let total = if sees_list && !overview.is_past() {
        view! { <a href="/waiting">{total}</a> }.into_any()
    } else {
        view! { <span>{total}</span> }.into_any()
    };
    view! {
        <section class="card overview__third" aria-labelledby="waits">
            <h2 id="waits">{lang.waiting_title()}</h2>
            <p class="lead">{total}</p>
            {picture.longest_wait.map(|days| view! { <p>{lang.overview_longest_wait(days)}</p> })}
            {stacked_bar(&parts)}
            {legend(&parts)}
        </section>
    }
}
