//! The server from outside: what a browser, a program or a person at the keyboard meets.

mod access_matrix;
mod accounts;
mod app;
mod broken;
mod browser;
mod caching;
mod command_line;
mod cross_site;
mod events;
mod for_script;
mod hostile;
mod language;
mod listening;
mod open_data;
mod overview;
mod pages;
mod people;
mod policy;
mod process;
mod refused_databases;
mod static_files;
mod stopping;
