//! The small map: every district let through, coloured by what is chosen.

use super::{LIST, Shown};
use crate::components::names::district_name;
use crate::components::outline::percent_of;
use crate::components::pin_mark::DrawnPin;
use backend::basemap;
use leptos::prelude::*;

/// The country with its pins. The list of districts says the same in words.
pub(super) fn map(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, picture } = *shown;
    let outline = basemap::outline();
    let whole = [0.0, 0.0, outline.sheet.width, outline.sheet.height];
    let pins = picture.districts.iter().rev().map(|place| {
        let district = &overview.scene().districts[*place];
        let status = overview.chosen.status_of(overview.standings(), *place);
        let name = district_name(lang, &district.name_th, &district.name_en);
        let at = percent_of(outline.sheet, whole, district.place);
        view! {
            <a href=overview.district(*place) tabindex="-1">
                <title>{name}</title>
                <DrawnPin at kind=district.kind status/>
            </a>
        }
    });
    view! {
        <section class="card overview__map" aria-labelledby="country">
            <h2 id="country"><a href=overview.address(LIST)>{lang.overview_map()}</a></h2>
            <div class="small-map" aria-hidden="true">
                <svg viewBox=outline.sheet.view_box() focusable="false">
                    <path class="neighbours" d=outline.land.as_str()></path>
                    {outline.provinces.iter().map(|one| view! { <path class="province" d=one.d.as_str()></path> }).collect_view()}
                    <path class="lake" d=outline.lake.as_str()></path>
                </svg>
                <svg class="map__pins" focusable="false">{pins.collect_view()}</svg>
            </div>
            <p class="quiet">{lang.map_credit()}</p>
        </section>
    }
}
