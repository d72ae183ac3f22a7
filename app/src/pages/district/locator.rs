//! The small map of a district: the provinces that it serves, its office, its schools.

use super::Schools;
use crate::components::names::Named;
use crate::components::outline::percent_of;
use crate::components::pin_mark::{DrawnPin, PinMark};
use backend::basemap;
use domain::district::DistrictPage as District;
use domain::map_board::MapBoard;
use leptos::prelude::*;
use std::fmt::Write as _;
use words::Lang;

/// At most so many dots are drawn: some 3 kB.
const MOST_DOTS: usize = 400;

/// The provinces served, with the office's pin and a dot for each school; what they are, and the way to the
/// list, which says the same in words.
pub(super) fn locator(
    lang: Lang,
    district: &District,
    board: &MapBoard,
    (places, count): &Schools,
) -> Option<impl IntoView + use<>> {
    let pin = &district.pin;
    let map = basemap::locator(&pin.provinces)?;
    let whole = [0.0, 0.0, map.sheet.width, map.sheet.height];
    let at = percent_of(map.sheet, whole, pin.place);
    let (kind, status) = (pin.kind, pin.status(board.read_at));
    let mut dots = String::new();
    for (x, y) in map.sheet.dots(places, MOST_DOTS) {
        // A line without length and with round ends is a dot.
        _ = write!(dots, "M{x} {y}h0");
    }
    let legend = (!dots.is_empty()).then(|| {
        let list = format!("/districts/{}/schools", pin.slug);
        let placed = i32::try_from(places.len()).unwrap_or(i32::MAX);
        let count = i32::try_from(*count).unwrap_or(i32::MAX);
        view! {
            <ul class="locator__legend">
                <li><PinMark kind status/> {lang.locator_office()}</li>
                <li>
                    <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path class="dots" d="M10 10h0"></path></svg>
                    <span>{lang.locator_schools(lang.number(placed))} " " <a href=list>{lang.locator_list(lang.number(count))}</a></span>
                </li>
            </ul>
        }
    });
    Some(view! {
        <div class="locator" role="img" aria-label=lang.district_locator(pin.name(lang))>
            <svg viewBox=map.sheet.view_box() aria-hidden="true" focusable="false">
                <path class="neighbours" d=map.land.clone()></path>
                <path class="province province--other" d=map.others.clone()></path>
                {map.provinces.iter().map(|one| view! { <path class="province" d=one.d.clone()></path> }).collect_view()}
                <path class="lake" d=map.lake.clone()></path>
                <path class="dots" d=dots></path>
            </svg>
            <svg class="map__pins" aria-hidden="true" focusable="false">
                <DrawnPin at kind status/>
            </svg>
        </div>
        {legend}
    })
}
