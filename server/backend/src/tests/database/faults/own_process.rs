//! A separate process for faults that would affect all tests of this one: a kill, a file size limit.

use std::process::{Command, Stdio};

/// Command that runs the one ignored test of this name in this test binary again; its input comes on
/// standard input, which is empty if all ignored tests are run.
pub fn of_the_test(name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this binary has a path"));
    let name = format!("tests::{name}");
    command.args(["--ignored", "--exact", &name, "--nocapture"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// The non-empty lines of standard input.
pub fn told() -> Vec<String> {
    std::io::stdin().lines().map_while(Result::ok).filter(|line| !line.is_empty()).collect()
}
