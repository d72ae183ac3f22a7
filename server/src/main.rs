//! The command `pakmud`.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A page is drawn from thousands of small pieces, which the system's own allocator is slow to give and to take.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    server::commands::run()
}
