//! The server from outside: what a browser, a program or a person at the keyboard meets.

mod access_matrix;
mod accounts;
mod app;
mod broken;
mod browser;
mod caching;
mod command_line;
mod cross_site;
mod hostile;
mod hostile_texts;
mod kept_forms;
mod language;
mod open_data;
mod pages;
mod people;
mod policy;
mod process;
mod report_rights;
mod reporting;
mod sessions;
mod static_files;
mod waiting;
