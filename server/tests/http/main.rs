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
mod import_accounts;
mod keep_accounts;
mod language;
mod open_data;
mod pages;
mod people;
mod policy;
mod process;
mod static_files;
