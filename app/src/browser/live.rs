//! News from the server, as they happen. Right in the end whatever the network does: the page always knows
//! the position that it shows, and asks for what came after it.

use super::{dom, fragment, json, report_desk, sender, sign_in_again, since};
use domain::map::news::{News, PrivateNews, ReportRef};
use leptos::prelude::{RwSignal, Set as _, document, window};
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast as _;
use web_sys::{Event, EventSource, MessageEvent};

/// The server gives a sign of life every 15 s; without any for so long (ms) the stream is taken for dead.
const SILENCE: f64 = 40_000.0;
/// How often that is looked at (ms).
const LOOK_EVERY: i32 = 5_000;
/// News that come together are shown together (ms).
const GATHER: i32 = 250;
/// Pauses before connecting again (ms), the last one for ever.
const PAUSES: [i32; 4] = [500, 2_000, 5_000, 15_000];

/// How the page stands to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Link {
    /// Not connected yet, or again.
    #[default]
    Connecting,
    /// What happens is seen at once.
    Live,
    /// There is no network.
    Offline,
}

/// Who hears the news.
type Listener = Box<dyn Fn(&News)>;

thread_local! {
    static LINK: RefCell<Option<RwSignal<Link>>> = const { RefCell::new(None) };
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    static POSITION: Cell<i64> = const { Cell::new(0) };
    static SOURCE: RefCell<Option<EventSource>> = const { RefCell::new(None) };
    static HEARD: Cell<f64> = const { Cell::new(0.0) };
    static FAILURES: Cell<usize> = const { Cell::new(0) };
    static WAITING: RefCell<Vec<ReportRef>> = const { RefCell::new(Vec::new()) };
}

/// Hears of what changes on the public map.
pub fn listen(listener: impl Fn(&News) + 'static) {
    LISTENERS.with_borrow_mut(|all| all.push(Box::new(listener)));
}

/// Says how the page stands to the server, from now on.
pub fn tell(link: RwSignal<Link>) {
    LINK.with_borrow_mut(|told| *told = Some(link));
}

/// Follows the news while the page is looked at, if it has anything that lives.
pub fn follow() {
    if dom::find("[data-live]").is_none() {
        return;
    }
    let drawn_at = dom::said_of_page("data-position").and_then(|at| at.parse().ok());
    POSITION.set(drawn_at.unwrap_or_default());
    for name in ["online", "pageshow"] {
        dom::on(&window(), name, |_| look());
    }
    for name in ["offline", "pagehide"] {
        dom::on(&window(), name, |_| close());
    }
    dom::on(&document(), "visibilitychange", |_| look());
    look();
    watch();
}

/// Connects or disconnects, as fits the moment.
fn look() {
    if !window().navigator().on_line() {
        close();
        set(Link::Offline);
    } else if !dom::is_seen() {
        close();
    } else if SOURCE.with_borrow(Option::is_none) {
        connect();
    }
}

/// Takes a stream without a sign of life for dead: proxies and sleeping machines cut without a word.
fn watch() {
    dom::after(LOOK_EVERY, || {
        if SOURCE.with_borrow(Option::is_some) && js_sys::Date::now() - HEARD.get() > SILENCE {
            close();
        }
        look();
        watch();
    });
}

fn close() {
    if let Some(source) = SOURCE.take() {
        since::leave();
        source.close();
        set(Link::Connecting);
    }
}

fn connect() {
    let Ok(source) = EventSource::new(&format!("/events?after={}", POSITION.get())) else { return };
    HEARD.set(js_sys::Date::now());
    dom::on(&source, "open", |_| {
        FAILURES.set(0);
        heard();
        set(Link::Live);
        sender::send_waiting();
    });
    dom::on(&source, "beat", |_| heard());
    dom::on(&source, "news", |event| news(&event));
    dom::on(&source, "private", |event| private(&event));
    dom::on(&source, "resync", |_| _ = window().location().reload());
    dom::on(&source, "bye", |_| signed_out());
    dom::on(&source, "error", |_| later());
    SOURCE.set(Some(source));
}

/// Connects again after a pause that grows; never by the browser itself, which would ask for the address
/// and so for the position of the first time.
fn later() {
    close();
    let failures = FAILURES.get();
    FAILURES.set(failures + 1);
    let pause = PAUSES[failures.min(PAUSES.len() - 1)];
    dom::after(pause + dom::jitter(f64::from(pause)), look);
}

/// The session is over: what the page shows is for nobody any more, unless somebody is typing here.
fn signed_out() {
    close();
    if report_desk::is_typed_in() {
        sign_in_again::ask();
    } else {
        let _ = window().location().reload();
    }
}

fn heard() {
    HEARD.set(js_sys::Date::now());
}

fn set(link: Link) {
    LINK.with_borrow(|told| {
        if let Some(told) = told {
            told.set(link);
        }
    });
}

fn data<T: DeserializeOwned>(event: &Event) -> Option<T> {
    heard();
    let text = event.dyn_ref::<MessageEvent>()?.data().as_string()?;
    json::read(&text)
}

fn news(event: &Event) {
    let Some(news) = data::<News>(event) else { return };
    POSITION.set(news.position.max(POSITION.get()));
    LISTENERS.with_borrow(|all| all.iter().for_each(|listener| listener(&news)));
    since::hear(&news);
    gather(news.reports);
}

fn private(event: &Event) {
    let Some(private) = data::<PrivateNews>(event) else { return };
    POSITION.set(private.position.max(POSITION.get()));
    gather(private.reports);
}

/// Draws the parts of the page anew that show one of these reports, a moment later and all at once.
fn gather(reports: Vec<ReportRef>) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        let is_first = waiting.is_empty();
        waiting.extend(reports);
        is_first && !waiting.is_empty()
    });
    if is_first {
        dom::after(GATHER + dom::jitter(500.0), || {
            let reports = WAITING.take();
            leptos::task::spawn_local(async move { renew(&reports).await });
        });
    }
}

/// Parts whose `data-live` is empty show every report; others those of a district, an item or a cluster.
async fn renew(reports: &[ReportRef]) {
    let touched = |of: &str| {
        of.is_empty()
            || reports.iter().any(|one| one.district.as_str() == of || one.item.to_string() == of)
    };
    let parts = dom::all("[data-live][id]");
    let ids: Vec<String> = parts
        .iter()
        .filter(|part| part.get_attribute("data-live").is_some_and(|of| touched(&of)))
        .map(web_sys::Element::id)
        .collect();
    if ids.is_empty() {
        return;
    }
    let Ok(address) = window().location().href() else { return };
    if let Some(page) = fragment::page(&address).await {
        for id in ids {
            fragment::follow(&page, &id);
        }
    }
}
