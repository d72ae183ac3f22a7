//! Parts of pages, drawn anew by the server and put in the place of the old ones.

use super::dom;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, Response, SupportedType};

/// How long a changed number or line stays tinted, in milliseconds.
const TINTED: i32 = 2_000;

/// The page at an address as the server draws it now.
pub async fn page(address: &str) -> Option<Document> {
    let answer: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.into();
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    // An error's page has other parts, which then find no place.
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}

/// Puts the element with this id of another page in the place of ours; tints what has changed in it.
/// Folded parts that were open stay open.
pub fn put(page: &Document, id: &str) -> Option<Element> {
    let (old, new) = (document().get_element_by_id(id)?, page.get_element_by_id(id)?);
    if old.inner_html() == new.inner_html() {
        return Some(old);
    }
    for open in dom::all_of(&document(), &format!("#{id} details[open][id]")) {
        if let Ok(Some(same)) = new.query_selector(&format!("#{}", open.id())) {
            let _ = same.set_attribute("open", "");
        }
    }
    let before: Vec<(String, Option<String>)> = told(&old);
    let new: Element = document().adopt_node(&new).ok()?.unchecked_into();
    old.replace_with_with_node_1(&new).ok()?;
    tint(&new, &before);
    Some(new)
}

/// Parts that carry a name (`data-part`), each with its text.
fn told(element: &Element) -> Vec<(String, Option<String>)> {
    parts(element)
        .into_iter()
        .filter_map(|part| Some((part.get_attribute("data-part")?, part.text_content())))
        .collect()
}

fn parts(element: &Element) -> Vec<Element> {
    let Ok(found) = element.query_selector_all("[data-part]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn tint(element: &Element, before: &[(String, Option<String>)]) {
    for part in parts(element) {
        let Some(name) = part.get_attribute("data-part") else { continue };
        if !before.contains(&(name, part.text_content())) {
            let _ = part.class_list().add_1("changed");
            dom::after(TINTED, move || {
                let _ = part.class_list().remove_1("changed");
            });
        }
    }
}
