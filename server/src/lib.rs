//! The server of the pin map: command line, settings, router, and what happens around a request.
//!
//! `http` is the place to look first: the whole HTTP surface on one screen.

pub mod command;
pub mod form;
pub mod live;
pub mod page;
pub mod process;
pub mod request;

pub mod http;
pub mod middleware;
pub mod site;
