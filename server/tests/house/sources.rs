//! The project's own Rust files, and which lines of them are code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The project's own Rust files, by path from the root.
pub fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["app", "server", "frontend"] {
        collect(&root().join(folder), &mut found);
    }
    assert!(found.len() > 50, "only {} files found", found.len());
    found
}

fn collect(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules"].contains(&name.as_str()) {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let below = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.insert(below, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Whether the file is for tests only.
pub fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.contains("/testing")
}

/// The lines of a file that are neither comments nor for its unit tests, with their numbers.
pub fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut skipped = Skipped::Nothing;
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(move |(_, line)| {
        let is_code = skipped == Skipped::Nothing && line.trim() != "#[cfg(test)]";
        skipped = skipped.after(line);
        is_code && !line.trim_start().starts_with("//")
    })
}

/// The part of an item below `#[cfg(test)]` that is still to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Skipped {
    Nothing,
    Item { indentation: usize },
    Block { indentation: usize },
    Statement,
}

impl Skipped {
    fn after(self, line: &str) -> Self {
        let found = line.len() - line.trim_start().len();
        match self {
            Self::Nothing if line.trim() == "#[cfg(test)]" => Self::Item { indentation: found },
            Self::Nothing => Self::Nothing,
            Self::Item { indentation } if line.ends_with('{') => Self::Block { indentation },
            Self::Item { .. } | Self::Statement if line.ends_with(';') => Self::Nothing,
            Self::Item { indentation } if line.trim_start().starts_with('#') => {
                Self::Item { indentation }
            }
            Self::Item { .. } | Self::Statement => Self::Statement,
            Self::Block { indentation } if line.trim() == "}" && found == indentation => {
                Self::Nothing
            }
            Self::Block { indentation } => Self::Block { indentation },
        }
    }
}

#[test]
fn code_goes_on_below_what_is_for_tests() {
    let text = "#[cfg(test)]\nmod tests;\n// said\nuse a;\n#[cfg(test)]\nmod more {\n    b();\n}\n\
                fn c() {}\n#[cfg(test)]\nconst D: u8 =\n    1;\nuse e;";
    let lines: Vec<_> = code(text).collect();
    assert_eq!(lines, [(4, "use a;"), (9, "fn c() {}"), (13, "use e;")]);
}
