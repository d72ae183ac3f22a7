//! Reads from Rust code the paths that it uses. No parser: rustfmt's form is enough.

use std::collections::BTreeSet;

/// A path from a crate's root, segment by segment.
pub type Module = Vec<String>;

/// The paths from the crate's root that the code of `module` names, in `use` and elsewhere; without those that an
/// area's file only gives on from within the area.
pub fn used(module: &Module, code: &str, modules: &BTreeSet<Module>) -> Vec<Module> {
    let (imports, rest) = imports(code);
    let within = |path: &Module| module.is_empty() || path.first() == module.first();
    let rooted = |path: Module| from_root(module, &path, |path| modules.contains(path));
    let (public, private): (Vec<_>, Vec<_>) = imports.iter().partition(|one| one.is_public);
    let public = public.into_iter().flat_map(|import| leaves(&import.tree)).filter_map(rooted);
    let private = private.into_iter().flat_map(|import| leaves(&import.tree));
    let named = private.chain(inline(&rest)).filter_map(rooted);
    public.filter(|path| !within(path)).chain(named).collect()
}

/// What `module` gives on with `pub use`: the path under which it does, and where it comes from.
pub fn used_again(module: &Module, code: &str) -> Vec<(Module, Module)> {
    let public = imports(code).0.into_iter().filter(|import| import.is_public);
    let paths = public.flat_map(|import| leaves(&import.tree));
    let both = paths.filter_map(|path| {
        let target = from_root(module, &path, |_| true)?;
        let name = path.last()?.clone();
        Some(([module.as_slice(), &[name]].concat(), target))
    });
    both.collect()
}

/// A `use`, without the word and the semicolon.
struct Import {
    is_public: bool,
    tree: String,
}

/// The imports of a file, and its code without them.
fn imports(code: &str) -> (Vec<Import>, String) {
    let (mut imports, mut rest): (Vec<Import>, String) = (Vec::new(), String::new());
    let mut open: Option<Import> = None;
    for line in code.lines() {
        let mut import = match (open.take(), line.trim_start().split_once("use ")) {
            (Some(open), _) => Import { tree: open.tree + line.trim(), ..open },
            (None, Some((before, tree))) if before.is_empty() || before.starts_with("pub") => {
                Import { is_public: !before.is_empty(), tree: tree.trim().to_owned() }
            }
            (None, _) => {
                rest += line;
                rest.push('\n');
                continue;
            }
        };
        if import.tree.ends_with(';') {
            import.tree.pop();
            imports.push(import);
        } else {
            open = Some(import);
        }
    }
    (imports, rest)
}

/// The paths in `a::{b, c::{d, self}, e as f}`.
fn leaves(tree: &str) -> Vec<Module> {
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let names = path.split("::").map(|name| name.trim().to_owned());
        return vec![names.filter(|name| !name.is_empty() && name != "self").collect()];
    };
    let head: Module = head
        .split("::")
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut found) = (0, Vec::new());
    let branches =
        inner.split_inclusive(['{', '}', ',']).fold(vec![String::new()], |mut all, part| {
            depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
            let last = all.last_mut().expect("begins with one");
            if part.ends_with(',') && depth == 0 {
                last.push_str(&part[..part.len() - 1]);
                all.push(String::new());
            } else {
                last.push_str(part);
            }
            all
        });
    for branch in branches.iter().filter(|branch| !branch.trim().is_empty()) {
        found.extend(leaves(branch.trim()).into_iter().map(|path| [head.clone(), path].concat()));
    }
    found
}

/// Paths of two segments and more in code, from `crate`, `super` or a name of the module itself.
fn inline(code: &str) -> impl Iterator<Item = Module> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = code.split(move |c: char| !is_part(c)).filter(|path| path.contains("::"));
    paths.map(|path| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// `path` as named in `module`, from the crate's root; nothing if it leads into another crate.
fn from_root(
    module: &Module,
    path: &[String],
    exists: impl Fn(&[String]) -> bool,
) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let above = module.split_last()?.1.to_vec();
            let is_more = rest.first().is_some_and(|name| name == "super");
            if is_more { from_root(&above, rest, exists) } else { Some([&above, rest].concat()) }
        }
        name => {
            let below = [module.as_slice(), &[name.to_owned()]].concat();
            exists(&below).then(|| [module, path].concat())
        }
    }
}
