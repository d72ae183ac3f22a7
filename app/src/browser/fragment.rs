//! Parts of pages, drawn anew by the server and taken over.

use super::merge::merge;
use leptos::prelude::{document, window};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Element, Response, SupportedType};

/// The page at an address as the server draws it now.
pub async fn page(address: &str) -> Option<Document> {
    let answer: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.into();
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    // An error's page has other parts, which then find no place.
    DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
}

/// Puts the element with this id of another page in the place of ours, whatever is in it.
pub fn put(page: &Document, id: &str) -> Option<Element> {
    let (old, new) = (document().get_element_by_id(id)?, page.get_element_by_id(id)?);
    old.replace_with_with_node_1(&new).ok()?;
    Some(new)
}

/// Brings the element with this id to what it is on another page; what is in somebody's hand stays.
pub fn follow(page: &Document, id: &str) {
    if let Some((old, new)) = document().get_element_by_id(id).zip(page.get_element_by_id(id)) {
        merge(&old, &new);
    }
}
