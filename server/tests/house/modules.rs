//! Which area of a crate uses which: never in a circle.
//!
//! An area is what stands directly below `src`: a folder with the file of its name, or a file alone. A file that
//! imports nothing but other low files of its own area and of `kernel` lies below all areas: each may use it.

use crate::paths::{Module, used, used_again};
use crate::sources::{code, is_test, sources};
use std::collections::{BTreeMap, BTreeSet};

/// The lowest area, where a crate has it.
const LOWEST: &str = "kernel";

/// The crates with areas, and the files that put the areas together as `lib.rs` does: what they use and
/// which areas use them counts as little as there. `Backend` holds what each area keeps, and each area adds its use cases.
const CRATES: [(&str, &[&str]); 4] = [
    ("app/domain/src/", &[]),
    ("app/words/src/", &[]),
    ("app/src/", &[]),
    ("server/backend/src/", &["backend.rs"]),
];

/// The modules of a crate that a module uses, each by the path from the crate's root.
type Uses = BTreeMap<Module, BTreeSet<Module>>;

/// `people/account/password.rs` is `["people", "account", "password"]`; `lib.rs` is the root, `[]`.
fn module(path: &str) -> Module {
    let parts = path.trim_end_matches(".rs").split('/').map(str::to_owned);
    parts.filter(|part| part != "lib" && part != "main").collect()
}

/// What each file of a crate uses, from the texts of all of its files.
fn uses(files: &[(Module, String)]) -> Uses {
    let modules: BTreeSet<Module> = files.iter().map(|(module, _)| module.clone()).collect();
    let again: BTreeMap<Module, Module> =
        files.iter().flat_map(|(module, text)| used_again(module, text)).collect();
    let all = files.iter().map(|(module, text)| {
        let paths = used(module, text, &modules).into_iter();
        let homes = paths.filter_map(|path| home(path, &modules, &again));
        (module.clone(), homes.filter(|home| home != module).collect())
    });
    all.collect()
}

/// The module in which the item at `path` stands, past `pub use`. Nothing if it is the crate's root.
fn home(
    mut path: Module,
    modules: &BTreeSet<Module>,
    again: &BTreeMap<Module, Module>,
) -> Option<Module> {
    for _ in 0..8 {
        let known = (1..=path.len()).rev().find_map(|length| {
            let target = again.get(&path[..length])?;
            Some([target, &path[length..]].concat())
        });
        let Some(next) = known else { break };
        path = next;
    }
    let length = (1..=path.len()).rev().find(|length| modules.contains(&path[..*length]))?;
    Some(path[..length].to_vec())
}

/// The files that use nothing but each other, within one area or from the lowest.
fn low(uses: &Uses) -> BTreeSet<Module> {
    let mut low = BTreeSet::new();
    loop {
        let more: Vec<Module> = uses
            .iter()
            .filter(|(module, used)| {
                let may = |used: &Module| {
                    low.contains(used) && (used[0] == LOWEST || used.first() == module.first())
                };
                !module.is_empty() && !low.contains(*module) && used.iter().all(may)
            })
            .map(|(module, _)| module.clone())
            .collect();
        if more.is_empty() {
            return low;
        }
        low.extend(more);
    }
}

/// Which areas use which, each with one file that does and what it uses.
fn areas(uses: &Uses) -> BTreeMap<String, BTreeMap<String, String>> {
    let low = low(uses);
    let mut areas: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (module, used) in uses.iter().filter(|(module, _)| !module.is_empty()) {
        for used in used.iter().filter(|used| used[0] != module[0] && !low.contains(*used)) {
            let example = format!("{} uses {}", module.join("::"), used.join("::"));
            areas.entry(module[0].clone()).or_default().entry(used[0].clone()).or_insert(example);
        }
    }
    areas
}

/// The edges between areas from which a path leads back.
fn circles(areas: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<String> {
    let reached = |from: &str| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from.to_owned()];
        while let Some(area) = next.pop() {
            for used in areas.get(&area).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(used.clone()) {
                    next.push(used.clone());
                }
            }
        }
        reached
    };
    let edges = areas.iter().flat_map(|(area, used)| used.iter().map(move |edge| (area, edge)));
    let back = edges.filter(|(area, (used, _))| reached(used).contains(*area));
    back.map(|(_, (_, example))| example.clone()).collect()
}

#[test]
fn no_area_uses_another_that_uses_it() {
    let sources = sources();
    let mut found = Vec::new();
    for (folder, roots) in CRATES {
        let files: Vec<(Module, String)> = sources
            .iter()
            .filter(|(path, _)| !is_test(path))
            .filter_map(|(path, text)| Some((path.strip_prefix(folder)?, text)))
            .filter(|(path, _)| !roots.contains(path))
            .map(|(path, text)| {
                (module(path), code(text).map(|(_, line)| line).collect::<Vec<_>>().join("\n"))
            })
            .collect();
        assert!(files.len() > 5, "{folder}: {} files", files.len());
        let circles = circles(&areas(&uses(&files))).into_iter();
        found.extend(circles.map(|circle| format!("{folder}: {circle}")));
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_circle_is_found_and_a_low_file_may_be_used_by_all() {
    let files = |texts: &[(&str, &str)]| {
        texts.iter().map(|(path, text)| (module(path), (*text).to_owned())).collect::<Vec<_>>()
    };
    let circle = files(&[
        ("lib.rs", "pub use crate::a::x::X;"),
        ("a/x.rs", "use crate::b::{c, d as e};"),
        ("b.rs", "pub mod c;"),
        ("b/c.rs", "fn f() { crate::X::new() }"),
    ]);
    let found = circles(&areas(&uses(&circle)));
    assert_eq!(found, ["a::x uses b::c", "b::c uses a::x"]);

    let low = files(&[
        ("kernel/error.rs", "use crate::a::FileRefusal;"),
        ("a.rs", "pub use refusal::FileRefusal;\nuse super::kernel::error;"),
        ("a/refusal.rs", "use serde::Serialize;"),
    ]);
    assert_eq!(circles(&areas(&uses(&low))), [""; 0]);
}
