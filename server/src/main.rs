//! The command `pakmud`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::command::commands::run()
}
