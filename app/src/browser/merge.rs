//! Makes a part of the page say what the server says now, and touches nothing that is the same. What
//! somebody has in hand stays: the focus, ticks, unfolded parts, scrolled tables, typed text.

use super::dom::{self, ask, get};
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Node};

/// The class of what has just changed.
const CHANGED: &str = "changed";
/// The pieces that say something by themselves.
const PIECES: &str = "td, li, strong, dd, p, a, span";
/// Attributes that the browser or a script sets, of which the server does not know.
const OURS: [&str; 2] = ["open", "data-awake"];
/// What somebody is working in; it goes when they have left it, an unfolded form when it is folded again.
const IN_HAND: &str = ":has(:is(input,textarea,select):focus,[open]>form)";

/// Brings `old` to where `new` is, piece by piece.
pub fn merge(old: &Element, new: &Element) {
    copy_attributes(old, new);
    let (mut place, mut next) = (old.first_child(), new.first_child());
    while let Some(wanted) = next {
        next = wanted.next_sibling();
        if let Some(same) = alike(place.clone(), &wanted) {
            remove(place, Some(&same));
            place = same.next_sibling();
            bring(&same, &wanted);
        } else {
            let _ = old.insert_before(&wanted, place.as_ref());
            if let Some(element) =
                wanted.dyn_ref().filter(|element: &&Element| element.has_attribute("id"))
            {
                dom::mark(element, CHANGED);
            }
        }
    }
    remove(place, None);
}

fn bring(old: &Node, new: &Node) {
    if ask(old, "isEqualNode", new).is_truthy() {
        return;
    }
    if let Some((old, new)) = old.dyn_ref().zip(new.dyn_ref()) {
        return merge(old, new);
    }
    old.set_node_value(new.text_content().as_deref());
    let around = old.parent_node().and_then(|around| around.dyn_into::<Element>().ok());
    if let Some(piece) = around.filter(|around| around.matches(PIECES).unwrap_or_default()) {
        dom::mark(&piece, CHANGED);
    }
}

/// The first of `from` and what follows it that may become `wanted`: of the same kind, with the same id.
fn alike(mut from: Option<Node>, wanted: &Node) -> Option<Node> {
    // As it is written: of a form that has a field of this name, the property is the field.
    let id = |node: &Node| node.dyn_ref::<Element>()?.get_attribute("id");
    while let Some(one) = from {
        if Object::is(&get(&one, "nodeName"), &get(wanted, "nodeName")) && id(&one) == id(wanted) {
            return Some(one);
        }
        from = one.next_sibling();
    }
    None
}

/// Removes what stands from here to `until`.
fn remove(mut from: Option<Node>, until: Option<&Node>) {
    while let Some(one) = from.filter(|one| until.is_none_or(|until| !Object::is(one, until))) {
        from = one.next_sibling();
        // What is no element has the same method.
        let node: &Element = one.unchecked_ref();
        let is_in_hand =
            one.is_instance_of::<Element>() && node.matches(IN_HAND).unwrap_or_default();
        if !is_in_hand {
            node.remove();
        }
    }
}

fn copy_attributes(old: &Element, new: &Element) {
    for name in names(new) {
        if let Some(value) = new.get_attribute(&name)
            && old.get_attribute(&name).as_ref() != Some(&value)
        {
            let _ = old.set_attribute(&name, &value);
        }
    }
    let is_gone = |name: &String| !new.has_attribute(name) && !OURS.contains(&name.as_str());
    for name in names(old).into_iter().filter(is_gone) {
        let _ = old.remove_attribute(&name);
    }
}

fn names(element: &Element) -> Vec<String> {
    let names: Array = ask(element, "getAttributeNames", &JsValue::UNDEFINED).unchecked_into();
    names.iter().filter_map(|name| name.as_string()).collect()
}
