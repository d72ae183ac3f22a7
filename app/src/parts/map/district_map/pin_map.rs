//! Leaflet takes the place of the drawn map, at the same spot (within 2 px), and follows the view.
//!
//! Leaflet's script is inserted by the island, so it never holds up the page. Until it is there,
//! and where it cannot be had, the drawn map stays.

mod fan_out;
mod land;
mod school_layer;
mod stage;
mod statuses;

use super::state::MapState;
use domain::place::position::Pixel;
use fan_out::FanOut;
use leaflet::{DivIcon, DivIconOptions, LatLng, Marker, MarkerOptions, Point};
use leptos::html::Div;
use leptos::prelude::*;
use school_layer::SchoolLayer;
use stage::Stage;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, HtmlScriptElement, MouseEvent};

/// Where the build puts Leaflet's script.
const SCRIPT: &str = "/vendor/leaflet-1.9.4.js";

/// A click farther than this (CSS pixels) from where the pointer went down ended a drag.
const CLICK_SLOP: f64 = 6.0;

/// The map with its pins.
struct PinMap {
    state: MapState,
    stage: Stage,
    markers: Vec<Marker>,
    on_map: RefCell<Vec<bool>>,
    fan: RefCell<FanOut>,
    schools: SchoolLayer,
}

/// Brings Leaflet, then lets it take over the map in `container`.
pub fn take_over(state: MapState, container: NodeRef<Div>) {
    let pin_map: StoredValue<Option<Rc<PinMap>>, LocalStorage> = StoredValue::new_local(None);
    on_cleanup(move || {
        if let Some(pin_map) = pin_map.try_update_value(Option::take).flatten() {
            pin_map.stage.map.remove();
        }
    });
    let owner = Owner::current();
    container.on_load(move |container| {
        insert_script(move || {
            let start = move || {
                let Some(stage) =
                    Stage::set(&container, state.view.with_untracked(|view| view.frame))
                else {
                    return;
                };
                let started = Rc::new(PinMap::new(state, stage));
                pin_map.set_value(Some(started.clone()));
                started.run(&container);
            };
            match &owner {
                Some(owner) => owner.with(start),
                None => start(),
            }
        });
    });
}

fn insert_script(loaded: impl FnOnce() + 'static) {
    let Ok(script) = document().create_element("script") else { return };
    let script: HtmlScriptElement = script.unchecked_into();
    script.set_src(SCRIPT);
    script.set_onload(Some(Closure::once_into_js(loaded).unchecked_ref()));
    if let Some(head) = document().head() {
        let _ = head.append_child(&script);
    }
}

impl PinMap {
    fn new(state: MapState, stage: Stage) -> Self {
        let count = state.board().pins.len();
        let markers = (0..count).map(|index| marker(state, index)).collect();
        Self {
            state,
            stage,
            markers,
            on_map: RefCell::new(vec![false; count]),
            fan: RefCell::default(),
            schools: SchoolLayer::default(),
        }
    }

    /// Follows the view from now on.
    fn run(self: Rc<Self>, container: &HtmlElement) {
        let state = self.state;
        let map = self.clone();
        Effect::new(move |_| map.show(&state.shown.get()));
        let map = self.clone();
        Effect::new(move |before: Option<Vec<_>>| map.follow(before, map.statuses()));
        let map = self.clone();
        Effect::new(move |before: Option<Option<usize>>| {
            map.highlight(before.flatten(), state.chosen.get())
        });
        let map = self.clone();
        Effect::new(move |_| map.stage.look_at(state.view.with(|view| view.frame)));
        let map = self.clone();
        self.stage.on_moved(move |frame| {
            map.fold();
            if state.view.with_untracked(|view| view.frame != frame) {
                state.view.update(|view| view.frame = frame);
            }
        });
        land::load_details_when_near(&self.stage);
        self.schools.follow(state, &self.stage);
        self.listen(container);
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-live", "map");
        }
    }

    /// Puts exactly the pins that the view shows on the map.
    fn show(&self, shown: &[usize]) {
        self.fold();
        let mut wanted = vec![false; self.markers.len()];
        for index in shown {
            wanted[*index] = true;
        }
        let mut on_map = self.on_map.borrow_mut();
        for (index, marker) in self.markers.iter().enumerate() {
            if wanted[index] && !on_map[index] {
                self.stage.map.add_layer(marker);
            } else if !wanted[index] && on_map[index] {
                self.stage.map.remove_layer(marker);
            }
        }
        self.show_drawn(&wanted);
        *on_map = wanted;
    }

    /// The drawn pins stay in step, for paper.
    fn show_drawn(&self, wanted: &[bool]) {
        for (index, wanted) in wanted.iter().enumerate() {
            let slug = self.state.with_pin(index, |pin| pin.slug.to_string()).unwrap_or_default();
            if let Ok(Some(pin)) =
                document().query_selector(&format!(".map__still [data-slug='{slug}']"))
            {
                let _ = pin.toggle_attribute_with_force("hidden", !wanted);
            }
        }
    }

    /// Marks the chosen pin, and brings it into sight.
    fn highlight(&self, before: Option<usize>, chosen: Option<usize>) -> Option<usize> {
        for (index, is_chosen) in [(before, false), (chosen, true)] {
            let Some(index) = index else { continue };
            let fanned = self.fan.borrow().holds(index);
            self.markers[index].set_icon(&icon(self.state, index, is_chosen, fanned));
            self.markers[index].set_z_index_offset(if is_chosen { 2000.0 } else { 0.0 });
        }
        if let Some(place) = chosen.and_then(|index| self.state.with_pin(index, |pin| pin.place)) {
            self.stage.bring_into_sight(place);
            super::list::bring_into_sight(self.state);
        }
        chosen
    }

    /// One listener for all pins.
    fn listen(self: Rc<Self>, container: &HtmlElement) {
        let down = Rc::new(Cell::new(Pixel { x: 0.0, y: 0.0 }));
        let pressed = down.clone();
        on(container, "pointerdown", move |event| pressed.set(spot(&event)));
        on(container, "click", move |event| {
            if event.detail() > 0 && spot(&event).distance(down.get()) > CLICK_SLOP {
                return;
            }
            if under(&event, ".map__schools").is_some() {
                if under(&event, "button").is_some() {
                    school_layer::unname();
                }
                return;
            }
            if let Some(index) = pin_under(&event).and_then(|slug| self.index_of(&slug)) {
                self.press(index);
            } else {
                self.fold();
                self.schools.press(self.state, &self.stage, spot(&event));
            }
        });
    }

    /// The first press on pins that lie together fans them out, the second chooses.
    fn press(&self, index: usize) {
        if self.fan.borrow().holds(index) {
            self.state.choose(index);
            return;
        }
        self.fold();
        let shown = self.state.shown.get_untracked();
        let together = fan_out::together(self.state, &self.stage, &shown, index);
        if together.len() < 2 {
            self.state.choose(index);
            return;
        }
        self.fan.replace(FanOut::open(self.state, &self.stage, &self.markers, &together));
        for index in together {
            let is_chosen = self.state.chosen.get_untracked() == Some(index);
            self.markers[index].set_icon(&icon(self.state, index, is_chosen, true));
        }
    }

    /// Puts fanned pins back to their places.
    fn fold(&self) {
        for index in self.fan.take().close(self.state, &self.stage, &self.markers) {
            let is_chosen = self.state.chosen.get_untracked() == Some(index);
            self.markers[index].set_icon(&icon(self.state, index, is_chosen, false));
        }
    }

    fn index_of(&self, slug: &str) -> Option<usize> {
        self.state.board().pins.iter().position(|pin| pin.slug.as_str() == slug)
    }
}

/// Where on the screen.
fn spot(event: &MouseEvent) -> Pixel {
    Pixel { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn pin_under(event: &MouseEvent) -> Option<String> {
    under(event, ".pin")?.get_attribute("data-slug")
}

fn under(event: &MouseEvent, selector: &str) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok().flatten()
}

fn on(target: &HtmlElement, name: &str, listener: impl FnMut(MouseEvent) + 'static) {
    let listener = Closure::<dyn FnMut(MouseEvent)>::new(listener).into_js_value();
    let _ = target.add_event_listener_with_callback(name, listener.unchecked_ref());
}

fn marker(state: MapState, index: usize) -> Marker {
    let options = MarkerOptions::new();
    options.set_keyboard(false);
    options.set_interactive(false);
    options.set_icon(icon(state, index, false, false).unchecked_into());
    let place = state.with_pin(index, |pin| LatLng::new(pin.place.lat, pin.place.lon));
    Marker::new_with_options(&place.unwrap_or_else(|| LatLng::new(0.0, 0.0)), &options)
}

/// The same mark as in the drawn map, the legend and the list.
fn icon(state: MapState, index: usize, chosen: bool, fanned: bool) -> DivIcon {
    let status = untrack(|| state.status(index));
    let html = state.with_pin(index, |pin| {
        let symbol = crate::parts::map::pin_mark::symbol(pin.kind, status);
        let name = crate::parts::map::names::Named::name(pin, state.lang);
        let class = match (chosen, fanned) {
            (true, true) => "pin pin--chosen pin--fanned",
            (true, false) => "pin pin--chosen",
            (false, true) => "pin pin--fanned",
            (false, false) => "pin",
        };
        let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        format!(
            "<span class=\"{class}\" data-slug=\"{}\" title=\"{name}\"><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">\
             <use href=\"#{symbol}\"></use></svg><span class=\"pin__name\">{name}</span></span>",
            pin.slug
        )
    });
    let options = DivIconOptions::new();
    options.set_html(html.unwrap_or_default());
    options.set_class_name("pin-place".to_owned());
    options.set_icon_size(Point::new(0.0, 0.0));
    div_icon(&options)
}

#[wasm_bindgen]
extern "C" {
    /// Leaflet's maker of icons from HTML; the crate's own `DivIcon::new` calls `L.Icon`.
    #[wasm_bindgen(js_namespace = L, js_name = divIcon)]
    fn div_icon(options: &DivIconOptions) -> DivIcon;
}
