//! What changed while nobody looked: said when somebody looks again, and marked until they have seen it.

use super::dom;
use domain::map::news::News;
use leptos::prelude::{RwSignal, Set as _};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// A shorter pause (ms) is no pause.
const PAUSE: f64 = 30_000.0;
/// What was missed comes in several frames, within so long (ms).
const GATHER: i32 = 1_000;
/// How long it stays said (ms).
const SHOWN: i32 = 20_000;

thread_local! {
    static AWAY: Cell<Option<f64>> = const { Cell::new(None) };
    static MISSED: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
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

/// What comes in the moment after a pause is what was missed.
pub fn hear(news: &News) {
    if AWAY.take().is_some_and(|left| js_sys::Date::now() - left >= PAUSE) {
        MISSED.set(Some(BTreeSet::new()));
        dom::after(GATHER, show);
    }
    MISSED.with_borrow_mut(|missed| {
        if let Some(missed) = missed {
            missed.extend(news.reports.iter().map(|one| one.district.to_string()));
        }
    });
}

fn show() {
    let missed = MISSED.take().unwrap_or_default();
    if missed.is_empty() {
        return;
    }
    say(dom::lang().live_since(missed.len()));
    for slug in missed {
        mark(&slug);
    }
    dom::after(SHOWN, || {
        say(String::new());
        for marked in dom::all(".since") {
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
