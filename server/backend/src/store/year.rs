//! Statements about fiscal years and catalogues.

pub(crate) mod catalogue_item;
pub(crate) mod fiscal_year;
pub(crate) mod policy_item;
