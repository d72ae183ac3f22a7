//! The land below the pins: at first the outlines that the server drew, from nearby finer ones.

use super::stage::{Stage, listen};
use crate::browser::json::object;
use domain::map::outline::Sheet;
use leaflet::{GeoJson, ImageOverlay, LatLngBounds, Layer, Map};
use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// From this zoom the drawn outlines look coarse.
const NEAR_ZOOM: f64 = 8.0;

#[wasm_bindgen]
extern "C" {
    /// Leaflet's overlay of an SVG element that is in the document already.
    #[wasm_bindgen(extends = ImageOverlay, js_name = SVGOverlay, js_namespace = L)]
    type SvgOverlay;

    #[wasm_bindgen(constructor, js_namespace = L, js_class = "SVGOverlay")]
    fn new(image: &Element, bounds: &LatLngBounds) -> SvgOverlay;

    /// Leaflet's layer of GeoJSON; the crate has the type but does not give its maker out.
    #[wasm_bindgen(js_namespace = L, js_name = geoJSON)]
    fn geo_json(geojson: &JsValue, options: &JsValue) -> GeoJson;
}

/// Lays a copy of the drawn land into Leaflet, where it stands; the drawn one stays for paper.
pub fn lay(map: &Map, land: &Element, sheet: Sheet, bounds: &LatLngBounds) -> Option<Element> {
    let copy: Element = land.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let _ = copy.set_attribute("viewBox", &sheet.view_box());
    let overlay = SvgOverlay::new(&copy, bounds);
    map.add_layer(overlay.unchecked_ref::<Layer>());
    Some(copy)
}

/// Brings the finer outlines once, when the map is first near enough to need them.
pub fn load_details_when_near(stage: &Stage) {
    let Some(address) = stage.land.get_attribute("data-details") else { return };
    let asked = Cell::new(false);
    let looking = stage.clone();
    let look = move || {
        if asked.get() || looking.zoom() < NEAR_ZOOM {
            return;
        }
        asked.set(true);
        let stage = looking.clone();
        fetch_json(&address, move |land| {
            let style = object(&[("className", "province province--near".into())]);
            let options = object(&[("style", style), ("interactive", JsValue::FALSE)]);
            let layer = geo_json(&land, &options);
            stage.map.add_layer(layer.unchecked_ref::<Layer>());
            let _ = stage.land.class_list().add_1("map__land--near");
        });
    };
    look();
    listen(&stage.map, "zoomend", look);
}

/// Fetches and parses; what cannot be had leaves the map as it is.
pub fn fetch_json(address: &str, then: impl FnOnce(JsValue) + 'static) {
    let response = window().fetch_with_str(address);
    leptos::task::spawn_local(async move {
        let Ok(response) = JsFuture::from(response).await else { return };
        let Ok(body) = response.unchecked_into::<web_sys::Response>().json() else { return };
        if let Ok(json) = JsFuture::from(body).await {
            then(json);
        }
    });
}
