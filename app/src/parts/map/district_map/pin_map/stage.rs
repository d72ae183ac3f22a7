//! Leaflet's map, set exactly where the drawn map stood, and its frame as the address says it.

use crate::browser::dom;
use crate::browser::json::object;
use domain::map::outline::Sheet;
use domain::map::view::{Frame, TIMES};
use domain::place::position::{Pixel, Place, times_of, zoom_of};
use leaflet::{Control, Evented, LatLng, LatLngBounds, Map, MapOptions, Zoom, ZoomOptions};
use leptos::prelude::document;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// Half a pixel at the usual size: a frame nearer than this to another is the same.
const SAME: f64 = 0.002;

/// The map and how it lies on the page.
#[derive(Clone)]
pub struct Stage {
    /// Leaflet's map.
    pub map: Map,
    /// The drawn land, as it lies in Leaflet.
    pub land: Element,
    /// What the whole country is drawn on.
    pub sheet: Sheet,
    still: HtmlElement,
    /// Where the map came to rest last, or was told to.
    last: Rc<Cell<Option<Frame>>>,
}

impl Stage {
    /// Sets Leaflet into `container`, over the drawn map, looking at the same frame.
    pub fn set(container: &HtmlElement, frame: Option<Frame>) -> Option<Self> {
        let still: HtmlElement = container.query_selector(".map__still").ok()??.dyn_into().ok()?;
        let land = still.query_selector(".map__land").ok()??;
        let sheet = Sheet::parse(&land.get_attribute("data-sheet")?)?;
        let room: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
        room.set_class_name("map__live");
        container.append_child(&room).ok()?;
        let map = Map::new_with_element(&room, &options()).ok()?;
        let land = super::land::lay(&map, &land, sheet, &bounds(sheet))?;
        let stage = Self { map, land, sheet, still, last: Rc::new(Cell::new(frame)) };
        stage.map.set_min_zoom(stage.fit_zoom());
        stage.map.set_max_zoom(stage.fit_zoom() + zoom_of(*TIMES.end()));
        stage.jump_to(frame);
        stage.add_zoom_buttons();
        Some(stage)
    }

    /// The zoom at which the whole country just fits, from the drawn map's size on the page.
    fn fit_zoom(&self) -> f64 {
        self.sheet.zoom + zoom_of(self.still.get_bounding_client_rect().width() / self.sheet.width)
    }

    /// The middle of the country.
    fn middle(&self) -> Place {
        self.sheet.place(Pixel { x: self.sheet.width / 2.0, y: self.sheet.height / 2.0 })
    }

    /// The zoom that Leaflet shows.
    pub fn zoom(&self) -> f64 {
        self.map.get_zoom()
    }

    /// The place that is shown at a spot of the window.
    pub fn place_at(&self, spot: Pixel) -> Place {
        let centre = self.map.get_center();
        let middle = Place { lat: centre.lat(), lon: centre.lng() }.project(self.zoom());
        let room = self.map.get_container().get_bounding_client_rect();
        let x = middle.x + spot.x - (room.left() + room.width() / 2.0);
        let y = middle.y + spot.y - (room.top() + room.height() / 2.0);
        Pixel { x, y }.unproject(self.zoom())
    }

    fn jump_to(&self, frame: Option<Frame>) {
        let centre = frame.map_or_else(|| self.middle(), |frame| frame.centre);
        let zoom = self.fit_zoom() + frame.map_or(0.0, |frame| zoom_of(frame.times));
        let still = object(&[("animate", JsValue::FALSE)]);
        self.map.set_view_with_options(&LatLng::new(centre.lat, centre.lon), zoom, &still);
    }

    /// The frame that Leaflet shows; `None` for the whole country.
    fn frame(&self) -> Option<Frame> {
        let centre = self.map.get_center();
        let centre = Place::new(centre.lat(), centre.lng())?;
        let times =
            times_of(self.map.get_zoom() - self.fit_zoom()).clamp(*TIMES.start(), *TIMES.end());
        let frame = Frame { centre, times };
        let whole = Frame { centre: self.middle(), times: 1.0 };
        (!same(frame, whole)).then(|| Frame::parse(&frame.to_text()).unwrap_or(frame))
    }

    /// Shows a frame, unless it is the one that was shown or told last: a map that is on its way is not stopped.
    pub fn look_at(&self, frame: Option<Frame>) {
        if self.last.replace(frame) != frame {
            self.jump_to(frame);
        }
    }

    /// Tells `listener` the frame whenever the map has come to rest, and keeps the whole country
    /// fitting when the window changes its size.
    pub fn on_moved(&self, listener: impl Fn(Option<Frame>) + 'static) {
        let stage = self.clone();
        listen(&self.map, "moveend", move || {
            let frame = stage.frame();
            stage.last.set(frame);
            listener(frame);
        });
        let stage = self.clone();
        listen(&self.map, "resize", move || {
            stage.map.set_min_zoom(stage.fit_zoom());
            if stage.last.get().is_none() {
                stage.jump_to(None);
            }
        });
    }

    /// Moves the map just so far that a place is in sight, clear of panel and sheet.
    pub fn bring_into_sight(&self, place: Place) {
        let is_phone = crate::parts::map::district_map::sheet::is_phone();
        let covering = if is_phone { document().get_element_by_id("sheet") } else { None };
        let bottom = self.map.get_container().get_bounding_client_rect().bottom();
        let below =
            covering.map_or(0.0, |sheet| bottom - sheet.get_bounding_client_rect().top()).max(0.0)
                + 32.0;
        let beside = if is_phone { 40.0 } else { 340.0 };
        let pair = |x: f64, y: f64| JsValue::from(js_sys::Array::of2(&x.into(), &y.into()));
        let options = object(&[
            ("paddingTopLeft", pair(40.0, 40.0)),
            ("paddingBottomRight", pair(beside, below)),
        ]);
        self.map.pan_inside_with_options(&LatLng::new(place.lat, place.lon), &options);
    }

    fn add_zoom_buttons(&self) {
        let lang = crate::parts::map::page_data::lang();
        let mut options = ZoomOptions::new();
        options.set_zoom_in_title(lang.map_zoom_in());
        options.set_zoom_out_title(lang.map_zoom_out());
        options.set_position("topright");
        self.map.add_control(Zoom::new(&options).unchecked_ref::<Control>());
    }
}

/// The box of a sheet for Leaflet.
fn bounds(sheet: Sheet) -> LatLngBounds {
    let corner = |x, y| {
        let place = sheet.place(Pixel { x, y });
        LatLng::new(place.lat, place.lon)
    };
    LatLngBounds::new(&corner(0.0, 0.0), &corner(sheet.width, sheet.height))
}

fn same(a: Frame, b: Frame) -> bool {
    (a.centre.lat - b.centre.lat).abs() < SAME
        && (a.centre.lon - b.centre.lon).abs() < SAME
        && (a.times / b.times - 1.0).abs() < SAME * 4.0
}

/// One finger scrolls the page, two move the map; a mouse drags it.
fn options() -> MapOptions {
    let is_touch = dom::screen_is("(pointer: coarse)");
    object(&[
        ("zoomSnap", 0.0.into()),
        ("zoomControl", JsValue::FALSE),
        ("attributionControl", JsValue::FALSE),
        ("keyboard", JsValue::FALSE),
        ("dragging", (!is_touch).into()),
        ("wheelPxPerZoomLevel", 120.0.into()),
    ])
    .unchecked_into()
}

/// Calls `listener` on one of the map's events, for as long as the map lives.
pub fn listen(map: &Map, event: &str, listener: impl Fn() + 'static) {
    let listener: Box<dyn Fn()> = Box::new(listener);
    let listener = Closure::wrap(listener).into_js_value();
    map.unchecked_ref::<Evented>().on(event, &listener);
}
