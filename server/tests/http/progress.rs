//! Progress reports.

pub(crate) mod report_rights;
pub(crate) mod reporting;
pub(crate) mod waiting;
