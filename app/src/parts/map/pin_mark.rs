//! The marks of pins: the plate's shape is the kind of district, the mark on it the status.
//! One set of symbols serves the drawn map, Leaflet, the legend and the list.

use domain::place::district::DistrictKind;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;

/// The symbol's id for a kind and status.
pub fn symbol(kind: DistrictKind, status: RealTime) -> String {
    format!("pin-{}-{}", kind.key(), status.key())
}

/// A pin's mark, as large as its style says. Decoration: the words stand beside it.
#[component]
pub fn PinMark(
    /// Which plate.
    kind: DistrictKind,
    /// Which mark.
    status: RealTime,
) -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <use href=format!("#{}", symbol(kind, status))></use>
        </svg>
    }
}

/// The same, where the status may change while somebody looks.
#[component]
pub fn LivePinMark(
    /// Which plate.
    kind: DistrictKind,
    /// Which mark.
    status: Memo<RealTime>,
) -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <use href=move || format!("#{}", symbol(kind, status.get()))></use>
        </svg>
    }
}

/// The mark of a status alone, without a kind.
#[component]
pub fn StatusMark(
    /// Which mark.
    status: RealTime,
) -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <use href=format!("#mark-{}", status.key())></use>
        </svg>
    }
}

/// A pin on a drawn map, its middle at a place given in percent of the map's width and height.
#[cfg(feature = "ssr")]
#[component]
pub fn DrawnPin(
    /// The place, such as `("43.2%", "12%")`.
    at: (String, String),
    /// Which plate.
    kind: DistrictKind,
    /// Which mark.
    status: RealTime,
) -> impl IntoView {
    let href = format!("#{}", symbol(kind, status));
    view! { <svg x=at.0 y=at.1><use href=href x="-8" y="-8" width="16" height="16"></use></svg> }
}

/// All symbols, once per document.
#[cfg(feature = "ssr")]
#[component]
pub fn Symbols() -> impl IntoView {
    let pins = DistrictKind::ALL.map(|kind| {
        RealTime::ALL
            .map(|status| {
                view! {
                    <symbol id=symbol(kind, status) viewBox="0 0 20 20">
                        {plate(kind)} {mark(status)}
                    </symbol>
                }
            })
            .collect_view()
    });
    let marks = RealTime::ALL
        .map(|status| view! { <symbol id=format!("mark-{}", status.key()) viewBox="0 0 20 20">{mark(status)}</symbol> });
    view! {
        <svg class="symbols" aria-hidden="true" focusable="false" width="0" height="0">
            <defs>{pins.collect_view()} {marks.collect_view()}</defs>
        </svg>
    }
}

#[cfg(feature = "ssr")]
fn plate(kind: DistrictKind) -> AnyView {
    match kind {
        DistrictKind::Primary => {
            view! { <circle class="plate" cx="10" cy="10" r="9"></circle> }.into_any()
        }
        DistrictKind::Secondary => {
            view! { <rect class="plate" x="1.5" y="1.5" width="17" height="17" rx="2.5"></rect> }
                .into_any()
        }
    }
}

/// The shapes of `look.md`: filled, half, diamond, hollow; told apart without colour too.
#[cfg(feature = "ssr")]
fn mark(status: RealTime) -> AnyView {
    match status {
        RealTime::Fresh => {
            view! { <circle class="ink-fresh" cx="10" cy="10" r="5.6"></circle> }.into_any()
        }
        RealTime::Ageing => view! {
            <circle class="line-ageing" cx="10" cy="10" r="4.8"></circle>
            <path class="ink-ageing" d="M10 5.2a4.8 4.8 0 0 0 0 9.6z"></path>
        }
        .into_any(),
        RealTime::Silent => {
            view! { <path class="ink-silent" d="M10 3.6 16.4 10 10 16.4 3.6 10z"></path> }
                .into_any()
        }
        RealTime::Never => {
            view! { <circle class="line-never" cx="10" cy="10" r="4.4"></circle> }.into_any()
        }
    }
}
