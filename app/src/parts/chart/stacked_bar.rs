//! Parts of a whole, side by side; and their legend, which says and links what the bar shows.

use super::geometry::percent;
use leptos::prelude::*;

/// A part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// How much it is.
    pub value: i32,
    /// The same as people write it.
    pub shown: String,
    /// Which ink: `fresh`, `on_plan` …
    pub ink: &'static str,
    /// Which pattern lies over it, 1–3; 0 is none.
    pub hatch: u8,
    /// Where the number leads.
    pub href: Option<String>,
}

/// The bar. For the eye alone: [`legend`], or a table beside it, says the same.
pub fn stacked_bar(parts: &[Part]) -> impl IntoView + use<> {
    let whole: i32 = parts.iter().map(|part| part.value).sum();
    let mut before = 0;
    let mut drawn = Vec::new();
    for part in parts.iter().filter(|part| part.value > 0) {
        drawn.push(segment(part, percent(before, whole), percent(part.value, whole)));
        before += part.value;
    }
    view! { <svg class="stack" aria-hidden="true" focusable="false">{drawn}</svg> }
}

fn segment(part: &Part, x: f64, width: f64) -> AnyView {
    let (x, width) = (format!("{x:.2}%"), format!("{width:.2}%"));
    let title = format!("{} {}", part.label, part.shown);
    let hatch = (part.hatch > 0).then(|| {
        let fill = format!("url(#hatch-{})", part.hatch);
        view! { <rect class="stack__hatch" x=x.clone() width=width.clone() height="100%" fill=fill></rect> }
    });
    let rect = view! {
        <rect class=format!("ink-{}", part.ink) x=x width=width height="100%"><title>{title}</title></rect>
        {hatch}
    };
    match part.href.clone() {
        Some(href) => view! { <a href=href tabindex="-1">{rect}</a> }.into_any(),
        None => rect.into_any(),
    }
}

/// A line for each part: its ink, its number, its name. Together they are the whole.
pub fn legend(parts: &[Part]) -> impl IntoView + use<> {
    let lines = parts.iter().map(|part| {
        let number = match part.href.clone() {
            Some(href) => view! { <a class="figure" href=href>{part.shown.clone()}</a> }.into_any(),
            None => view! { <span class="figure">{part.shown.clone()}</span> }.into_any(),
        };
        view! { <li>{swatch(part)} {number} <span>{part.label.clone()}</span></li> }
    });
    view! { <ul class="parts">{lines.collect_view()}</ul> }
}

fn swatch(part: &Part) -> impl IntoView + use<> {
    let hatch = (part.hatch > 0).then(|| {
        view! { <rect class="stack__hatch" width="14" height="14" fill=format!("url(#hatch-{})", part.hatch)></rect> }
    });
    view! {
        <svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false">
            <rect class=format!("ink-{}", part.ink) width="14" height="14"></rect>
            {hatch}
        </svg>
    }
}
