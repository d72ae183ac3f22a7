//! Fiscal years.

pub(crate) mod fiscal_years;
