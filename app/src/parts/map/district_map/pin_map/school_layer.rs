//! Schools as dots below the pins: drawn on one canvas that moves with the map, as thin as the zoom needs.

use super::land::fetch_json;
use super::stage::{Stage, listen};
use crate::browser::json::object;
use crate::browser::{dom, fragment};
use crate::parts::map::district_map::schools::address;
use crate::parts::map::district_map::state::MapState;
use domain::place::position::{Pixel, Place, times_of};
use domain::school::{SchoolDots, Square, place_text};
use leaflet::{Canvas, Layer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, Path2d};

/// Where all dots are.
const ADDRESS: &str = "/map/schools.json";
/// Where they are drawn.
const CANVAS: &str = ".leaflet-shadow-pane canvas";
/// So much of the map's width and height is drawn beyond each edge, for whoever moves it.
const PADDING: f64 = 0.25;
/// From this zoom on there is room for larger dots.
const NEAR_ZOOM: i32 = 11;
/// A press farther than this from a dot (CSS pixels) is none on it.
const REACH: f64 = 12.0;

/// The layer, once its dots have come.
#[derive(Clone, Default)]
pub struct SchoolLayer(Rc<RefCell<Option<Drawn>>>);

/// Dots, and Leaflet's canvas that shows them.
struct Drawn {
    dots: Rc<SchoolDots>,
    layer: Canvas,
}

impl SchoolLayer {
    /// Shows and hides the layer as the view says, from now on.
    pub fn follow(&self, state: MapState, stage: &Stage) {
        let (kept, stage) = (self.clone(), stage.clone());
        Effect::new(move |was_wanted: Option<bool>| {
            let is_wanted = state.view.with(|view| view.schools);
            match (was_wanted.unwrap_or(false), is_wanted) {
                (false, true) => kept.clone().show(state, stage.clone()),
                (true, false) => kept.hide(&stage),
                _ => {}
            }
            is_wanted
        });
    }

    fn hide(&self, stage: &Stage) {
        if let Some(drawn) = self.0.borrow().as_ref() {
            stage.map.remove_layer(drawn.layer.unchecked_ref::<Layer>());
        }
        unname();
    }

    fn show(self, state: MapState, stage: Stage) {
        if self.0.borrow().is_some() {
            return self.lay(&stage);
        }
        // Without a network there are none; the map stays as it is.
        fetch_json(ADDRESS, move |document| {
            let lists = ["shown", "corner", "at"].map(|name| numbers(&document, name));
            let dots = Rc::new(SchoolDots::read(lists));
            self.0.replace(Some(Drawn { layer: layer(dots.clone(), &stage), dots }));
            if state.view.with_untracked(|view| view.schools) {
                self.lay(&stage);
            }
        });
    }

    fn lay(&self, stage: &Stage) {
        if let Some(drawn) = self.0.borrow().as_ref() {
            stage.map.add_layer(drawn.layer.unchecked_ref::<Layer>());
        }
    }

    /// Names the schools around the dot that somebody has pressed on.
    pub fn press(&self, state: MapState, stage: &Stage, spot: Pixel) {
        unname();
        let dot = self.0.borrow().as_ref().and_then(|drawn| {
            let is_shown = state.view.with_untracked(|view| view.schools);
            let place = is_shown.then(|| stage.place_at(spot))?;
            drawn.dots.nearest(place, stage.zoom(), REACH)
        });
        if let Some(dot) = dot {
            spawn_local(name(state, dot));
        }
    }
}

async fn name(state: MapState, dot: Place) {
    let place = place_text(dot);
    let pairs = [("near", place.as_str()), ("few", "1"), ("lang", state.lang.code())];
    let page = fragment::page(&address("", &pairs)).await;
    if page.and_then(|page| fragment::put(&page, "schools-near")).is_some() {
        let _ = card().map(|card| card.remove_attribute("hidden"));
    }
}

/// No schools are named any more.
pub fn unname() {
    let _ = card().map(|card| card.set_attribute("hidden", ""));
}

fn card() -> Option<Element> {
    dom::find(".map__schools")
}

/// A list of whole numbers; an empty one where there is none.
fn numbers(document: &JsValue, name: &str) -> Vec<u32> {
    let list = dom::get(document, name);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "they were written as such"
    )]
    let whole = |number: JsValue| number.as_f64().unwrap_or_default() as u32;
    js_sys::Array::from(&list).iter().map(whole).collect()
}

/// Leaflet places the canvas, keeps it in step while the map zooms, and has it drawn anew when it lies still.
fn layer(dots: Rc<SchoolDots>, stage: &Stage) -> Canvas {
    // Above the land, below the pins, in a pane that nothing else uses.
    let options = object(&[("pane", "shadowPane".into()), ("padding", PADDING.into())]);
    let layer = Canvas::with_options(options.unchecked_ref());
    let kept = stage.clone();
    let draw = Closure::<dyn Fn()>::new(move || _ = draw(&dots, &kept)).into_js_value();
    let _ = js_sys::Reflect::set(&layer, &"_draw".into(), &draw);
    let (container, moved) = (stage.map.get_container(), layer.clone());
    listen(&stage.map, "move", move || {
        if dom::find(CANVAS).is_some_and(|canvas| !covers(&canvas, &container)) {
            dom::ask(&moved, "_update", &JsValue::UNDEFINED);
        }
    });
    layer
}

/// Whether nothing of `what` is seen beside an element.
fn covers(element: &Element, what: &Element) -> bool {
    let (over, under) = (element.get_bounding_client_rect(), what.get_bounding_client_rect());
    let (left, top) = (under.left() - over.left(), under.top() - over.top());
    let is_within = |before: f64, side: f64, whole: f64| before >= 0.0 && before + side <= whole;
    is_within(left, under.width(), over.width()) && is_within(top, under.height(), over.height())
}

/// Draws the dots on the canvas as it lies now.
fn draw(dots: &SchoolDots, stage: &Stage) -> Option<()> {
    let canvas: HtmlCanvasElement = dom::find(CANVAS)?.unchecked_into();
    let (room, zoom) = (canvas.get_bounding_client_rect(), stage.zoom());
    #[expect(clippy::cast_possible_truncation, reason = "a zoom is far below 2^31")]
    let whole = zoom.round() as i32;
    // On the plane one zoom nearer, so that whole pixels are fine enough.
    let plane = f64::from(whole + 1);
    let times = times_of(zoom - plane);
    let corner = stage.place_at(Pixel { x: room.left(), y: room.top() }).project(plane);
    let size = (room.width() / times, room.height() / times);
    let path = dots.path(Square { zoom: whole + 1, corner, size }, whole);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    let scale = dom::get(&canvas, "width").as_f64()? / size.0;
    pen.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
    pen.set_line_cap("round");
    pen.set_line_width(if whole < NEAR_ZOOM { 5.0 } else { 10.0 });
    pen.stroke_with_path(&Path2d::new_with_path_string(&path).ok()?);
    Some(())
}
