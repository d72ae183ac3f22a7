//! What each figure means, and when it was read: on demand.

use super::{Shown, marks};
use leptos::prelude::*;

/// The definitions, folded.
pub(super) fn definitions(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    let all = [
        (lang.status_fresh(), lang.define_status()),
        (lang.overview_by_kind(), lang.define_kind()),
        (lang.overview_active(), lang.define_active()),
        (lang.overview_movers(), lang.define_movers()),
        (lang.waiting_title(), lang.define_waiting()),
        (lang.overview_on(), lang.define_as_of()),
        (lang.share_small_heading(), lang.share_small()),
    ];
    let all = all.map(|(term, meaning)| view! { <dt>{term}</dt> <dd>{meaning}</dd> });
    let read = lang.overview_read(marks::read_at(lang, overview), overview.counted.position);
    view! {
        <details class="more overview__definitions">
            <summary>{lang.overview_definitions()}</summary>
            <dl>{all.collect_view()}</dl>
            <p class="quiet">{read}</p>
        </details>
    }
}
