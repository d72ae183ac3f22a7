//! The rules of the house: what may depend on what, how large a file may be, where things may stand.

mod functions;
mod modules;
mod paths;
mod sources;

use serde_json::Value;
use sources::{code, is_test, root, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What stands in code outside of `places` (beginnings of paths) and outside of tests.
fn outside(places: &[&str], is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources() {
        if !is_test(&path) && !places.iter().any(|place| path.starts_with(place)) {
            let lines = code(&text).filter(|(_, line)| is_meant(line));
            found.extend(lines.map(|(number, line)| format!("{path}:{number}: {}", line.trim())));
        }
    }
    found
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The crates that `package` is built from, itself included.
fn tree(package: &str, target: &[&str]) -> BTreeSet<String> {
    let base = [
        "tree",
        "--locked",
        "--offline",
        "-e",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{lib}",
        "-p",
        package,
    ];
    cargo(&[&base, target].concat()).lines().map(|line| line.trim().replace('-', "_")).collect()
}

#[test]
fn domain_is_pure_backend_knows_no_pages_and_the_browser_gets_no_server() {
    let browser = ["--target", "wasm32-unknown-unknown"];
    for (package, target, strangers) in [
        ("domain", &[][..], &["leptos", "sqlx", "axum", "tokio", "backend", "words", "rand"][..]),
        ("words", &[], &["leptos", "sqlx", "axum", "tokio", "backend", "rand"]),
        ("backend", &[], &["leptos", "axum", "leptos_axum", "app", "server"]),
        (
            "frontend",
            &browser,
            &[
                "sqlx",
                "axum",
                "tokio",
                "backend",
                "leptos_axum",
                "leptos_router",
                "leptos_meta",
                "server",
            ],
        ),
    ] {
        let crates = tree(package, target);
        assert!(crates.contains(package), "{crates:?}");
        for stranger in strangers {
            assert!(!crates.contains(*stranger), "{package} is built from {stranger}");
        }
    }
}

#[test]
fn members_depend_on_each_other_in_one_direction() {
    let metadata: Value = serde_json::from_str(&cargo(&[
        "metadata",
        "--locked",
        "--offline",
        "--no-deps",
        "--format-version",
        "1",
    ]))
    .unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let members: BTreeSet<String> = packages.iter().map(&name).collect();
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[][..]),
        ("words", &["domain"]),
        ("backend", &["domain", "words"]),
        ("app", &["domain", "words", "backend"]),
        ("server", &["domain", "words", "backend", "app"]),
        ("frontend", &["app"]),
        ("testing", &[]),
    ]);
    for package in packages {
        let package_name = name(package);
        for dependency in package["dependencies"].as_array().unwrap() {
            let (on, kind) = (name(dependency), dependency["kind"].as_str());
            // Test support is for tests, and knows none of the crates that it helps to test.
            if on == "testing" {
                assert_eq!(kind, Some("dev"), "{package_name} depends on testing");
            } else if kind.is_none() && members.contains(&on) {
                let allowed = allowed[package_name.as_str()];
                assert!(allowed.contains(&on.as_str()), "{package_name} depends on {on}");
            }
        }
    }
}

#[test]
fn every_crate_has_the_lints_of_the_workspace_and_they_ask_for_docs() {
    let read =
        |folder: &str| std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
    assert!(read("").contains("missing_docs = \"warn\""));
    let members = read("").lines().find(|line| line.starts_with("members = ")).unwrap().to_owned();
    let members: Vec<&str> = members.split('"').skip(1).step_by(2).collect();
    assert!(members.len() >= 6, "{members:?}");
    for member in members {
        assert!(read(member).contains("[lints]\nworkspace = true"), "{member}");
    }
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn sql_stands_only_in_the_store() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA "];
    assert_eq!(
        outside(&["server/backend/src/store"], |line| words.iter().any(|word| line.contains(word))),
        [""; 0]
    );
}

#[test]
fn thai_stands_only_in_the_locales_and_where_thai_is_the_subject() {
    let thai = |line: &str| line.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
    let subject = [
        "app/domain/src/kernel/thai",
        "app/domain/src/kernel/spelling.rs",
        "app/domain/src/map/search",
        "app/domain/src/school/general_terms.rs",
        "app/domain/src/school/thai_terms.rs",
    ];
    assert_eq!(outside(&subject, thai), [""; 0]);
}

#[test]
fn lints_are_expected_with_a_reason_never_allowed() {
    assert_eq!(
        outside(&[], |line| line.contains("#[allow(") || line.contains("#![allow(")),
        [""; 0]
    );
}

#[test]
fn only_the_clock_asks_the_machine_for_the_time() {
    let places = ["server/backend/src/clock.rs"];
    assert_eq!(
        outside(&places, |line| line.contains("Utc::now") || line.contains("SystemTime::now")),
        [""; 0]
    );
}

/// The keys of all words.
fn words() -> Vec<String> {
    let mut keys = Vec::new();
    for entry in std::fs::read_dir(root().join("app/words/locales")).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().ends_with(".th.json") {
            let text = std::fs::read_to_string(path).unwrap();
            let words: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
            keys.extend(words.into_keys());
        }
    }
    assert!(keys.len() > 500, "only {} words found", keys.len());
    keys
}

#[test]
fn every_word_is_used() {
    let all: String = sources().into_values().collect();
    let used =
        |key: &str| all.contains(&format!(".{key}(")) || all.contains(&format!("Lang::{key}"));
    let unused: Vec<_> = words().into_iter().filter(|key| !used(key)).collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn what_stands_in_a_text_area_cannot_end_it() {
    let mut areas = 0;
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("app/")) {
        let lines: Vec<&str> = code(text).map(|(_, line)| line).collect();
        let text = lines.join("\n");
        let parts: Vec<&str> = text.split("</textarea>").collect();
        for before in &parts[..parts.len() - 1] {
            let content = before.rsplit('>').next().unwrap_or_default();
            assert!(
                content.is_empty() || content.starts_with("{in_textarea("),
                "{path}: {content}"
            );
            areas += 1;
        }
    }
    assert!(areas > 0);
}
