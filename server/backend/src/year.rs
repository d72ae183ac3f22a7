//! Use cases: fiscal years and their catalogues.

pub(crate) mod catalogue;
pub(crate) mod catalogue_file;
pub(crate) mod fiscal_years;
pub(crate) mod load_catalogue;
