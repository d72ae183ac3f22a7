//! What changed while nobody looked: said when somebody looks again, and marked until they have seen it.

use super::dom;
use crate::islands::page_data;
use domain::news::News;
use leptos::prelude::{RwSignal, Set as _, document};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// A shorter pause (ms) is no pause.
const PAUSE: f64 = 30_000.0;
/// How long it stays said (ms).
const SHOWN: i32 = 20_000;

thread_local! {
    static AWAY: Cell<Option<f64>> = const { Cell::new(None) };
    static SAID: RefCell<Option<RwSignal<String>>> = const { RefCell::new(None) };
}

/// Says it there, from now on.
pub fn tell(said: RwSignal<String>) {
    SAID.with_borrow_mut(|place| *place = Some(said));
}

/// Nobody looks any more, or nothing comes.
pub fn leave() {
    if AWAY.get().is_none() {
        AWAY.set(Some(js_sys::Date::now()));
    }
}

/// The first news after a pause are what was missed.
pub fn hear(news: &News) {
    let Some(left) = AWAY.take() else { return };
    let districts: BTreeSet<&str> = news.reports.iter().map(|one| one.district.as_str()).collect();
    if js_sys::Date::now() - left < PAUSE || districts.is_empty() {
        return;
    }
    say(page_data::lang().live_since(districts.len()));
    for slug in districts {
        mark(slug);
    }
    dom::after(SHOWN, || {
        say(String::new());
        for marked in dom::all_of(&document(), ".since") {
            let _ = marked.class_list().remove_1("since");
        }
    });
}

fn say(words: String) {
    SAID.with_borrow(|said| {
        if let Some(said) = said {
            said.set(words);
        }
    });
}

fn mark(slug: &str) {
    for place in [".map__live .pin", "#list li"] {
        if let Some(place) = dom::find(&format!("{place}[data-slug='{slug}']")) {
            let _ = place.class_list().add_1("since");
        }
    }
}
