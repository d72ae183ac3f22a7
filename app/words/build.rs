//! Turns `locales/<area>.{th,en}.json` into one function per key on `Lang`.

use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

/// All words of a language, from the files of all areas.
///
/// # Panics
/// If a file cannot be read, or two areas have the same key.
fn locale(code: &str) -> Map<String, Value> {
    let ending = format!(".{code}.json");
    let mut words = Map::new();
    for path in locale_files().filter(|path| path.ends_with(&ending)) {
        for (key, value) in read(&path) {
            assert!(
                words.insert(key.clone(), value).is_none(),
                "{path}: `{key}` stands elsewhere too"
            );
        }
    }
    words
}

fn locale_files() -> impl Iterator<Item = String> {
    let mut paths: Vec<_> = fs::read_dir("locales")
        .expect("the folder `locales`")
        .map(|entry| entry.expect("a file in `locales`").path().to_string_lossy().into_owned())
        .collect();
    paths.sort_unstable();
    paths.into_iter()
}

fn read(path: &str) -> Map<String, Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Names in braces, in the order of their first use.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

fn function(key: &str, th: &str, en: &str) -> String {
    let names = placeholders(th);
    let (mut a, mut b) = (names.clone(), placeholders(en));
    a.sort_unstable();
    b.sort_unstable();
    assert!(a == b, "`{key}`: Thai names {a:?} and English {b:?}");
    let doc = th.replace('\n', " ");
    if names.is_empty() {
        return format!(
            "/// {doc}\npub fn {key}(self) -> &'static str {{ self.pick({th:?}, {en:?}) }}\n"
        );
    }
    let params =
        names.iter().map(|name| format!(", {name}: impl Display")).collect::<Vec<_>>().concat();
    let values =
        names.iter().map(|name| format!("({name:?}, &{name}), ")).collect::<Vec<_>>().concat();
    format!(
        "/// {doc}\npub fn {key}(self{params}) -> String {{ fill(self.pick({th:?}, {en:?}), &[{values}]) }}\n"
    )
}

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let (th, en) = (locale("th"), locale("en"));
    for key in th.keys().chain(en.keys()) {
        assert!(
            th.contains_key(key) && en.contains_key(key),
            "`{key}` is missing in one of the locales"
        );
    }
    let mut code = String::from(
        "#[expect(clippy::doc_markdown, reason = \"each is documented by its own words\")]\nimpl Lang {\n",
    );
    for (key, value) in &th {
        let text =
            |v: &Value| v.as_str().unwrap_or_else(|| panic!("`{key}` is not a text")).to_owned();
        _ = write!(code, "{}", function(key, &text(value), &text(&en[key])));
    }
    code.push_str("}\n");
    #[expect(clippy::disallowed_methods, reason = "how Cargo talks to build scripts")]
    let out = env::var("OUT_DIR").expect("Cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
}
