//! Use cases: districts, and the shipped facts about them.

pub(crate) mod district_day;
pub(crate) mod district_page;
pub(crate) mod facts;
pub(crate) mod sources;
