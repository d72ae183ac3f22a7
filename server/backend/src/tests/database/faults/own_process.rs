//! A process of its own for what would hit all tests of this one: a kill, a limit on files.

use std::process::{Command, Stdio};

/// This test binary again, running the one ignored test of this name; what it is told comes on its
/// standard input, which is empty where somebody runs all ignored tests.
pub fn of_the_test(name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this binary has a path"));
    let name = format!("tests::{name}");
    command.args(["--ignored", "--exact", &name, "--nocapture"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// The lines on standard input that are not empty.
pub fn told() -> Vec<String> {
    std::io::stdin().lines().map_while(Result::ok).filter(|line| !line.is_empty()).collect()
}
