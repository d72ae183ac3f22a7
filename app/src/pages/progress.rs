//! Pages about progress reports.

pub mod item;
pub mod waiting;
