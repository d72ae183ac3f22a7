//! The small mark in the bar: whether the page is live, and what waits on this device. On every page, so
//! it also wakes what every page does in the browser.

#[cfg(not(feature = "ssr"))]
use crate::browser;
#[cfg(not(feature = "ssr"))]
use crate::browser::{device, live};
#[cfg(not(feature = "ssr"))]
use crate::parts::map::page_data;
#[cfg(not(feature = "ssr"))]
use domain::progress::kept::KeptState;
use leptos::prelude::*;

/// The mark; empty until it knows.
#[island]
pub fn LiveMark() -> impl IntoView {
    let state = RwSignal::new("");
    let words = RwSignal::new(String::new());
    let waiting = RwSignal::new(String::new());
    let since = RwSignal::new(String::new());
    #[cfg(not(feature = "ssr"))]
    {
        let lang = page_data::lang();
        let link = RwSignal::new(live::Link::default());
        live::tell(link);
        browser::since::tell(since);
        Effect::new(move |_| {
            let (key, text) = match link.get() {
                live::Link::Live => ("live", lang.live_live()),
                live::Link::Connecting => ("connecting", lang.live_connecting()),
                live::Link::Offline => ("offline", lang.live_offline()),
            };
            state.set(key);
            words.set(text.to_owned());
        });
        device::watch(move |kept| {
            let count = kept.iter().filter(|one| one.state == KeptState::Queued).count();
            waiting.set(if count == 0 { String::new() } else { lang.live_waiting(count) });
        });
        browser::wake();
    }
    view! {
        <span class="live" data-state=state>
            <span class="live__words">{words}</span>
            <span class="live__since" role="status" hidden=move || since.with(String::is_empty)>{since}</span>
            <a class="live__waiting" href="/offline" hidden=move || waiting.with(String::is_empty)>{waiting}</a>
        </span>
    }
}
