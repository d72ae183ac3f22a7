//! Sends what waits on this device, as soon as the server can be reached, while its author is signed in.

use super::{device, dom, json, report_desk};
use domain::kernel::percent::form_encode;
use domain::progress::answer::Answer;
use domain::progress::kept::{Fate, KeptReport, fate};
use leptos::prelude::window;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Headers, RequestInit, Response};

/// While something waits, it is tried again after so many milliseconds.
const AGAIN: i32 = 20_000;

/// One tab sends at a time.
const LOCK: &str = "pakmud-send";

thread_local! {
    static TRYING_AGAIN: Cell<bool> = const { Cell::new(false) };
}

#[wasm_bindgen]
extern "C" {
    /// Runs a function while no other tab holds the lock.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn lock(name: &str, run: &js_sys::Function) -> Result<js_sys::Promise, JsValue>;
}

/// Sends every report that waits and may be sent by who is signed in.
pub fn send_waiting() {
    spawn_local(async {
        if device::reports().await.iter().any(is_due) {
            under_lock(send_in_turn).await;
        }
    });
}

fn send_in_turn() -> js_sys::Promise {
    future_to_promise(async {
        // Read again: another tab may have sent them meanwhile.
        let due: Vec<KeptReport> = device::reports().await.into_iter().filter(is_due).collect();
        for report in due {
            settle(report).await;
        }
        Ok(JsValue::UNDEFINED)
    })
}

fn is_due(report: &KeptReport) -> bool {
    who().is_some_and(|account| report.may_be_sent_by(account))
}

/// Who would send: the account of the page, or on the page for no network the one that worked here last.
fn who() -> Option<i64> {
    dom::account().or_else(report_desk::worker_account)
}

async fn under_lock(work: impl FnOnce() -> js_sys::Promise + 'static) {
    let run = Closure::once_into_js(work);
    if let Ok(done) = lock(LOCK, run.unchecked_ref()) {
        let _ = JsFuture::from(done).await;
    }
}

/// Sends one report; what becomes of it stands on the device before it is shown.
pub async fn settle(report: KeptReport) {
    let key = report.form.key.clone();
    match send(&report).await {
        Ok(answer) => {
            device::forget(&key).await;
            report_desk::sent(&report, answer.id).await;
        }
        Err((status, answer)) => {
            let kept = report.refused(status, answer.sentence.clone());
            device::keep(&kept).await;
            report_desk::not_sent(&kept, status, &answer).await;
            if fate(status) == Fate::Wait {
                try_again();
            }
        }
    }
}

fn try_again() {
    if !TRYING_AGAIN.replace(true) {
        dom::after(AGAIN, || {
            TRYING_AGAIN.set(false);
            send_waiting();
        });
    }
}

/// The server's answer, or the status of its refusal (0 where nobody answered) with what it said.
async fn send(report: &KeptReport) -> Result<Answer, (u16, Answer)> {
    let mut pairs =
        vec![("district", report.district.to_string()), ("account", report.account.to_string())];
    pairs.extend(report.form.fields().map(|(name, typed)| (name, typed.to_owned())));
    post("/do/post_progress", &pairs).await
}

/// Sends a form of ours as a script; the answer as [`send`].
pub async fn post(address: &str, pairs: &[(&str, String)]) -> Result<Answer, (u16, Answer)> {
    let nobody = |_| (0, Answer::default());
    let body = form_encode(pairs.iter().map(|(name, value)| (name, value)));
    let headers = Headers::new().map_err(nobody)?;
    for (name, value) in
        [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")]
    {
        headers.set(name, value).map_err(nobody)?;
    }
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(&body));
    let answered = window().fetch_with_str_and_init(address, &request);
    let response: Response = JsFuture::from(answered).await.map_err(nobody)?.unchecked_into();
    let text = JsFuture::from(response.text().map_err(nobody)?).await.map_err(nobody)?;
    match json::read::<Answer>(&text.as_string().unwrap_or_default()) {
        Some(answer) if response.ok() => Ok(answer),
        // A page in place of data (a proxy's, say) is no confirmation.
        None if response.ok() => Err((0, Answer::default())),
        answer => Err((response.status(), answer.unwrap_or_default())),
    }
}
