//! A request: who asks, from where, in which language.

pub mod endpoint;
pub mod fault;
pub mod language;
pub mod request_log;
pub mod return_to;
pub mod same_origin;
pub mod session_cookie;
pub mod visit;
pub mod visitor;
