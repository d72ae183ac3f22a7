//! Fiscal years and the items of their catalogues.

pub mod catalogue;
pub mod fiscal_year;
pub mod item_name;
pub mod new_catalogue;
