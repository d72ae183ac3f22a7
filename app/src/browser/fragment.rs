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
    for open in dom::within(&old, "details[open][id]") {
        if let Ok(Some(same)) = new.query_selector(&format!("#{}", open.id())) {
            let _ = same.set_attribute("open", "");
        }
    }
    let before = Told::by(&old);
    let new: Element = document().adopt_node(&new).ok()?.unchecked_into();
    old.replace_with_with_node_1(&new).ok()?;
    tint(&new, &before);
    Some(new)
}

/// What a part says: the texts of its smallest pieces in their order, and the ids in it.
struct Told {
    texts: Vec<String>,
    ids: Vec<String>,
}

/// The smallest pieces that say something by themselves.
const PIECES: &str = ":is(td, li, strong, dd, p, a, span):not(:has(*))";

impl Told {
    fn by(part: &Element) -> Self {
        let texts =
            dom::within(part, PIECES).iter().filter_map(|piece| piece.text_content()).collect();
        Self { texts, ids: dom::within(part, "[id]").iter().map(Element::id).collect() }
    }
}

/// Tints numbers and lines that say something else now, and what has an id that was not there before.
fn tint(part: &Element, before: &Told) {
    let pieces = dom::within(part, PIECES);
    if pieces.len() == before.texts.len() {
        let changed = pieces.iter().zip(&before.texts);
        changed
            .filter(|(piece, text)| piece.text_content().as_ref() != Some(text))
            .for_each(|(piece, _)| mark(piece));
    }
    let fresh = dom::within(part, "article[id]").into_iter();
    fresh.filter(|one| !before.ids.contains(&one.id())).for_each(|one| mark(&one));
}

fn mark(element: &Element) {
    let element = element.clone();
    let _ = element.class_list().add_1("changed");
    dom::after(TINTED, move || {
        let _ = element.class_list().remove_1("changed");
    });
}
