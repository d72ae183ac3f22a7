//! A page's markup as far as its own rules can be checked without a browser.

use std::collections::BTreeMap;

/// Elements whose content is no markup to a browser until they end.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
/// Of these, what nobody reads.
const UNREAD: [&str; 2] = ["script", "style"];
/// Text in these is quoted, such as an address of the open data with `{code}` in it.
const QUOTED: [&str; 2] = ["code", "pre"];
/// Attributes that name other elements of the page by their ids.
const POINTERS: [&str; 6] =
    ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list"];
/// Attributes that are read out or shown.
const SAID: [&str; 4] = ["alt", "aria-label", "title", "placeholder"];

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

/// Every element of a page, and every text that somebody reads.
pub struct Markup {
    elements: Vec<Element>,
    texts: Vec<String>,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The ids of this page that the element names.
    fn targets(&self) -> impl Iterator<Item = (&str, &str)> {
        let named = POINTERS.iter().filter_map(|name| Some((*name, self.get(name)?)));
        let ids = named.flat_map(|(name, ids)| ids.split_whitespace().map(move |id| (name, id)));
        let within = self.get("href").and_then(|href| href.strip_prefix('#'));
        ids.chain(within.filter(|id| !id.is_empty()).map(|id| ("href", id)))
    }
}

impl Markup {
    /// Reads a page that the server wrote: whole tags, no quotes left out around what holds a `>`.
    pub fn read(html: &str) -> Self {
        let mut page = Self { elements: Vec::new(), texts: Vec::new() };
        let (mut rest, mut quoted) = (html, 0_usize);
        while let Some(at) = rest.find('<') {
            if quoted == 0 {
                page.texts.push(rest[..at].to_owned());
            }
            rest = &rest[at + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let (element, after) = element(rest);
            rest = after;
            let name = element.name.as_str();
            if let Some(closed) = name.strip_prefix('/') {
                quoted -= usize::from(QUOTED.contains(&closed) && quoted > 0);
                continue;
            }
            quoted += usize::from(QUOTED.contains(&name));
            if RAW.contains(&name) {
                let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                if !UNREAD.contains(&name) {
                    page.texts.push(rest[..end].to_owned());
                }
                rest = &rest[end..];
            }
            page.elements.push(element);
        }
        page
    }

    pub fn lang(&self) -> Option<&str> {
        self.named("html").next()?.get("lang")
    }

    /// Where the links with this class lead.
    pub fn links_with_class(&self, class: &str) -> Vec<&str> {
        let has = |one: &&Element| {
            one.get("class").is_some_and(|all| all.split_whitespace().any(|one| one == class))
        };
        self.named("a").filter(has).filter_map(|one| one.get("href")).collect()
    }

    /// What is wrong with the page by itself.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let headings = self.named("h1").count();
        if headings != 1 {
            faults.push(format!("has {headings} h1"));
        }
        let mut ids = BTreeMap::<&str, usize>::new();
        for id in self.elements.iter().filter_map(|one| one.get("id")) {
            *ids.entry(id).or_default() += 1;
        }
        let twice = ids.iter().filter(|(_, count)| **count > 1);
        faults.extend(twice.map(|(id, count)| format!("has the id {id} {count} times")));
        let pointers = self.elements.iter().flat_map(Element::targets);
        let lost = pointers.filter(|(_, id)| !ids.contains_key(id));
        faults.extend(lost.map(|(by, id)| format!("has no {id}, which a {by} names")));
        let said =
            self.elements.iter().flat_map(|one| SAID.iter().filter_map(|name| one.get(name)));
        let texts = self.texts.iter().map(String::as_str).chain(said);
        faults.extend(texts.filter_map(placeholder).map(|name| format!("says {name}")));
        faults
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |one| one.name == name)
    }
}

/// The first place in a text that was meant to be filled, such as `{name}`.
fn placeholder(text: &str) -> Option<&str> {
    text.match_indices('{').find_map(|(at, _)| {
        let end = text[at..].find('}')?;
        let name = &text[at + 1..at + end];
        let is_name = name.bytes().all(|c| c.is_ascii_lowercase() || c == b'_');
        (is_name && !name.is_empty()).then(|| &text[at..=at + end])
    })
}

/// The tag that begins here, and what follows it.
fn element(text: &str) -> (Element, &str) {
    let ends = |c: char| c.is_ascii_whitespace() || ['>', '='].contains(&c);
    let end = text.find(ends).unwrap_or(text.len());
    let name = text[..end].trim_end_matches(['/']).to_ascii_lowercase();
    let (mut attributes, mut rest) = (Vec::new(), &text[end..]);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        if rest.is_empty() || rest.starts_with('>') {
            return (Element { name, attributes }, rest.get(1..).unwrap_or_default());
        }
        let end = rest.find(ends).unwrap_or(rest.len());
        let attribute = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((after, "")),
                _ => after.split_at(after.find(ends).unwrap_or(after.len())),
            };
        }
        attributes.push((attribute, value.to_owned()));
    }
}

#[test]
fn a_whole_page_has_no_fault() {
    let page = "<!DOCTYPE html><html lang=\"th\"><head><title>x</title><style>a{color}</style>\
                <script>({name})</script></head><body><h1 id=a>หนึ่ง</h1><!-- {name} <p id=\"a\"> -->\
                <label for=\"b\">x</label><input id='b' aria-describedby=\"a b\"><br/>\
                <a class=\"x bar\" href=\"#a\">x</a><code>/x/{code}</code>{ } {A}</body></html>";
    let page = Markup::read(page);
    assert_eq!(page.faults(), Vec::<String>::new());
    assert_eq!((page.lang(), page.links_with_class("bar")), (Some("th"), vec!["#a"]));
}

#[test]
fn what_is_wrong_with_a_page_is_found() {
    for (html, fault) in [
        ("<p>x</p>", "has 0 h1"),
        ("<h1>x</h1><h1>y</h1>", "has 2 h1"),
        ("<h1 id=\"a\">x</h1><p id=\"a\">", "has the id a 2 times"),
        ("<h1>x</h1><label for=\"b\">", "has no b, which a for names"),
        ("<h1>x</h1><p aria-labelledby=\"b\">", "has no b, which a aria-labelledby names"),
        (
            "<h1 id=\"a\">x</h1><p aria-describedby=\"a c\">",
            "has no c, which a aria-describedby names",
        ),
        ("<h1>x</h1><a href=\"#b\">", "has no b, which a href names"),
        ("<h1>{count} of 3</h1>", "says {count}"),
        ("<h1>x</h1><title>{name}</title>", "says {name}"),
        ("<h1>x</h1><img alt=\"of {place_name}\">", "says {place_name}"),
        ("<h1>x</h1><code>{code}</code><p>{name}</p>", "says {name}"),
    ] {
        assert_eq!(Markup::read(html).faults(), [fault], "{html}");
    }
}
