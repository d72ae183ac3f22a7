//! The overview on a projector: one thing at a time, in large type. The arrow keys move, because each
//! part is a snap point of a scroller that holds the focus; no script is needed.

use super::{PATH, Shown, clusters, items, map, situation, utmost};
use crate::drawings::Reader;
use leptos::prelude::*;

/// The parts, side by side.
pub(super) fn present(shown: &Shown<'_>, reader: &Reader) -> impl IntoView + use<> {
    let lang = shown.lang;
    let mut slides = vec![view! { {situation::situation(shown)} {map::map(shown)} }.into_any()];
    slides.extend(items::presented(shown));
    slides.push(clusters::clusters(shown).into_any());
    slides.push(
        view! { {utmost::silent(shown)} {utmost::movers(shown)} {utmost::waiting(shown, reader.sees_waiting)} }
            .into_any(),
    );
    let steps = (1..=slides.len()).map(|no| view! { <a href=format!("#slide-{no}")>{no}</a> });
    let steps = steps.collect_view();
    let slides = slides.into_iter().enumerate().map(|(place, slide)| {
        view! { <div class="slide" id=format!("slide-{}", place + 1)>{slide}</div> }
    });
    view! {
        <h1 class="visually-hidden">{lang.overview_title()}</h1>
        <div class="present__slides" tabindex="0" autofocus role="region" aria-label=lang.overview_present_keys()>
            {slides.collect_view()}
        </div>
        <nav class="present__steps" aria-label=lang.overview_present()>
            {steps}
            <a href=shown.overview.address(PATH)>{lang.overview_present_end()}</a>
        </nav>
    }
}
