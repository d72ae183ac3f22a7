//! Statements about progress reports.

pub(crate) mod reading;
pub(crate) mod remark;
pub(crate) mod report;
pub(crate) mod standing;

/// The entity of the files of reports.
pub(crate) const ENTITY: &str = "progress_report";
