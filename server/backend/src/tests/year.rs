//! Fiscal years.

pub(crate) mod catalogue;
pub(crate) mod fiscal_years;
