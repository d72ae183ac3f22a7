//! The dialog in which somebody whose session is over signs in again in place: the same account only, so
//! that what was typed stays its author's. And the question before signing out with unsent work.

use super::{device, dom, sender};
use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlDialogElement, HtmlFormElement};

const DIALOG: &str = "#sign-in-again";

/// Opens the dialog, where the page has one.
pub fn ask() {
    if let Some(dialog) = dialog()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Listens to the dialog's form, and to signing out.
pub fn listen() {
    dom::on(&document(), "submit", |event| {
        let form =
            dom::around(&event, "form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        if form.closest(DIALOG).ok().flatten().is_some() {
            event.prevent_default();
            sign_in(form);
        } else if form.get_attribute("action").is_some_and(|to| to.starts_with("/do/sign_out")) {
            let unsent = dom::account().is_some_and(device::holds_work_of);
            let question = dom::lang().sign_out_unsent();
            if unsent && !window().confirm_with_message(question).unwrap_or(true) {
                event.prevent_default();
            } else {
                spawn_local(device::set_worker(None));
            }
        }
    });
}

fn dialog() -> Option<HtmlDialogElement> {
    dom::find(DIALOG)?.dyn_into().ok()
}

fn sign_in(form: HtmlFormElement) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let pairs =
        ["name", "password"].map(|name| (name, data.get(name).as_string().unwrap_or_default()));
    spawn_local(async move {
        let said = match sender::post("/do/sign_in", &pairs).await {
            Ok(_) => {
                form.reset();
                if let Some(dialog) = dialog() {
                    dialog.close();
                }
                sender::send_waiting();
                return;
            }
            Err((_, answer)) => answer.sentence,
        };
        if let Ok(Some(place)) = form.query_selector(".field__error") {
            place
                .set_text_content(Some(said.as_deref().unwrap_or(dom::lang().error_unreachable())));
        }
    });
}
