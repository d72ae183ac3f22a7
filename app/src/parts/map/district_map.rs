//! The map, its filters, its list and the panel of the chosen district: one island, because each
//! of them shows the same view of the same board.

#[cfg(not(feature = "ssr"))]
pub mod address;
mod filters;
#[cfg(not(feature = "ssr"))]
mod keyboard;
mod legend;
mod list;
#[cfg(not(feature = "ssr"))]
mod midnight;
#[cfg(not(feature = "ssr"))]
mod news;
mod panel;
mod panel_report;
#[cfg(not(feature = "ssr"))]
mod pin_map;
mod schools;
mod sheet;
pub mod state;

use super::page_data;
use filters::Filters;
use legend::Legend;
use leptos::prelude::*;
use list::DistrictList;
use panel::Panel;
use schools::SchoolsBelow;
use sheet::Sheet;
use state::MapState;

/// The whole working map. `children` is the map as the server drew it; Leaflet takes its place.
#[island]
pub fn DistrictMap(children: Children) -> impl IntoView {
    let lang = page_data::lang();
    let state = page_data::board()
        .map(|(board, index)| MapState::new(board, index, &page_data::query(), lang));
    let map = NodeRef::<leptos::html::Div>::new();
    #[cfg(not(feature = "ssr"))]
    if let Some(state) = state {
        address::follow(state);
        keyboard::listen(state);
        midnight::follow(state);
        crate::browser::live::listen(move |news| state.receive(news));
        pin_map::take_over(state, map);
    }
    view! {
        <div class="map-page" data-live="">
            {state.map(|state| view! {
                <Sheet state>
                    <Panel state/>
                    <Filters state/>
                    <Legend state/>
                    <DistrictList state/>
                    <SchoolsBelow state/>
                </Sheet>
            })}
            <div class="map" id="map" node_ref=map role="group" aria-label=lang.map_label()>
                {children()}
                <p class="map__credit">{lang.map_credit()}</p>
            </div>
        </div>
    }
}
