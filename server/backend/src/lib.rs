//! Everything stateful: the store (all SQL), the use cases, the shipped facts.
//!
//! A page calls one method of [`Backend`]. What it answers is a read model of `domain`, or a
//! `domain::Error`; internal causes are logged here once, under a reference, and go no further.

mod backend;
pub mod basemap;
mod catalogue;
mod check;
mod clock;
mod collation;
mod demo;
mod digest;
mod district_page;
mod error;
mod facts;
mod fiscal_years;
mod map_board;
mod migrate;
mod sources;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

pub use backend::Backend;
pub use check::{Finding, Rule, check, check_head, head};
pub use clock::Clock;
pub use demo::demo;
pub use error::{Error, Result};
pub use facts::{Difference, Loaded};
pub use fiscal_years::{Opened, open_year};
pub use migrate::{Migrated, migrate};
pub use store::Head;
