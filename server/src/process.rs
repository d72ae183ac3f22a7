//! The running process: settings, listening, timers.

pub mod daily_sweep;
pub mod due_years;
pub mod listen;
pub mod serve;
pub mod settings;
pub mod start_error;
