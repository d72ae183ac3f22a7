//! The server from outside: what a browser, a program or a person at the keyboard meets.

mod app;
mod broken;
mod caching;
mod command_line;
mod hostile;
mod language;
mod open_data;
mod pages;
mod policy;
mod process;
mod static_files;
