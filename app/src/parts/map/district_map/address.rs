//! The address bar follows the view, and the view follows the back button.

use super::state::MapState;
use crate::parts::map::page_data::Query;
use domain::kernel::percent::percent_encode;
use domain::map::view::MapView;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The decoded query parameters of the address bar.
pub fn query() -> Query {
    let search = window().location().search().unwrap_or_default();
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(&search) else { return Vec::new() };
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    js_sys::try_iter(&params)
        .ok()
        .flatten()
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|pair| js_sys::Array::from(&pair))
        .map(|pair| (text(pair.get(0)), text(pair.get(1))))
        .collect()
}

/// Keeps address and view alike. A new filter or district is a step that "back" undoes; a letter
/// more in the search or a moved map is not.
pub fn follow(state: MapState) {
    Effect::new(move |before: Option<MapView>| {
        let view = state.view.get();
        if let Some(before) = before {
            show(&before, &view);
        }
        view
    });
    let back = window_event_listener(leptos::ev::popstate, move |_| {
        let query = query();
        let pairs = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        state.view.set(MapView::parse(pairs, &state.board()).0);
    });
    on_cleanup(move || back.remove());
}

fn show(before: &MapView, view: &MapView) {
    let location = window().location();
    let mut address = view.address("/");
    if let Some((_, lang)) = query().iter().find(|(name, _)| name == "lang") {
        let sign = if address.contains('?') { '&' } else { '?' };
        address = format!("{address}{sign}lang={}", percent_encode(lang));
    }
    let current = format!(
        "{}{}",
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default()
    );
    let Ok(history) = window().history() else { return };
    if address == current {
        return;
    }
    let same_step =
        MapView { search: view.search.clone(), frame: view.frame, ..before.clone() } == *view;
    let _ = if same_step {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address))
    };
}
