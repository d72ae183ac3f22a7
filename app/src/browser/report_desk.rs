//! The report's form at work: what is typed is kept on this device at once, judged by the same rules as on
//! the server, sent, and kept until the server has it. Without a script it is a plain form.
//!
//! Listens to the document, so that a form that comes later (in the map's panel) works as well.

mod form;
mod notes;

use super::{device, dom, fragment, sender, sign_in_again};
use device::Worker;
use domain::progress::answer::Answer;
use domain::progress::form::parse;
use domain::progress::kept::{Fate, KeptReport, KeptState, fate};
use form::FORM;
use leptos::prelude::document;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlFormElement};

thread_local! {
    static WORKER: Cell<Option<i64>> = const { Cell::new(None) };
}

/// Begins to listen, opens the forms that are there, and sends what waits.
pub fn listen() {
    dom::on(&document(), "input", |event| {
        if let Some(form) = form_around(&event) {
            typed(form);
        }
    });
    dom::on(&document(), "submit", |event| {
        if let Some(form) = form_around(&event) {
            event.prevent_default();
            submit(form);
        }
    });
    spawn_local(async {
        WORKER.set(device::worker().await.map(|worker| worker.account));
        for form in form::all() {
            open(form).await;
        }
        device::tell().await;
        sender::send_waiting();
    });
    dom::on(&leptos::prelude::window(), "online", |_| sender::send_waiting());
}

/// The account that worked on this device last: whose reports are kept where the page is nobody's.
pub fn worker_account() -> Option<i64> {
    WORKER.get()
}

/// Whether a form on the page holds something that somebody typed.
pub fn is_typed_in() -> bool {
    form::all().iter().filter_map(form::read).any(|report| !form::is_blank(&report.form))
}

/// Fills a form with what was typed here before, and remembers who works here. `data-awake` says that it
/// is done.
pub async fn open(form: HtmlFormElement) {
    // Our own sentences stand by the fields, the browser's only beside one.
    form.set_no_validate(true);
    take_up(&form).await;
    let _ = form.set_attribute("data-awake", "");
}

async fn take_up(form: &HtmlFormElement) {
    match dom::account() {
        Some(account) => remember(form, account).await,
        None => form::give_to(form, device::worker().await.as_ref()),
    }
    let Some(empty) = form::read(form) else { return };
    if form.has_attribute("data-refilled") {
        return;
    }
    let (account, district) = (empty.account, empty.district.as_str());
    let kept = device::reports().await;
    let draft = kept.iter().find(|one| one.belongs_on(account, district, &empty.form.corrects));
    if let Some(draft) = draft {
        form::fill(form, &draft.form);
        notes::state(form, "kept", dom::lang().saving_kept());
        if let Some(sentence) = &draft.refusal {
            notes::refuse(form, Some(sentence), &[]);
        }
    }
}

async fn remember(form: &HtmlFormElement, account: i64) {
    if let Some(report) = form::read(form) {
        let (district, district_name) = (report.district.to_string(), report.district_name);
        device::set_worker(Some(Worker { account, district, district_name })).await;
        WORKER.set(Some(account));
    }
}

fn form_around(event: &Event) -> Option<HtmlFormElement> {
    dom::around(event, FORM)?.dyn_into().ok()
}

fn typed(form: HtmlFormElement) {
    let Some(report) = form::read(&form) else { return };
    let lang = dom::lang();
    notes::state(&form, "typing", lang.saving_typing());
    spawn_local(async move {
        if form::is_blank(&report.form) {
            device::forget(&report.form.key).await;
            notes::state(&form, "", "");
        } else if device::keep(&report).await {
            notes::state(&form, "kept", lang.saving_kept());
        } else {
            notes::state(&form, "lost", lang.saving_not_kept());
        }
        device::tell().await;
    });
}

fn submit(form: HtmlFormElement) {
    let Some(draft) = form::read(&form) else { return };
    let lang = dom::lang();
    notes::clear(&form);
    if let Err(wrong) = parse(&draft.form) {
        let fields: Vec<(String, String)> =
            wrong.into_iter().map(|one| (one.field, lang.reason(one.reason))).collect();
        notes::refuse(&form, None, &fields);
        return;
    }
    let report = KeptReport { state: KeptState::Queued, refusal: None, ..draft };
    notes::state(&form, "sending", lang.saving_sending());
    spawn_local(async move {
        device::keep(&report).await;
        sender::settle(report).await;
    });
}

/// The server's disk has it: its form says so, and the page shows it.
pub async fn sent(report: &KeptReport, id: Option<i64>) {
    device::tell().await;
    let page = match id {
        Some(id) => {
            let address = format!("/districts/{}?posted={id}", report.district);
            fragment::page(&address).await
        }
        None => None,
    };
    let form = form::with_key(&report.form.key);
    match (page, form) {
        (Some(page), form) => {
            let is_own_page =
                dom::find(&format!("#lines[data-live='{}']", report.district)).is_some();
            if form.is_some()
                && let Some(part) = fragment::put(&page, "report")
            {
                part.scroll_into_view();
            }
            if is_own_page {
                fragment::follow(&page, "lines");
            }
        }
        (None, Some(form)) => {
            form::renew(&form);
            notes::state(&form, "saved", dom::lang().saving_saved());
        }
        (None, None) => {}
    }
}

/// The server does not have it: it waits, or its form says what is to be mended.
pub async fn not_sent(report: &KeptReport, status: u16, answer: &Answer) {
    device::tell().await;
    let lang = dom::lang();
    let form = form::with_key(&report.form.key);
    if fate(status) == Fate::SignIn {
        sign_in_again::ask();
    }
    let Some(form) = form else { return };
    match fate(status) {
        Fate::Wait => notes::state(&form, "waiting", lang.saving_waiting()),
        Fate::SignIn => notes::state(&form, "waiting", lang.saving_sign_in()),
        Fate::Mend => {
            notes::state(&form, "kept", lang.saving_kept());
            notes::refuse(&form, answer.sentence.as_deref(), &answer.fields);
            if status == CONFLICT {
                renew_key(&form, report).await;
            }
        }
    }
}

/// The server has this key with other content, or the record has changed: what is typed goes on as a report
/// of its own.
const CONFLICT: u16 = 409;

async fn renew_key(form: &HtmlFormElement, report: &KeptReport) {
    form::set_new_key(form);
    if let Some(again) = form::read(form) {
        device::keep(&again).await;
        device::forget(&report.form.key).await;
    }
}
