//! The document: finding, listening, waiting.

use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget};
use words::Lang;

/// The first element that fits.
pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All elements that fit, in the page's order.
pub fn all(selector: &str) -> Vec<Element> {
    document().document_element().map_or_else(Vec::new, |page| within(&page, selector))
}

/// The elements in a part of the page that fit, in its order.
pub fn within(part: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = part.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The language that the page is written in.
pub fn lang() -> Lang {
    let code = document().document_element().and_then(|html| html.get_attribute("lang"));
    code.and_then(|code| Lang::from_code(&code)).unwrap_or_default()
}

/// What the server wrote about the page as a whole, such as `data-position`.
pub fn said_of_page(attribute: &str) -> Option<String> {
    document().document_element()?.get_attribute(attribute)
}

/// Row id of the account that the page was drawn for.
pub fn account() -> Option<i64> {
    said_of_page("data-account")?.parse().ok()
}

/// Listens as long as the page lives.
pub fn on(target: &EventTarget, name: &str, listener: impl FnMut(Event) + 'static) {
    attach(target, name, Box::new(listener));
}

// One for all listeners: each of its own weighs on every first visit.
fn attach(target: &EventTarget, name: &str, listener: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(listener).into_js_value();
    let _ = target.add_event_listener_with_callback(name, listener.unchecked_ref());
}

/// The nearest element around an event that fits.
pub fn around(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// Does something once, after so many milliseconds.
pub fn after(milliseconds: i32, work: impl FnOnce() + 'static) {
    let work: Box<dyn FnOnce()> = Box::new(work);
    let work = Closure::once_into_js(work);
    let _ = window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), milliseconds);
}

/// Gives an element that has changed a class for two seconds.
pub fn mark(element: &Element, class: &'static str) {
    let element = element.clone();
    let _ = element.class_list().add_1(class);
    after(2_000, move || _ = element.class_list().remove_1(class));
}

/// A number of milliseconds below `limit`, so that many browsers do not ask at the same moment.
pub fn jitter(limit: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "far below 2^31")]
    let milliseconds = (js_sys::Math::random() * limit) as i32;
    milliseconds
}

/// Sets words and shape of an element that says how something stands.
pub fn say(element: &Element, state: &str, words: &str) {
    let _ = element.set_attribute("data-state", state);
    element.set_text_content(Some(words));
}

/// Whether a media query is true of the screen.
pub fn screen_is(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// What an object has under a name; undefined where it has nothing.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &name.into()).unwrap_or_default()
}

/// What a method of an object answers. By its name: each binding of its own weighs on every first visit.
pub fn ask(of: &JsValue, method: &str, with: &JsValue) -> JsValue {
    let method: js_sys::Function = get(of, method).unchecked_into();
    method.call1(of, with).unwrap_or_default()
}

/// Whether the page is being looked at.
pub fn is_seen() -> bool {
    !document().hidden()
}

/// Installs the worker that answers without a network.
pub fn register_worker() {
    if !get(&window().navigator(), "serviceWorker").is_undefined() {
        let script = format!("/sw.js?lang={}", lang().code());
        let _ = window().navigator().service_worker().register(&script);
    }
}
