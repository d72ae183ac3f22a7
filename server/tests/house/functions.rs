//! How long a file and a function may be.

use crate::sources::sources;

/// Lines above which a file holds more than one idea.
const LONGEST_FILE: usize = 400;
/// Lines above which a function does more than one thing, from its signature to its closing brace.
const LONGEST_FUNCTION: usize = 60;

/// The name of the function that begins in this line.
fn name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let is_keyword = |word: &str| {
        ["const", "async", "extern", "default"].contains(&word)
            || word.starts_with("pub")
            || word.starts_with("in")
            || word.starts_with("crate::")
    };
    let is_declared = before.split_whitespace().all(is_keyword) && !before.ends_with('(');
    is_declared.then(|| after.split(['(', '<']).next().unwrap_or_default())
}

/// Functions by name, with the line where each begins and how many it has. rustfmt puts the closing brace
/// where the signature begins, so neither strings nor macros have to be understood.
fn functions(text: &str) -> Vec<(&str, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = name(line) else { continue };
        let indentation = &line[..line.len() - line.trim_start().len()];
        let closes = |line: &&str| {
            line.strip_prefix(indentation).is_some_and(|rest| rest == "}" || rest == ");")
        };
        let is_whole = line.ends_with('}') || line.ends_with(';');
        let more = if is_whole { Some(0) } else { lines[start..].iter().position(closes) };
        found.push((name, start + 1, more.expect("rustfmt closes each function") + 1));
    }
    found
}

#[test]
fn no_file_is_so_long_that_it_must_hold_two_ideas() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > LONGEST_FILE)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(long, [""; 0]);
}

#[test]
fn no_function_is_so_long_that_it_must_do_two_things() {
    let mut long = Vec::new();
    let mut all = 0;
    for (path, text) in sources() {
        for (name, line, length) in functions(&text) {
            all += 1;
            if length > LONGEST_FUNCTION {
                long.push(format!("{path}:{line}: {name}, {length} lines"));
            }
        }
    }
    assert!(all > 3_000, "only {all} functions found");
    assert_eq!(long, [""; 0]);
}

#[test]
fn functions_are_measured_from_signature_to_closing_brace() {
    let text = "pub(crate) async fn a<T>(\n    b: T,\n) {\n    if c {\n    }\n}\n\
                impl D {\n    fn e(&self) -> F { G }\n    const fn h() {\n        i(fn_j);\n    }\n}";
    assert_eq!(functions(text), [("a", 1, 6), ("e", 8, 1), ("h", 9, 3)]);
}
