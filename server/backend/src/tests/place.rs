//! Districts and shipped facts.

mod district_page;
pub(crate) mod facts;
