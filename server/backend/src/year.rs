//! Use cases: fiscal years and their catalogues.

pub(crate) mod catalogue;
pub(crate) mod fiscal_years;
