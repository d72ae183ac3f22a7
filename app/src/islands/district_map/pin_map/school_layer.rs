//! Schools as dots below the pins: drawn on canvases, a tile at a time, as thin as the zoom needs.

use super::land::fetch_json;
use super::stage::Stage;
use crate::browser::json::object;
use crate::browser::{dom, fragment};
use crate::islands::district_map::schools::address;
use crate::islands::district_map::state::MapState;
use domain::place::{Pixel, Place};
use domain::school::{SchoolDots, Square, place_text};
use leaflet::{GridLayer, Layer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, Path2d};

/// Where all dots are.
const ADDRESS: &str = "/map/schools.json";
/// Side of a tile's canvas, in pixels of the plane one zoom nearer: twice as fine as it is shown.
const SIDE: u32 = 512;
/// From this zoom on there is room for larger dots.
const NEAR_ZOOM: i32 = 11;
/// Dots are there to be seen through.
const OPACITY: f64 = 0.45;
/// A press farther than this from a dot (CSS pixels) is none on it.
const REACH: f64 = 12.0;

#[wasm_bindgen]
extern "C" {
    /// A tile's place among those of its zoom, as Leaflet says it.
    type TilePlace;

    #[wasm_bindgen(method, getter)]
    fn x(this: &TilePlace) -> f64;

    #[wasm_bindgen(method, getter)]
    fn y(this: &TilePlace) -> f64;

    #[wasm_bindgen(method, getter)]
    fn z(this: &TilePlace) -> i32;
}

/// The layer, once its dots have come.
#[derive(Clone, Default)]
pub struct SchoolLayer(Rc<RefCell<Option<Drawn>>>);

/// Dots, and Leaflet's layer that draws them.
struct Drawn {
    dots: Rc<SchoolDots>,
    layer: GridLayer,
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
            self.0.replace(Some(Drawn { layer: layer(dots.clone()), dots }));
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

fn layer(dots: Rc<SchoolDots>) -> GridLayer {
    // Above the land, below the pins, in a pane that nothing else uses.
    let options = object(&[("pane", "shadowPane".into()), ("opacity", OPACITY.into())]);
    let layer = GridLayer::new_with_options(options.unchecked_ref());
    let draw = move |place: TilePlace| tile(&dots, &place).unwrap_or(JsValue::NULL);
    let draw = Closure::<dyn FnMut(TilePlace) -> JsValue>::new(draw).into_js_value();
    let _ = js_sys::Reflect::set(&layer, &"createTile".into(), &draw);
    layer
}

/// A tile as Leaflet wants it: an element, drawn.
fn tile(dots: &SchoolDots, place: &TilePlace) -> Option<JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let side = f64::from(SIDE);
    let corner = Pixel { x: place.x() * side, y: place.y() * side };
    let path = dots.path(Square { zoom: place.z() + 1, corner, size: (side, side) }, place.z());
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    pen.set_line_cap("round");
    pen.set_line_width(if place.z() < NEAR_ZOOM { 5.0 } else { 10.0 });
    pen.stroke_with_path(&Path2d::new_with_path_string(&path).ok()?);
    Some(canvas.into())
}
