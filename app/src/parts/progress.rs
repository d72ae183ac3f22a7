//! Parts about progress reports.

pub mod kept_reports;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod report_actions;
#[cfg(feature = "ssr")]
pub mod report_form;
