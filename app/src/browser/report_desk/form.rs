//! The form as it stands in the document: read, filled, emptied.

use crate::browser::device::Worker;
use crate::browser::dom;
use domain::place::district::Slug;
use domain::progress::client_key::ClientKey;
use domain::progress::form::ReportForm;
use domain::progress::kept::KeptReport;
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use web_sys::{
    FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

/// Every form of a report, wherever it stands.
pub const FORM: &str = "form.report-form";

/// The forms on the page.
pub fn all() -> Vec<HtmlFormElement> {
    let forms = dom::all(FORM).into_iter();
    forms.filter_map(|form| form.dyn_into().ok()).collect()
}

/// The form with this key.
pub fn with_key(key: &str) -> Option<HtmlFormElement> {
    dom::find(&format!("{FORM}:has([name='key'][value='{key}'])"))?.dyn_into().ok()
}

/// What stands in the form, as a draft of whoever works here; `None` while it is nobody's.
pub fn read(form: &HtmlFormElement) -> Option<KeptReport> {
    let data = FormData::new_with_form(form).ok()?;
    let value = |name: &str| data.get(name).as_string().unwrap_or_default();
    let account = dom::account().or_else(super::worker_account)?;
    let district = Slug::parse(&value("district"))?;
    let name = form.get_attribute("data-name").unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds are whole")]
    let written_at = (js_sys::Date::now() as i64).to_string();
    let typed = ReportForm { written_at, ..ReportForm::read(value) };
    Some(KeptReport::draft(account, district, name, typed))
}

/// Whether nobody has typed anything that would be missed.
pub fn is_blank(typed: &ReportForm) -> bool {
    let texts = [
        &typed.text,
        &typed.what_changed,
        &typed.why,
        &typed.number,
        &typed.unit,
        &typed.link,
        &typed.story,
    ];
    texts.iter().all(|text| text.trim().is_empty())
}

/// Fills in what was typed before, its key too.
pub fn fill(form: &HtmlFormElement, typed: &ReportForm) {
    for (name, value) in typed.fields() {
        set(form, name, value);
    }
    if !(typed.link.is_empty() && typed.story.is_empty())
        && let Ok(Some(more)) = form.query_selector("details.more")
    {
        let _ = more.set_attribute("open", "");
    }
}

/// Empties it for a report of its own.
pub fn renew(form: &HtmlFormElement) {
    form.reset();
    set_new_key(form);
}

/// Gives it a key that no report has.
pub fn set_new_key(form: &HtmlFormElement) {
    let mut random = [0; 16];
    if let Ok(crypto) = window().crypto()
        && crypto.get_random_values_with_u8_array(&mut random).is_ok()
    {
        set(form, "key", &ClientKey::new(random).to_string());
    }
}

/// Makes a form of nobody's the one of who works here; it stays hidden where nobody does.
pub fn give_to(form: &HtmlFormElement, worker: Option<&Worker>) {
    let Some(worker) = worker else { return };
    set(form, "district", &worker.district);
    set_new_key(form);
    let _ = form.set_attribute("data-name", &worker.district_name);
    if let Some(heading) = dom::find("[data-own-district]") {
        heading.set_text_content(Some(&worker.district_name));
    }
    if let Some(part) = dom::find("#report") {
        let _ = part.remove_attribute("hidden");
    }
}

fn set(form: &HtmlFormElement, name: &str, value: &str) {
    for field in dom::within(form, &format!("[name='{name}']")) {
        if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
            match field.type_().as_str() {
                "radio" => field.set_checked(field.value() == value),
                // The attribute too: by it a form is found again.
                "hidden" => _ = field.set_attribute("value", value),
                _ => field.set_value(value),
            }
        } else if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
            field.set_value(value);
        } else if let Some(field) = field.dyn_ref::<HtmlSelectElement>() {
            field.set_value(value);
        }
    }
}
