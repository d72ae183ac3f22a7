//! What every page of the overview opens with: its heading, the day it stands at, what was changed in
//! the address, and whether the numbers are old.

use crate::parts;
use crate::parts::map::names::Named;
use chrono::NaiveDate;
use domain::kernel::bangkok;
use domain::overview::{Last, Note, Overview};
use leptos::prelude::*;
use words::Lang;

/// Heading, day and notes.
pub fn opening(lang: Lang, overview: &Overview, title: &str) -> impl IntoView + use<> {
    view! {
        <header class="overview__head">
            <h1>{title.to_owned()}</h1>
            <p class="quiet">{lang.overview_of_year(overview.scene().year, lang.day(overview.standpoint.day))}</p>
        </header>
        {marks(lang, overview)}
    }
}

/// The notes alone, for pages with a heading of their own.
pub fn marks(lang: Lang, overview: &Overview) -> impl IntoView + use<> {
    let ignored =
        (!overview.ignored.is_empty()).then(|| note(lang.map_ignored(overview.ignored.join(", "))));
    let moved = overview.note.map(|moved| {
        note(match moved {
            Note::Ahead(day) => lang.overview_ahead(lang.day(day)),
            Note::BeforeFirst(day) => lang.overview_before_first(lang.day(day)),
        })
    });
    let stale = overview.is_stale.then(|| {
        let read_at = overview.counted.read_at;
        note(lang.overview_stale(lang.day_of(read_at), lang.clock(read_at)))
    });
    let past = overview
        .is_past()
        .then(|| past(lang, overview.standpoint.day, overview.today("/overview")));
    view! { {past} {stale} {moved} {ignored} }
}

/// What is to be known of what is shown.
pub fn note(text: String) -> impl IntoView {
    view! { <p class="note" role="status">{text}</p> }
}

/// The mark of a day that is over, with the way `back` to today.
pub fn past(lang: Lang, day: NaiveDate, back: String) -> impl IntoView {
    view! {
        <p class="past" role="status">
            <strong>{lang.overview_as_of(lang.day(day))}</strong> " "
            <a href=back>{lang.overview_back_to_today()}</a>
        </p>
    }
}

/// What narrows the list, in words.
pub(super) fn described(lang: Lang, overview: &Overview) -> String {
    let (scene, chosen) = (overview.scene(), &overview.chosen);
    let item = chosen.item.map(|item| {
        let item = &scene.items[item];
        format!("{} {}", item.key().to_uppercase(), lang.pick(&item.title_th, &item.title_en))
    });
    let last = chosen.last.map(|last| match last {
        Last::Kind(kind) => kind.name(lang),
        Last::Missing => lang.overview_no_report().to_owned(),
    });
    let status = chosen.status.map(|status| status.name(lang));
    let kind = chosen.kind.map(|kind| kind.name(lang));
    let cluster = chosen.cluster.map(|no| lang.map_cluster_n(no));
    let all: Vec<String> = [item, last, status, kind, cluster].into_iter().flatten().collect();
    all.join(" · ")
}

/// On paper alone: which office, what is chosen, of which day, and the way back to it.
pub fn paper(
    (lang, public_url): (Lang, &str),
    overview: &Overview,
    path: &str,
) -> impl IntoView + use<> {
    let address = format!("{public_url}{}", overview.address(path));
    let day = lang.day(overview.standpoint.day);
    let of_year = lang.overview_of_year(overview.scene().year, day);
    parts::layout::paper::paper(lang, address, &[of_year, described(lang, overview)])
}

/// The time of day in Bangkok at which the figures were read.
pub fn read_at(lang: Lang, overview: &Overview) -> String {
    let at = overview.counted.read_at;
    format!("{} {}", lang.day(bangkok::date(at)), lang.clock(at))
}
