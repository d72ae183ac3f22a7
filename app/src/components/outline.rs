//! The map as the server draws it: there at first paint, without JavaScript, and on paper.

use crate::components::names::Named;
use crate::components::pin_mark::symbol;
use backend::basemap;
use domain::map_board::MapBoard;
use domain::map_view::{Frame, MapView};
use domain::outline::Sheet;
use domain::place::Place;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// The land and all pins, those that the view does not show hidden, in the view's frame.
#[component]
pub fn DrawnMap(board: Arc<MapBoard>, view: MapView, shown: Vec<usize>, lang: Lang) -> impl IntoView {
    let outline = basemap::outline();
    let sheet = outline.sheet;
    let part = framed(sheet, view.frame);
    let percent = |place| percent_of(sheet, part, place);
    let pins = board.pins.iter().enumerate().rev().map(|(index, pin)| {
        let href = MapView { chosen: Some(pin.slug.clone()), ..view.clone() }.address("/");
        let (x, y) = percent(pin.place);
        let class = if view.chosen.as_ref() == Some(&pin.slug) { "pin pin--chosen" } else { "pin" };
        let mark = format!("#{}", symbol(pin.kind, pin.status(board.read_at)));
        view! {
            <a href=href tabindex="-1" class=class data-slug=pin.slug.to_string() hidden=!shown.contains(&index)>
                <title>{pin.name(lang)}</title>
                <svg x=x y=y><use href=mark></use></svg>
            </a>
        }
    });
    view! {
        <div class="map__still" aria-hidden="true">
            <svg
                class="map__land" viewBox=view_box(part) data-sheet=sheet.to_text()
                data-details="/basemap/provinces.geojson"
            >
                <path class="neighbours" d=outline.land.as_str()></path>
                {outline.provinces.iter().map(|one| view! { <path class="province" d=one.d.as_str()></path> }).collect_view()}
                <path class="lake" d=outline.lake.as_str()></path>
            </svg>
            <svg class="map__pins">{pins.collect_view()}</svg>
        </div>
    }
}

/// The part of the sheet that a frame shows: of the same shape, so many times smaller; x, y, width
/// and height in units of the sheet.
fn framed(sheet: Sheet, frame: Option<Frame>) -> [f64; 4] {
    let Some(frame) = frame else { return [0.0, 0.0, sheet.width, sheet.height] };
    let centre = sheet.position(frame.centre);
    let (width, height) = (sheet.width / frame.times, sheet.height / frame.times);
    [centre.x - width / 2.0, centre.y - height / 2.0, width, height]
}

/// Where a place lies on a part of a sheet, in percent of its width and height.
pub fn percent_of(sheet: Sheet, [x, y, width, height]: [f64; 4], place: Place) -> (String, String) {
    let at = sheet.position(place);
    (format!("{:.3}%", 100.0 * (at.x - x) / width), format!("{:.3}%", 100.0 * (at.y - y) / height))
}

fn view_box(part: [f64; 4]) -> String {
    part.map(|number| format!("{number:.2}")).join(" ")
}
