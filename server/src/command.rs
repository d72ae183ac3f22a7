//! The command line.

pub mod cli;
pub mod commands;
pub mod error;
pub mod import_commands;
pub mod report;
pub mod user_commands;
