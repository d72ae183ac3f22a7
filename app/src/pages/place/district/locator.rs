//! The small map of a district: the provinces that it serves, its office, its schools.

use super::Schools;
use crate::parts::map::locator::{dot_mark, dots, locator as drawn};
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::PinMark;
use backend::map::basemap;
use domain::map::district_page::DistrictPage as District;
use domain::place::position::Place;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;
use words::Lang;

/// At most so many dots are drawn: some 3 kB.
const MOST_DOTS: usize = 400;

/// The provinces served, with the office's pin where it stands and a dot for each school; what they are, and
/// the way to the list, which says the same in words.
pub(super) fn locator(
    lang: Lang,
    (district, place, status): (&District, Place, RealTime),
    (places, count): &Schools,
) -> Option<impl IntoView + use<>> {
    let pin = &district.pin;
    let map = basemap::locator(&pin.provinces)?;
    let kind = pin.kind;
    let dots = dots(&map, places, MOST_DOTS);
    let legend = (!dots.is_empty()).then(|| {
        let list = format!("/districts/{}/schools", pin.slug);
        let placed = i32::try_from(places.len()).unwrap_or(i32::MAX);
        let count = i32::try_from(*count).unwrap_or(i32::MAX);
        view! {
            <ul class="locator__legend">
                <li><PinMark kind status/> {lang.locator_office()}</li>
                <li>
                    {dot_mark()}
                    <span>{lang.locator_schools(lang.number(placed))} " " <a href=list>{lang.locator_list(lang.number(count))}</a></span>
                </li>
            </ul>
        }
    });
    let label = lang.district_locator(pin.name(lang));
    Some(view! {
        {drawn(&map, label, (dots, false), Some((place, kind, status)))}
        {legend}
    })
}
