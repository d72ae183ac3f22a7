//! What every page of the overview opens with: its heading, the day it stands at, what was changed in
//! the address, and whether the numbers are old.

use domain::bangkok;
use domain::overview::{Note, Overview};
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
    view! { {past(lang, overview)} {stale} {moved} {ignored} }
}

fn note(text: String) -> impl IntoView {
    view! { <p class="note" role="status">{text}</p> }
}

/// The mark of a day that is over, with the way back to today.
fn past(lang: Lang, overview: &Overview) -> Option<impl IntoView + use<>> {
    overview.is_past().then(|| {
        let text = lang.overview_as_of(lang.day(overview.standpoint.day));
        let back = overview.today("/overview");
        view! {
            <p class="past" role="status">
                <strong>{text}</strong> " " <a href=back>{lang.overview_back_to_today()}</a>
            </p>
        }
    })
}

/// The time of day in Bangkok at which the figures were read.
pub fn read_at(lang: Lang, overview: &Overview) -> String {
    let at = overview.counted.read_at;
    format!("{} {}", lang.day(bangkok::date(at)), lang.clock(at))
}
