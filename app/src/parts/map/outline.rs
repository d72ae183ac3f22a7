//! The map as the server draws it: there at first paint, without JavaScript, and on paper.

use crate::parts::map::pin_mark::DrawnPin;
use backend::map::basemap;
use domain::map::board::MapBoard;
use domain::map::outline::Sheet;
use domain::map::view::{Frame, MapView};
use domain::place::position::{Pixel, Place, zoom_of};
use domain::school::{SchoolDots, Square};
use leptos::prelude::*;
use std::sync::Arc;

/// The land and all pins; those that the view does not show hidden, in the view's frame.
#[component]
pub fn DrawnMap(
    /// What is drawn.
    board: Arc<MapBoard>,
    /// In which frame.
    view: MapView,
    /// Indexes of the pins that are not hidden.
    shown: Vec<usize>,
    /// Schools, where they are shown.
    schools: Option<Arc<SchoolDots>>,
) -> impl IntoView {
    let outline = basemap::outline();
    let sheet = outline.sheet;
    let part = framed(sheet, view.frame);
    let percent = |place| percent_of(sheet, part, place);
    let item = view.place_of_item(&board);
    let schools = schools.map(|dots| dotted(&dots, sheet, part));
    let pins = board.pins.iter().enumerate().rev().map(|(index, pin)| {
        let href = MapView { chosen: Some(pin.slug.clone()), ..view.clone() }.address("/");
        let class = if view.chosen.as_ref() == Some(&pin.slug) { "pin pin--chosen" } else { "pin" };
        view! {
            <a href=href tabindex="-1" class=class data-slug=pin.slug.to_string() hidden=!shown.contains(&index)>
                <DrawnPin at=percent(pin.place) kind=pin.kind status=pin.status_on(item, board.read_at)/>
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
                {schools}
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

/// How many times finer than the sheet's pixels schools are placed, and the zooms that makes.
const FINE: f64 = 16.0;
const FINE_ZOOMS: i32 = 4;

/// The schools of a part of the sheet and of what a wide window shows beside it, as thin as it is shown large.
fn dotted(
    dots: &SchoolDots,
    sheet: Sheet,
    [x, y, width, height]: [f64; 4],
) -> impl IntoView + use<> {
    let left = x - width;
    #[expect(clippy::cast_possible_truncation, reason = "a zoom is far below 2^31")]
    let whole = |zoom: f64| zoom.round() as i32;
    let square = Square {
        zoom: whole(sheet.zoom) + FINE_ZOOMS,
        corner: Pixel { x: FINE * (sheet.x + left), y: FINE * (sheet.y + y) },
        size: (FINE * width * 3.0, FINE * height),
    };
    let d = dots.path(square, whole(sheet.zoom + zoom_of(sheet.width / width)) - 1);
    let transform = format!("translate({left:.2} {y:.2}) scale({})", 1.0 / FINE);
    view! { <path class="school-dots" transform=transform d=d></path> }
}

/// Where a place lies on a part of a sheet, in percent of its width and height.
pub fn percent_of(sheet: Sheet, [x, y, width, height]: [f64; 4], place: Place) -> (String, String) {
    let at = sheet.position(place);
    (format!("{:.2}%", 100.0 * (at.x - x) / width), format!("{:.2}%", 100.0 * (at.y - y) / height))
}

fn view_box(part: [f64; 4]) -> String {
    part.map(|number| format!("{number:.2}")).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The style gives the drawn map its box; a box of another shape would shift the pins.
    #[test]
    fn the_style_knows_the_shape_of_the_country() {
        let tokens = include_str!("../../../../style/tokens.css");
        let token = |name: &str| -> f64 {
            let value =
                tokens.split_once(&format!("{name}: ")).and_then(|(_, rest)| rest.split_once(';'));
            value.and_then(|(number, _)| number.parse().ok()).expect("a number in tokens.css")
        };
        let sheet = basemap::outline().sheet;
        let shape = (token("--map-width") / token("--map-height")) / (sheet.width / sheet.height);
        assert!((shape - 1.0).abs() < 0.0005, "the sheet is {} by {}", sheet.width, sheet.height);
    }

    #[test]
    fn a_frame_is_a_smaller_part_of_the_same_shape() {
        let sheet = basemap::outline().sheet;
        let centre = Place { lat: 13.75, lon: 100.5 };
        let [x, y, width, height] = framed(sheet, Some(Frame { centre, times: 4.0 }));
        assert!(
            (width * 4.0 - sheet.width).abs() < 1e-9 && (height * 4.0 - sheet.height).abs() < 1e-9
        );
        let (left, top) = percent_of(sheet, [x, y, width, height], centre);
        assert_eq!((left.as_str(), top.as_str()), ("50.00%", "50.00%"));
    }
}
