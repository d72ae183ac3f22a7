//! The command line.

pub mod cli;
pub mod commands;
pub mod error;
pub mod import_commands;
pub mod open_year_command;
pub mod report;
pub mod user_commands;
