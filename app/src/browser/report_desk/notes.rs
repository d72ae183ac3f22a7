//! What the form says: how saving stands, and what is to be mended, at the places where the server says it too.

use crate::browser::dom;
use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlFormElement};

/// How saving stands, in words and shape.
pub fn state(form: &HtmlFormElement, state: &str, words: &str) {
    if let Ok(Some(place)) = form.query_selector(".saving") {
        dom::say(&place, state, words);
    }
}

/// Takes back what the form said before.
pub fn clear(form: &HtmlFormElement) {
    for old in dom::within(form, ".field__error, .note") {
        old.remove();
    }
    for field in dom::within(form, "[aria-invalid]") {
        let _ = field.remove_attribute("aria-invalid");
    }
}

/// A sentence for the whole form, and one by each field; the first field to be mended is gone to.
pub fn refuse(form: &HtmlFormElement, sentence: Option<&str>, fields: &[(String, String)]) {
    clear(form);
    if fields.is_empty()
        && let Some(sentence) = sentence
        && let Some(note) = paragraph("note note--error", sentence)
    {
        let _ = note.set_attribute("role", "alert");
        let _ = form.prepend_with_node_1(&note);
    }
    for (name, sentence) in fields {
        by_field(form, name, sentence);
    }
    state(form, "", "");
    if let Some(first) =
        dom::within(form, "[aria-invalid]").first().and_then(|one| one.dyn_ref::<HtmlElement>())
    {
        let _ = first.focus();
    }
}

fn by_field(form: &HtmlFormElement, name: &str, sentence: &str) {
    let Ok(Some(field)) = form.query_selector(&format!("[name='{name}']")) else { return };
    let Some(error) = paragraph("field__error", sentence) else { return };
    error.set_id(&format!("{name}-error"));
    let _ = field.set_attribute("aria-invalid", "true");
    let hint =
        form.query_selector(&format!("#{name}-hint")).ok().flatten().map(|hint| hint.id() + " ");
    let _ = field
        .set_attribute("aria-describedby", &format!("{}{name}-error", hint.unwrap_or_default()));
    if let Ok(Some(place)) = field.closest(".field, .choices") {
        let _ = place.append_child(&error);
    }
}

fn paragraph(class: &str, text: &str) -> Option<Element> {
    let paragraph = document().create_element("p").ok()?;
    paragraph.set_class_name(class);
    paragraph.set_text_content(Some(text));
    Some(paragraph)
}
