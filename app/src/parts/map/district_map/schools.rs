//! Schools below the districts found: the way to the search for them, and, while somebody types, the first.

use super::state::MapState;
use domain::map::view::with_query;
use leptos::prelude::*;

/// What stands below the list as long as there is something in the search.
#[component]
pub fn SchoolsBelow(state: MapState) -> impl IntoView {
    let lang = state.lang;
    let search = move || state.view.with(|view| view.search.clone());
    let has_come = RwSignal::new(false);
    #[cfg(not(feature = "ssr"))]
    typing::follow(state, has_come);
    view! {
        <div class="schools-below" hidden=move || search().is_empty()>
            <a href=move || address(&search(), &[])>{move || lang.map_schools(search())}</a>
            <div class="schools" hidden=move || !has_come.get()><ol id="schools-found"></ol></div>
        </div>
    }
}

/// The address of the search for schools with these words.
pub fn address(words: &str, more: &[(&str, &str)]) -> String {
    with_query("/schools", [("q", words)].iter().chain(more).copied())
}

#[cfg(not(feature = "ssr"))]
mod typing {
    use super::{MapState, address};
    use crate::browser::fragment;
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    /// Fewer letters fit half of the country.
    const LETTERS: usize = 2;

    /// Asks for the first schools at each letter, to show them 80 ms after the keystroke. An answer counts only as long as nothing else was typed;
    /// none, as without a network, takes away what stands there.
    pub(super) fn follow(state: MapState, has_come: RwSignal<bool>) {
        Effect::new(move |before: Option<String>| {
            let typed = state.view.with(|view| view.search.clone());
            if before.is_some_and(|before| before != typed) {
                spawn_local(ask(state, typed.clone(), has_come));
            }
            typed
        });
    }

    async fn ask(state: MapState, typed: String, has_come: RwSignal<bool>) {
        let is_current = || state.view.with_untracked(|view| view.search == typed);
        let mut shown = false;
        if is_current() && typed.chars().count() >= LETTERS {
            let more = [("few", "1"), ("lang", state.lang.code())];
            let page = fragment::page(&address(&typed, &more)).await;
            if !is_current() {
                return;
            }
            shown = page.and_then(|page| fragment::put(&page, "schools-found")).is_some();
        }
        if is_current() {
            has_come.set(shown);
        }
    }
}
