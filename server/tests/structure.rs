//! The modules of the server depend on each other in one direction.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The modules at the top of a crate, each with those that it names.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Reads the paths `crate::…` of all files below `folder`, outside of comments and unit tests.
fn graph(folder: &Path) -> Graph {
    let mut graph = Graph::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        // These two only bind the others together.
        if module != "lib" && module != "main" {
            collect(&path, graph.entry(module).or_default());
        }
    }
    for (module, named) in &mut graph {
        named.remove(module);
    }
    graph
}

fn collect(path: &Path, named: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), named);
        }
    } else {
        let text = std::fs::read_to_string(path).unwrap();
        assert!(!text.contains("super::super::"), "{}: name the crate instead", path.display());
        named.extend(modules(&text));
    }
}

/// The first parts of the paths `crate::…` in a file, of those in braces too.
fn modules(text: &str) -> BTreeSet<String> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    code.split("crate::").skip(1).flat_map(first_parts).collect()
}

fn first_parts(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut parts, mut depth, mut is_first) = (Vec::new(), 0, true);
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_first = true,
            _ if is_first && !sign.is_whitespace() => {
                parts.push(name(&group[at..]));
                is_first = false;
            }
            _ => {}
        }
    }
    parts
}

fn name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// A way from a module back to itself, if there is one.
fn cycle(graph: &Graph) -> Option<Vec<String>> {
    fn walk(graph: &Graph, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        let module = way.last().expect("a way begins somewhere").clone();
        for next in graph.get(&module).into_iter().flatten() {
            let is_back = way.contains(next);
            way.push(next.clone());
            if is_back || (!done.contains(next) && walk(graph, way, done)) {
                return true;
            }
            way.pop();
        }
        done.insert(module);
        false
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|module| {
        let mut way = vec![module.clone()];
        (!done.contains(module) && walk(graph, &mut way, &mut done)).then_some(way)
    })
}

#[test]
fn the_top_modules_of_the_server_have_no_cycle() {
    let graph = graph(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(graph["router"].contains("http") && graph["http"].contains("page"), "{graph:?}");
    assert_eq!(cycle(&graph), None);
}

#[test]
fn a_cycle_is_found_however_the_path_is_written() {
    let named = |text: &str| modules(text).into_iter().collect::<Vec<_>>();
    assert_eq!(named("use crate::{a::{b, c}, d,\n  e::f};"), ["a", "d", "e"]);
    assert_eq!(named("// crate::x\nfn f() { crate::g::h() }\n#[cfg(test)]\nuse crate::y;"), ["g"]);
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    assert_eq!(cycle(&graph(&[("a", "b"), ("a", "c"), ("b", "c")])), None);
    let round = cycle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")]));
    assert_eq!(round, Some(["a", "b", "c", "b"].map(str::to_owned).to_vec()));
}
