//! The running process: settings, listening, timers.

pub mod jobs;
pub mod listen;
pub mod serve;
pub mod settings;
pub mod start_error;
