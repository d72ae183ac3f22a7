//! The server of the pin map: command line, settings, router, and what happens around a request.
//!
//! `router` is the place to look first: the whole HTTP surface on one screen.

pub mod answered_form;
pub mod around;
pub mod at_once;
pub mod cli;
pub mod client_address;
pub mod commands;
pub mod daily_sweep;
pub mod due_years;
pub mod error;
pub mod fault;
pub mod for_script;
pub mod http;
pub mod hub;
pub mod import_commands;
pub mod inline_scripts;
pub mod kept_form;
pub mod language;
pub mod listen;
pub mod page_address;
pub mod page_cache;
pub mod posted;
pub mod posted_files;
pub mod posted_school_file;
pub mod posted_table;
pub mod render;
pub mod report;
pub mod representation;
pub mod request_log;
pub mod return_to;
pub mod router;
pub mod same_origin;
pub mod security_headers;
pub mod sent;
pub mod serve;
pub mod session_cookie;
pub mod settings;
pub mod site;
pub mod site_files;
pub mod user_commands;
pub mod visit;
pub mod visitor;
