//! Keys: `/` search, `j` and `k` through the list, Enter opens (the link itself), Esc back, `?` help.

use super::state::MapState;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens while the map is on the page.
pub fn listen(state: MapState) {
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
            return;
        }
        match (event.key().as_str(), is_typing(&event)) {
            ("Escape", _) => escape(state),
            ("/", false) => {
                event.prevent_default();
                focus("#search");
            }
            ("?", false) => _ = window().location().set_href("/help#keys"),
            ("j", false) => step(&event, 1),
            ("k", false) => step(&event, -1),
            ("ArrowDown", true) if is_search(&event) => step(&event, 1),
            _ => {}
        }
    });
    on_cleanup(move || keys.remove());
}

fn target(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let typing = "input:not([type=radio]), textarea, select";
    target(event).is_some_and(|element| element.matches(typing).unwrap_or(false))
}

fn is_search(event: &KeyboardEvent) -> bool {
    target(event).is_some_and(|element| element.id() == "search")
}

fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Closes the panel and goes back to the row that it came from.
fn escape(state: MapState) {
    let slug = state.view.with_untracked(|view| view.chosen.clone());
    if let Some(slug) = slug {
        state.close();
        focus(&format!("#list li[data-slug='{slug}'] > a"));
    } else {
        focus("#list li > a");
    }
}

/// Moves the focus along the rows of the list.
fn step(event: &KeyboardEvent, by: i32) {
    let Ok(rows) = document().query_selector_all("#list > li > a") else { return };
    let row =
        |place: i32| -> Option<Element> { rows.get(u32::try_from(place).ok()?)?.dyn_into().ok() };
    let active = document().active_element();
    let length = i32::try_from(rows.length()).unwrap_or(i32::MAX);
    let at = (0..length).find(|place| row(*place).is_some_and(|row| Some(row) == active));
    let next = at.map_or(0, |at| (at + by).clamp(0, length - 1));
    if let Some(row) = row(next).and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = row.focus();
    }
}
