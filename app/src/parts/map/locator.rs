//! A small map of some provinces: places as dots, and an office's pin.

use super::outline::percent_of;
use super::pin_mark::DrawnPin;
use backend::map::basemap::Locator;
use domain::place::district::DistrictKind;
use domain::place::position::Place;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;
use std::fmt::Write as _;

/// The map, which `label` names. `dots` is path data of [`dots`], drawn larger where there is but one; the
/// pin is an office's, at its place.
pub fn locator(
    map: &Locator,
    label: String,
    (dots, is_one): (String, bool),
    pin: Option<(Place, DistrictKind, RealTime)>,
) -> impl IntoView + use<> {
    let whole = [0.0, 0.0, map.sheet.width, map.sheet.height];
    let pin = pin.map(|(place, kind, status)| {
        let at = percent_of(map.sheet, whole, place);
        view! { <DrawnPin at kind status/> }
    });
    let provinces = map.provinces.iter();
    let class = if is_one { "locator locator--one" } else { "locator" };
    view! {
        <div class=class role="img" aria-label=label>
            <svg viewBox=map.sheet.view_box() aria-hidden="true" focusable="false">
                <path class="neighbours" d=map.land.clone()></path>
                <path class="province province--other" d=map.others.clone()></path>
                {provinces.map(|one| view! { <path class="province" d=one.d.clone()></path> }).collect_view()}
                <path class="lake" d=map.lake.clone()></path>
                <path class="dots" d=dots></path>
            </svg>
            <svg class="map__pins" aria-hidden="true" focusable="false">{pin}</svg>
        </div>
    }
}

/// At most so many of these places as dots of the map.
pub fn dots(map: &Locator, places: &[Place], most: usize) -> String {
    let mut dots = String::new();
    for (x, y) in map.sheet.dots(places, most) {
        // A line without length and with round ends is a dot.
        _ = write!(dots, "M{x} {y}h0");
    }
    dots
}

/// The sign of a dot in a legend.
pub fn dot_mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path class="dots" d="M10 10h0"></path>
        </svg>
    }
}
